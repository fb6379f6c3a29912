import { tmpdir } from 'node:os';
import { configurationPath, loadConfiguration } from '../config/load.ts';
import { selectPaths } from '../discover/manifest-paths.ts';
import type { Report } from '../model/report.ts';
import type { Side } from '../model/side.ts';
import { judge, type Policies } from '../pipeline.ts';
import { selectEvidence, withEvidence } from '../register/evidence-paths.ts';
import { LocalRepository } from '../source/local-repository.ts';
import { changedPaths, type FileTree } from '../source/tree.ts';
import { type Flags, resolveConfiguration, resolveNow, UsageError } from './flags.ts';

/**
 * What the bot would say of a change, from a local repository: what `head` changes since it left `base`, by the rules of `base` as it is now. The
 * action judges the two merged; here the point where they parted stands in for that.
 */
export async function review(folder: string, base: string, head: string, flags: Flags, policies: Policies): Promise<Report> {
  const repository = await LocalRepository.open(folder, process.env, tmpdir());
  if (repository === undefined) throw new UsageError(`\`${folder}\` is not in a git repository`);
  try {
    const [baseSha, headSha] = [await resolve(repository, base), await resolve(repository, head)];
    const parted = (await repository.mergeBase(baseSha, headSha)) ?? baseSha;
    const own = (await repository.tree(baseSha).read([configurationPath])).files.get(configurationPath);
    const loaded = resolveConfiguration(own && new TextDecoder().decode(own.bytes), flags);
    const register = loaded.configuration.register.path;
    const before = await readSide(repository.tree(parted), register);
    const after = await readSide(repository.tree(headSha), register);
    const proposed = after.side.files.get(configurationPath);
    return await judge(
      {
        subject: { kind: 'revision', base: { label: base, sha: baseSha }, head: { label: head, sha: headSha } },
        base: before.side,
        head: after.side,
        changed: new Set(changedPaths(before.entries, after.entries)),
        configuration: loaded,
        waivers: [],
        approvals: [],
        problems: loadConfiguration(proposed && new TextDecoder().decode(proposed.bytes)).problems,
        assumptions: loaded.present || flags.config !== undefined ? [] : [{ code: 'no-configuration', params: {} }],
        language: loaded.configuration.language,
        now: resolveNow(flags),
      },
      policies,
    );
  } finally {
    await repository.close();
  }
}

async function resolve(repository: LocalRepository, ref: string): Promise<string> {
  const sha = await repository.resolve(ref);
  if (sha === undefined) throw new UsageError(`\`${ref}\` names no commit here`);
  return sha;
}

async function readSide(tree: FileTree, register: string) {
  const listing = await tree.list();
  const side = await tree.read(selectPaths(listing.entries));
  const documents = selectEvidence(listing.entries, side, register);
  const evidence = documents.length === 0 ? undefined : await tree.read(documents);
  const whole: Side = { files: side.files, problems: [...listing.problems, ...side.problems] };
  return { entries: listing.entries, side: withEvidence(whole, evidence) };
}
