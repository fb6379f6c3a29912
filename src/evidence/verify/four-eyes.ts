import { bad, type Fault, type FaultCode } from '../fault.ts';
import type { ChangeRecord } from '../record.ts';
import { type Check, isKind, judge, type LoggedOf, type LoggedRecord } from './check.ts';

type RecordedApproval = ChangeRecord['approvals'][number];

/** Counts again, from ids and commits alone, what each change record says of its approvals. */
export function checkFourEyes(records: readonly LoggedRecord[]): Check {
  const consents = records.filter(isKind('approval'));
  return judge(
    'four-eyes',
    records.filter(isKind('change')).flatMap((change) => checkChange(change, consents)),
  );
}

function checkChange({ position, path, record }: LoggedOf<'change'>, consents: readonly LoggedOf<'approval'>[]): readonly Fault[] {
  const change = record.predicate;
  const counted = change.approvals.filter((approval) => approval.counts);
  const faults: Fault[] = [];
  const valid = new Set<number>();
  for (const approval of counted) {
    const code = findObjection(approval, change) ?? (isRecorded(approval, position, consents) ? undefined : 'approval-not-recorded');
    if (code === undefined) valid.add(approval.by.id);
    else {
      const { by, sourceId, sha, at } = approval;
      faults.push(bad(code, { by: by.login, sourceId, sha, at }, { position, path }).fault);
    }
  }
  // A merge that did not pass is listed among the bypasses; here it is about changes that are said to have passed.
  if (change.evaluation?.conclusion === 'passes' && valid.size < change.approvalsNeeded) {
    faults.push(bad('approvals-too-few', { needed: change.approvalsNeeded, found: valid.size }, { position, path }).fault);
  }
  return faults;
}

function findObjection({ by, sha, at }: RecordedApproval, { pullRequest, mergedAt }: ChangeRecord): FaultCode | undefined {
  const makers = pullRequest === undefined ? [] : [pullRequest.author, ...pullRequest.pushers, ...pullRequest.contributors];
  if (makers.some((maker) => maker.id === by.id)) return 'approved-by-maker';
  if (sha !== pullRequest?.head.sha) return 'approved-other-commit';
  return Date.parse(at) > Date.parse(mergedAt) ? 'approved-after-merge' : undefined;
}

/** Consent by comment is recorded when it is given; a review is GitHub's own record of consent. */
function isRecorded({ via, sourceId, by, sha }: RecordedApproval, position: number, consents: readonly LoggedOf<'approval'>[]): boolean {
  if (via === 'review') return true;
  return consents.some(({ position: earlier, record: { predicate } }) => {
    return earlier < position && predicate.source.id === sourceId && predicate.actor.id === by.id && predicate.sha === sha;
  });
}
