import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { configurationPath } from '../config/load.ts';
import { mergeReads, readDeployable } from '../discover/read-deployable.ts';
import type { Report } from '../model/report.ts';
import { type Case, judge, type Policies } from '../pipeline.ts';
import { openWorkingTree } from '../source/working-tree.ts';
import { type Flags, resolveConfiguration, UsageError } from './flags.ts';

/** Judges everything under a folder, or one file. Without a base every finding counts as new. */
export async function check(path: string, flags: Flags, policies: Policies): Promise<Report> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) throw new UsageError(`\`${path}\` does not exist`);
  const single = facts.isFile() ? basename(path) : undefined;
  const tree = openWorkingTree(single === undefined ? path : dirname(path));
  const side = single === undefined ? await readDeployable(tree) : mergeReads((await tree.list()).problems, [await tree.read([single])]);
  const configuration = side.files.get(configurationPath);
  const loaded = resolveConfiguration(configuration && new TextDecoder().decode(configuration.bytes), flags);
  const given: Case = {
    subject: { kind: 'folder', label: path },
    head: side,
    changed: new Set(),
    configuration: loaded,
    waivers: [],
    approvals: [],
    problems: [],
    assumptions: loaded.present || flags.config !== undefined ? [] : [{ code: 'no-configuration', params: {} }],
    language: loaded.configuration.language,
  };
  const report = await judge(given, policies);
  // Whoever names a folder expects something in it: an empty answer is no pass.
  if (report.objects > 0 || report.problems.length > 0) return report;
  return judge({ ...given, problems: [{ code: 'nothing-found', params: {} }] }, policies);
}
