import { tmpdir } from 'node:os';
import { configurationPath } from '../config/load.ts';
import { type ChangeConfiguration, loadForChange } from '../config/of-change.ts';
import type { ApprovalRequirement } from '../model/approval.ts';
import type { RemoteFetcher } from '../model/remote.ts';
import type { Report } from '../model/report.ts';
import type { Side } from '../model/side.ts';
import type { Case, Policies } from '../pipeline/case.ts';
import { completeCase } from '../pipeline/complete.ts';
import { judge } from '../pipeline.ts';
import { LocalRepository } from '../source/local-repository.ts';
import { changedPaths, type FileTree } from '../source/tree.ts';
import { quote } from './flag-values.ts';
import { type Flags, resolveConfiguration, resolveNow } from './flags.ts';
import { addEvidence, readRevision } from './revision-side.ts';
import { UsageError } from './usage-error.ts';

export interface Revisions {
  readonly base: string;
  readonly head: string;
}

/**
 * What the bot would say of a change, from a local repository: what `head` changes since it left `base`, by the rules of `base` as it is now. The
 * action judges the two merged; here the point where they parted stands in for that. Approvals cannot be seen from here; only the owner's that a
 * broken configuration asks for is named, because without it the rules were not those of the house.
 */
export async function review(
  folder: string,
  { base, head }: Revisions,
  flags: Flags,
  policies: Policies,
  remote: RemoteFetcher,
): Promise<Report> {
  const repository = await LocalRepository.open(folder, process.env, tmpdir());
  if (repository === undefined)
    throw new UsageError(`${quote(folder)} is not in a git repository; \`tilsyn check\` judges a folder without one`);
  try {
    const [baseSha, headSha] = [await resolve(repository, '--base', base), await resolve(repository, '--head', head)];
    const parted = (await repository.mergeBase(baseSha, headSha)) ?? baseSha;
    const trees = [repository.tree(parted), repository.tree(headSha)] as const;
    const [parting, proposed] = [await readRevision(trees[0]), await readRevision(trees[1])];
    const changed = new Set(changedPaths(parting.entries, proposed.entries));
    const tip = await readConfiguration(repository.tree(baseSha));
    // A file that the change leaves alone is after the merge what it is on the base by then.
    const rules = loadForChange(tip, changed.has(configurationPath) ? proposed.side : tip);
    const named = flags.config !== undefined;
    const loaded = resolveConfiguration(rules.inForce, flags);
    const { path } = loaded.configuration.register;
    const [before, after] = [await addEvidence(parting, trees[0], path), await addEvidence(proposed, trees[1], path)];
    const given: Case = {
      subject: { kind: 'revision', base: { label: base, sha: baseSha }, head: { label: head, sha: headSha } },
      base: before,
      head: after,
      changed,
      configuration: loaded,
      waivers: [],
      approvals: named ? [] : ownersApproval(rules),
      problems: rules.problems,
      assumptions: named ? [] : rules.assumptions,
      language: loaded.configuration.language,
      now: resolveNow(flags),
    };
    return await judge(await completeCase(given, policies, remote), policies);
  } finally {
    await repository.close();
  }
}

function ownersApproval({ broken }: ChangeConfiguration): readonly ApprovalRequirement[] {
  // Who the owners are stands in the file that cannot be read: then they are the people with maintain or admin, whose names are not known here.
  return broken ? [{ name: 'owners', needed: 1, counted: [], from: [], judged: [] }] : [];
}

async function resolve(repository: LocalRepository, flag: string, ref: string): Promise<string> {
  const sha = await repository.resolve(ref);
  if (sha === undefined) throw new UsageError(`\`${flag}\`: ${quote(ref)} names no commit here; \`git branch --all\` lists what there is`);
  return sha;
}

/** A file that is not there is no file that cannot be read. */
async function readConfiguration(tree: FileTree): Promise<Side> {
  const { entries } = await tree.list();
  return tree.read(entries.some(({ path }) => path === configurationPath) ? [configurationPath] : []);
}
