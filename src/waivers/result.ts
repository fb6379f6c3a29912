import type { Configuration } from '../config/schema.ts';
import type { Control, ControlResult, ResultReason } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';
import type { Assumption } from '../model/report.ts';
import type { Problem } from '../model/root.ts';
import type { Subject } from '../model/subject.ts';
import type { Waiver } from '../model/waiver.ts';
import { dayLength } from './lifetime.ts';

export interface WaiverCase {
  readonly subject: Subject;
  readonly waivers: readonly Waiver[];
  /** Findings of head, each with the waiver that speaks of it. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly assumptions: readonly Assumption[];
  readonly controls: readonly Control[];
  readonly maxDays: Configuration['waivers']['maxDays'];
}

/**
 * CHG-04: every waiver is narrow, reasoned, approved and dated. Looked at are those that speak of findings at head. That each names its findings one
 * by one and has a reason, the command sees to; here stands what can go wrong later: it lasts longer than the configuration allows now, it counts
 * without the approvals that it needs, or it has ended and what it covered is still there. A waiver that has lost its object covers nothing.
 */
export function judgeWaivers(result: ControlResult, given: WaiverCase): ControlResult {
  const { subject, problems, assumptions } = given;
  if (result.control !== 'CHG-04' || (subject.kind !== 'pull-request' && subject.kind !== 'merge-group')) return result;
  if (problems.some(({ code }) => code === 'log-invalid') || assumptions.some(({ code }) => code === 'no-log-key'))
    return { ...result, outcome: 'not-evaluable', reason: { messageKey: 'unread', params: {} } };
  const spoken = new Set(given.findings.filter(({ change }) => change !== 'fixed').flatMap(({ waiver }) => waiver?.id ?? []));
  const looked = given.waivers.filter(({ id, state }) => spoken.has(id) && ['granted', 'expired', 'revoked'].includes(state));
  const faults = looked.flatMap((waiver) => findFault(waiver, given) ?? []);
  const [reason] = faults;
  const counts = { examined: looked.length, failed: faults.length };
  if (looked.length === 0) return result;
  return reason === undefined ? { ...result, ...counts, outcome: 'pass' } : { ...result, ...counts, outcome: 'fail', reason };
}

function findFault(waiver: Waiver, { controls, maxDays }: WaiverCase): ResultReason | undefined {
  const { id, state, requestedBy, approvals, approvalsNeeded, requestedAt, expiresAt } = waiver;
  if (state !== 'granted') return { messageKey: 'expired', params: { id } };
  const others = new Set(approvals.map(({ by }) => by.id).filter((person) => person !== requestedBy.id));
  const control = controls.find((one) => one.id === waiver.control);
  // What a control asks for today holds, also for a waiver from the time when it asked for less; one that cannot be waived asks for more than there are.
  const needed = Math.max(1, approvalsNeeded, control === undefined ? 1 : (control.waivable.approvals ?? Number.POSITIVE_INFINITY));
  if (!(others.size >= needed)) return { messageKey: 'notApproved', params: { id } };
  const allowed = maxDays[control?.severity ?? 'critical'];
  const found = Math.ceil((Date.parse(expiresAt) - Date.parse(requestedAt)) / dayLength);
  return found <= allowed ? undefined : { messageKey: 'tooLong', params: { id, found, allowed } };
}
