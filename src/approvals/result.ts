import type { ApprovalRequirement } from '../model/approval.ts';
import type { ControlResult } from '../model/control.ts';
import type { Problem } from '../model/root.ts';
import type { Subject } from '../model/subject.ts';

export interface ApprovalState {
  readonly subject: Subject;
  readonly approvals: readonly ApprovalRequirement[];
  readonly problems: readonly Problem[];
}

/** What keeps it unknown who made a change, or who approved it. */
const DOUBTS: readonly Problem['code'][] = ['change-truncated', 'group-unknown', 'github-failed'];

/**
 * CHG-03: somebody else has approved exactly this change. The gate holds up what lacks an approval; this is how it stands in the list of controls.
 * Only a change at GitHub has approvals: elsewhere the control is not relevant.
 */
export function judgeFourEyes(result: ControlResult, { subject, approvals, problems }: ApprovalState): ControlResult {
  if (result.control !== 'CHG-03' || (subject.kind !== 'pull-request' && subject.kind !== 'merge-group')) return result;
  const examined = approvals.length;
  if (problems.some(({ code }) => DOUBTS.includes(code)))
    return { ...result, examined, outcome: 'not-evaluable', reason: { messageKey: 'unknown', params: {} } };
  if (examined === 0) return { ...result, outcome: 'not-applicable', reason: { messageKey: 'off', params: {} } };
  const lacking = approvals.filter(({ counted, needed }) => counted.length < needed);
  const [first] = lacking;
  if (first === undefined) return { ...result, examined, outcome: 'pass' };
  const params = { counted: first.counted.length, needed: first.needed };
  return { ...result, examined, failed: lacking.length, outcome: 'fail', reason: { messageKey: 'lacking', params } };
}
