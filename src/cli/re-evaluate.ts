import { tmpdir } from 'node:os';
import { waiverEvents } from '../action/log.ts';
import { loadForChange } from '../config/of-change.ts';
import type { Fault } from '../evidence/fault.ts';
import type { ChangeRecord } from '../evidence/record.ts';
import { type Check, isKind, type LoggedOf, type LoggedRecord } from '../evidence/verify/check.ts';
import { describeRemote, type RemoteFetcher, sourceOfEntry } from '../model/remote.ts';
import type { Report } from '../model/report.ts';
import type { Case, Policies } from '../pipeline/case.ts';
import { completeCase } from '../pipeline/complete.ts';
import { judge } from '../pipeline.ts';
import { LocalRepository } from '../source/local-repository.ts';
import { changedPaths } from '../source/tree.ts';
import { foldWaivers } from '../waivers/fold.ts';
import { quote } from './flag-values.ts';
import { openOwnRemote } from './remote.ts';
import { addEvidence, readRevision } from './revision-side.ts';
import { UsageError } from './usage-error.ts';

type Evaluation = NonNullable<ChangeRecord['evaluation']>;

/**
 * Judges recorded changes again, the newest first and at most so many, from the commits in a clone and by the policies of this tilsyn, and holds what
 * comes out against what was recorded: configuration, number of objects, and each finding by its fingerprint. Other policies prove nothing and say so.
 */
export async function reEvaluate(folder: string, records: readonly LoggedRecord[], most: number, policies: Policies): Promise<Check> {
  const repository = await LocalRepository.open(folder, process.env, tmpdir());
  if (repository === undefined) throw new UsageError(`\`--re-render\` needs a clone with its files; ${quote(folder)} has none`);
  const remote = openOwnRemote({ offline: true });
  const changes = records.filter(isKind('change')).toReversed().slice(0, most);
  const [failed, lacking]: [Fault[], Fault[]] = [[], []];
  try {
    for (const change of changes) {
      const { evaluation, merge } = change.record.predicate;
      if (evaluation === undefined) continue;
      const place = { position: change.position, path: change.path };
      const [recorded, found] = [toolsOf(evaluation), `${policies.digest} ${policies.rendering.engine.digest}`];
      if (recorded !== found) {
        const params = { sha: merge.sha, recorded, found };
        lacking.push({ code: 'other-policies', params, ...place });
        continue;
      }
      const { report, missing } = await judgeAgain(change, records, repository, policies, remote);
      // What was not at hand then is not known now: two judgements of different contents prove nothing against each other.
      const wasMissing = change.record.predicate.notAnalysed.some(({ code }) => code === 'remote-not-available');
      const [source = wasMissing ? 'notAnalysed' : undefined] = missing;
      if (source !== undefined) lacking.push({ code: 'remote-not-here', params: { sha: merge.sha, source }, ...place });
      else if (report === undefined) lacking.push({ code: 'commit-not-here', params: { sha: merge.sha }, ...place });
      else
        failed.push(
          ...compare(evaluation, report).map((params) => ({
            code: 'evaluation-differs' as const,
            params: { sha: merge.sha, ...params },
            ...place,
          })),
        );
    }
  } finally {
    await repository.close();
  }
  if (failed.length > 0) return { name: 're-evaluation', status: 'failed', faults: failed };
  if (changes.length === 0) return { name: 're-evaluation', status: 'unproved', faults: [{ code: 'no-change-recorded', params: {} }] };
  return { name: 're-evaluation', status: lacking.length > 0 ? 'unproved' : 'ok', faults: lacking };
}

/** What judged and what rendered: another of the two may come to something else without anybody's fault. */
function toolsOf({ policiesDigest, engineDigest }: Evaluation): string {
  return `${policiesDigest} ${engineDigest}`;
}

async function judgeAgain(
  { position, record }: LoggedOf<'change'>,
  records: readonly LoggedRecord[],
  repository: LocalRepository,
  policies: Policies,
  remote: RemoteFetcher,
): Promise<JudgedAgain> {
  const { base: parent, merge, mergedAt, recordedAt } = record.predicate;
  // The clone decides what these ids hold; the trees were compared with the records by the check of completeness.
  if ((await repository.resolve(parent.sha)) === undefined || (await repository.resolve(merge.sha)) === undefined)
    return { report: undefined, missing: [] };
  const trees = [repository.tree(parent.sha), repository.tree(merge.sha)] as const;
  const [before, after] = [await readRevision(trees[0]), await readRevision(trees[1])];
  const rules = loadForChange(before.side, after.side);
  const { path } = rules.inForce.configuration.register;
  const known = records.filter((logged) => logged.position < position);
  const waivers = foldWaivers(waiverEvents(known), mergedAt).filter((waiver) => waiver.state === 'granted');
  const given: Case = {
    subject: {
      kind: 'revision',
      base: { label: parent.sha.slice(0, 12), sha: parent.sha },
      head: { label: merge.sha.slice(0, 12), sha: merge.sha },
    },
    base: await addEvidence(before, trees[0], path),
    head: await addEvidence(after, trees[1], path),
    changed: new Set(changedPaths(before.entries, after.entries)),
    configuration: rules.inForce,
    waivers,
    approvals: [],
    problems: rules.problems,
    assumptions: rules.assumptions,
    language: 'en',
    now: recordedAt,
  };
  const missing: string[] = [];
  const complete = await completeCase(given, policies, {
    ...remote,
    fetch: async (entry, power) => {
      const answer = await remote.fetch(entry, power);
      if (!('content' in answer)) missing.push(describeRemote(sourceOfEntry(entry)));
      return answer;
    },
  });
  return { report: missing.length > 0 ? undefined : await judge(complete, policies), missing };
}

interface JudgedAgain {
  readonly report: Report | undefined;
  /** Sources that the lock names and the cache does not have. */
  readonly missing: readonly string[];
}

type Difference = { readonly what: string; readonly recorded: string; readonly found: string };

function compare(recorded: Evaluation, report: Report): readonly Difference[] {
  const differences: Difference[] = [];
  const add = (what: string, one: string, other: string): void => {
    if (one !== other) differences.push({ what, recorded: one.slice(0, 200), found: other.slice(0, 200) });
  };
  add('configuration', recorded.configDigest, report.tool.configuration);
  add('objects', String(recorded.objects), String(report.objects));
  const was = new Set(recorded.findings.map(findingLine));
  const is = new Set(
    report.findings.map(({ fingerprint, control, severity, status, change, waiver }) =>
      // A fixed finding needs no waiver, and its record names none.
      findingLine({ fingerprint, control, severity, status, change, waiver: change === 'fixed' ? undefined : waiver?.id }),
    ),
  );
  const [gone, fresh] = [[...was].filter((line) => !is.has(line)).sort(), [...is].filter((line) => !was.has(line)).sort()];
  if (gone.length > 0 || fresh.length > 0) differences.push({ what: 'findings', recorded: gone[0] ?? '–', found: fresh[0] ?? '–' });
  return differences;
}

function findingLine(finding: {
  readonly fingerprint: string;
  readonly control: string;
  readonly severity: string;
  readonly status: string;
  readonly change?: string | undefined;
  readonly waiver?: string | undefined;
}): string {
  const { fingerprint, control, severity, status, change = '', waiver = '' } = finding;
  return `${control} ${severity} ${status} ${change} ${fingerprint} ${waiver}`.trim();
}
