import { isKind, type LoggedOf, type LoggedRecord } from '../../evidence/verify/check.ts';
import type { Person } from '../../model/person.ts';
import { isWithin, type Period } from './population.ts';
import type { AuditDocument } from './schema.ts';

type Row = AuditDocument['segregation'][number];

/** Who made, approved and merged each change of the period, told apart by numeric id; worked out anew and not taken from what the record counts. */
export function listSegregation(records: readonly LoggedRecord[], period: Period): Row[] {
  return records
    .filter(isKind('change'))
    .filter(({ record }) => isWithin(record.predicate.mergedAt, period))
    .map(judgeOne);
}

function judgeOne({ position, record }: LoggedOf<'change'>): Row {
  const { pullRequest, pushedBy, mergedBy, mergedAt, merge, approvals, approvalsNeeded: needed } = record.predicate;
  const makers = distinct([
    ...(pullRequest === undefined ? [] : [pullRequest.author, ...pullRequest.pushers, ...pullRequest.contributors]),
    ...(pushedBy === undefined ? [] : [pushedBy]),
  ]);
  const isMaker = ({ id }: Person) => makers.some((maker) => maker.id === id);
  const inTime = approvals.filter(
    ({ counts, sha, at }) => counts && sha === pullRequest?.head.sha && Date.parse(at) <= Date.parse(mergedAt),
  );
  const approvers = distinct(inTime.map(({ by }) => by).filter((by) => !isMaker(by)));
  return {
    position,
    sha: merge.sha,
    makers,
    approvers,
    needed,
    result: resultOf(makers, approvers.length, needed, pullRequest !== undefined),
    mergedByMaker: mergedBy !== undefined && isMaker(mergedBy),
  };
}

/** Without a pull request nobody else can have looked; without a known maker nothing can be said. Where no approval was asked for, another's still counts. */
function resultOf(makers: readonly Person[], approvers: number, needed: number, asked: boolean): Row['result'] {
  if (!asked) return 'not-separate';
  if (makers.length === 0) return 'not-known';
  if (approvers >= Math.max(1, needed)) return 'separate';
  return needed === 0 ? 'not-needed' : 'not-separate';
}

function distinct(people: readonly Person[]): Person[] {
  return [...new Map(people.map(({ id, login }) => [id, { id, login }])).values()];
}
