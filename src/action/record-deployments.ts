import type { RecordContent } from '../evidence/record.ts';
import type { LoggedRecord } from '../evidence/verify/check.ts';
import { appendRecords, readLog } from './log.ts';
import type { Ports } from './ports.ts';
import type { ProtectedBranches } from './protected-branches.ts';
import type { Recorded } from './record.ts';

type DeploymentRecord = Extract<RecordContent, { kind: 'deployment' }>['predicate'];

/**
 * Records which commits of the protected branches reached an environment. Anybody with write access can report a deployment to GitHub, so only the
 * word of accounts counts that the protected configuration names, told apart by numeric id, and all is read anew by API: no event is believed.
 * A deployment of a commit that no protected branch has on record did not come through review: the job is red while it is among the newest.
 */
export async function recordDeployments({ loaded }: ProtectedBranches, ports: Ports): Promise<Recorded> {
  const { environments, reporters } = loaded.configuration.evidence.deployments;
  if (environments.length === 0 || reporters.length === 0) return { added: 0, left: [] };
  const log = await readLog(ports, loaded.configuration.evidence.verifierKey);
  const known = new Set(log.records.flatMap(({ record }) => (record.kind === 'deployment' ? [record.predicate.deployment] : [])));
  const trusted = new Set((await ports.github.resolveLogins(reporters)).map(({ id }) => id));
  const found: RecordContent[] = [];
  const left: string[] = [];
  for (const environment of environments) {
    for (const { id, sha } of (await ports.github.deployments(environment)).toReversed()) {
      const report = known.has(id) ? undefined : (await ports.github.successes(id)).find(({ by }) => trusted.has(by.id));
      if (report === undefined) continue;
      const place = findPlace(log.records, sha);
      if (place === undefined) {
        left.push(`Deployment ${id} to ${environment} is of commit ${sha}, which no protected branch has on record`);
        continue;
      }
      const { at, by: reportedBy } = report;
      found.push({ kind: 'deployment', predicate: { ...commonOf(ports), ...place, environment, deployment: id, reportedBy, at: utc(at) } });
    }
  }
  return { added: await appendRecords(found, ports), left };
}

function findPlace(records: readonly LoggedRecord[], sha: string): Pick<DeploymentRecord, 'branch' | 'merge'> | undefined {
  for (const { record } of records) {
    if ((record.kind === 'change' || record.kind === 'gap') && record.predicate.merge.sha === sha)
      return { branch: record.predicate.branch, merge: record.predicate.merge };
  }
  return undefined;
}

function commonOf({ github, runtime }: Ports): Pick<DeploymentRecord, 'repository' | 'runtime'> {
  const { id, owner, name } = github.repository;
  return { repository: { id, name: `${owner}/${name}` }, runtime };
}

function utc(instant: string): string {
  return new Date(instant).toISOString();
}
