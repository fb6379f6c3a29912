import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { configurationPath } from '../config/load.ts';
import { mayHoldManifests } from '../discover/manifest-paths.ts';
import type { Report } from '../model/report.ts';
import { judge, type Policies } from '../pipeline.ts';
import { openWorkingTree } from '../source/working-tree.ts';
import { type Flags, resolveConfiguration, UsageError } from './flags.ts';

/** Judges everything under a folder, or one file. Without a base every finding counts as new. */
export async function check(path: string, flags: Flags, policies: Policies): Promise<Report> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) throw new UsageError(`\`${path}\` does not exist`);
  const single = facts.isFile() ? basename(path) : undefined;
  const tree = openWorkingTree(single === undefined ? path : dirname(path));
  const listing = await tree.list();
  const paths = listing.entries
    .map((entry) => entry.path)
    .filter((name) => (single === undefined ? mayHoldManifests(name) : name === single));
  const side = await tree.read(paths);
  const configuration = side.files.get(configurationPath);
  const loaded = resolveConfiguration(configuration && new TextDecoder().decode(configuration.bytes), flags);
  return judge(
    {
      subject: { kind: 'folder', label: path },
      head: { files: side.files, problems: [...listing.problems, ...side.problems] },
      changed: new Set(),
      configuration: loaded,
      waivers: [],
      approvals: [],
      problems: [],
      assumptions: loaded.present || flags.config !== undefined ? [] : [{ code: 'no-configuration', params: {} }],
      language: loaded.configuration.language,
    },
    policies,
  );
}
