import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { configurationPath } from '../config/load.ts';
import { selectPaths } from '../discover/manifest-paths.ts';
import type { Report } from '../model/report.ts';
import { type Case, judge, type Policies } from '../pipeline.ts';
import { selectEvidence, withEvidence } from '../register/evidence-paths.ts';
import { openWorkingTree } from '../source/working-tree.ts';
import { type Flags, resolveConfiguration, resolveNow, UsageError } from './flags.ts';

/** Judges everything under a folder, or one file. Without a base every finding counts as new. */
export async function check(path: string, flags: Flags, policies: Policies): Promise<Report> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) throw new UsageError(`\`${path}\` does not exist`);
  const single = facts.isFile() ? basename(path) : undefined;
  const tree = openWorkingTree(single === undefined ? path : dirname(path));
  const listing = await tree.list();
  const paths = single === undefined ? selectPaths(listing.entries) : [single];
  const side = await tree.read(paths);
  const configuration = side.files.get(configurationPath);
  const loaded = resolveConfiguration(configuration && new TextDecoder().decode(configuration.bytes), flags);
  const documents = selectEvidence(listing.entries, side, loaded.configuration.register.path);
  const evidence = documents.length === 0 ? undefined : await tree.read(documents);
  const given: Case = {
    subject: { kind: 'folder', label: path },
    head: withEvidence({ files: side.files, problems: [...listing.problems, ...side.problems] }, evidence),
    changed: new Set(),
    configuration: loaded,
    waivers: [],
    approvals: [],
    problems: [],
    assumptions: loaded.present || flags.config !== undefined ? [] : [{ code: 'no-configuration', params: {} }],
    language: loaded.configuration.language,
    now: resolveNow(flags),
  };
  const report = await judge(given, policies);
  // Whoever names a folder expects something in it: an empty answer is no pass.
  if (report.objects > 0 || report.problems.length > 0) return report;
  return judge({ ...given, problems: [{ code: 'nothing-found', params: {} }] }, policies);
}
