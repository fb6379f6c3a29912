import { stat } from 'node:fs/promises';
import { configurationPath, loadConfiguration } from '../config/load.ts';
import type { RemoteFetcher } from '../model/remote.ts';
import type { Report } from '../model/report.ts';
import type { Case, Policies } from '../pipeline/case.ts';
import { completeCase } from '../pipeline/complete.ts';
import { judge } from '../pipeline.ts';
import { quote } from './flag-values.ts';
import { type Flags, resolveConfiguration, resolveNow } from './flags.ts';
import { addEvidence, readFileSide, readFolderSide } from './folder-side.ts';
import { UsageError } from './usage-error.ts';

/** Judges everything under a folder, or one file. Without a base every finding counts as new. */
export async function check(path: string, flags: Flags, policies: Policies, remote: RemoteFetcher): Promise<Report> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) throw new UsageError(`${quote(path)} does not exist; name a folder or a manifest`);
  const side = await (facts.isFile() ? readFileSide(path) : readFolderSide(path));
  const configuration = side.files.get(configurationPath);
  const loaded = resolveConfiguration(loadConfiguration(configuration && new TextDecoder().decode(configuration.bytes)), flags);
  const given: Case = {
    subject: { kind: 'folder', label: path },
    head: await addEvidence(side, path, loaded.configuration.register.path),
    changed: new Set(),
    configuration: loaded,
    waivers: [],
    approvals: [],
    problems: [],
    assumptions: loaded.present || flags.config !== undefined ? [] : [{ code: 'no-configuration', params: {} }],
    language: loaded.configuration.language,
    now: resolveNow(flags),
  };
  const complete = await completeCase(given, policies, remote);
  const report = await judge(complete, policies);
  // Whoever names a folder expects something in it: an empty answer is no pass.
  if (report.objects > 0 || report.problems.length > 0) return report;
  return judge({ ...complete, problems: [{ code: 'nothing-found', params: {} }] }, policies);
}
