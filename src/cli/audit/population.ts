import { recordTime } from '../../evidence/record.ts';
import { describeBypass } from '../../evidence/verify/bypasses.ts';
import type { LoggedOf, LoggedRecord } from '../../evidence/verify/check.ts';
import type { AuditDocument, PopulationRow } from './schema.ts';

export interface Period {
  /** UTC instants in ISO 8601; the end is not included. */
  readonly from: string;
  readonly to: string;
}

export function isWithin(at: string, { from, to }: Period): boolean {
  return Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to);
}

/** Every change and gap of the period, in the order of the log: what a sample is drawn from. */
export function listPopulation(records: readonly LoggedRecord[], period: Period): PopulationRow[] {
  const deployments = group(records, ({ record }) =>
    record.kind === 'deployment' ? [record.predicate.merge.sha, record.predicate.environment] : null,
  );
  const corrections = group(records, ({ position, record }) =>
    record.kind === 'correction' ? [record.predicate.corrects, position] : null,
  );
  return records.flatMap((logged) => {
    const { position, record } = logged;
    if ((record.kind !== 'change' && record.kind !== 'gap') || !isWithin(recordTime(record), period)) return [];
    const { branch, merge, recordKey } = record.predicate;
    const bypass = describeBypass(logged)?.code;
    return [
      {
        position,
        branch,
        sha: merge.sha,
        kind: record.kind,
        ...(record.kind === 'change'
          ? describeChange(record.predicate)
          : { ...nothing, at: record.predicate.at, recordedAt: record.predicate.at }),
        ...(bypass === undefined ? {} : { bypass }),
        deployedTo: [...new Set(deployments.get(merge.sha) ?? [])].sort(),
        correctedBy: corrections.get(recordKey) ?? [],
      },
    ];
  });
}

const nothing = { approvers: [], newFindings: 0, waivers: [], notAnalysed: 0 };

function describeChange(change: LoggedOf<'change'>['record']['predicate']) {
  const { pullRequest, mergedBy, pushedBy, approvals, evaluation, waivers, notAnalysed, mergedAt, recordedAt } = change;
  const author = pullRequest?.author ?? pushedBy;
  const merger = mergedBy ?? pushedBy;
  return {
    at: mergedAt,
    recordedAt,
    ...(pullRequest === undefined ? {} : { pullRequest: pullRequest.number }),
    ...(author === undefined ? {} : { author }),
    ...(merger === undefined ? {} : { mergedBy: merger }),
    approvers: [...new Map(approvals.filter(({ counts }) => counts).map(({ by }) => [by.id, by])).values()],
    ...(evaluation === undefined ? {} : { conclusion: evaluation.conclusion }),
    newFindings: (evaluation?.findings ?? []).filter((finding) => finding.change === 'new').length,
    waivers: waivers.map(({ id }) => id),
    notAnalysed: notAnalysed.length,
  };
}

/** Where each branch's records begin, and how many changes of it the population has. */
export function listBranches(
  records: readonly LoggedRecord[],
  population: readonly PopulationRow[],
): AuditDocument['completeness']['branches'] {
  const begins = new Map<string, string>();
  for (const { record } of records) {
    if (record.kind !== 'change' && record.kind !== 'gap') continue;
    const { branch } = record.predicate;
    const at = recordTime(record);
    if (Date.parse(at) < Date.parse(begins.get(branch) ?? '9999-12-31T00:00:00Z')) begins.set(branch, at);
  }
  return [...begins]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([branch, at]) => ({ branch, begins: at, changes: population.filter((row) => row.branch === branch).length }));
}

function group<T>(records: readonly LoggedRecord[], pick: (logged: LoggedRecord) => readonly [string, T] | null): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const logged of records) {
    const picked = pick(logged);
    if (picked !== null) groups.set(picked[0], [...(groups.get(picked[0]) ?? []), picked[1]]);
  }
  return groups;
}
