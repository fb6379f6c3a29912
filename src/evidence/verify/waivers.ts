import { waiverId } from '../../model/waiver-id.ts';
import { bad, type Fault } from '../fault.ts';
import { type Check, isKind, judge, type LoggedOf, type LoggedRecord } from './check.ts';

/*
 * Adds the waiver events up once more, apart from the code that decided, and holds each change record against the sum: each waiver that a change
 * used was asked for by one and granted by others, by enough of them, was not ended, not expired, and spoke of that finding.
 */

type Event = LoggedOf<'waiver'>;

/** The request for a waiver, or for its renewal, and what came of it. */
interface Petition {
  readonly request: Event;
  readonly approvals: readonly Event[];
  readonly denial?: Event;
}

interface WaiverHistory {
  readonly petitions: readonly Petition[];
  readonly revocation?: Event;
}

export function checkWaivers(records: readonly LoggedRecord[]): Check {
  const { histories, faults } = addUp(records.filter(isKind('waiver')));
  const misuse = records.filter(isKind('change')).flatMap((change) => checkUse(change, histories));
  return judge(
    'waivers',
    [...faults, ...misuse].sort((a, b) => (a.position ?? 0) - (b.position ?? 0)),
  );
}

function addUp(events: readonly Event[]): { readonly histories: ReadonlyMap<string, WaiverHistory>; readonly faults: readonly Fault[] } {
  const histories = new Map<string, WaiverHistory>();
  const faults: Fault[] = [];
  for (const event of events) {
    const id = event.record.predicate.waiver;
    const fault = checkEvent(event, histories.get(id));
    if (fault === null) histories.set(id, addEvent(histories.get(id), event));
    else faults.push(fault);
  }
  return { histories, faults };
}

/** Why an event cannot follow what is known of its waiver, or null. */
function checkEvent({ position, path, record: { predicate } }: Event, history: WaiverHistory | undefined): Fault | null {
  const { waiver: id, event, control, fingerprints, actor, recordKey } = predicate;
  const place = { position, path };
  if (event === 'requested') {
    const expected = waiverId(recordKey);
    return id === expected ? null : bad('waiver-id-wrong', { id, expected }, place).fault;
  }
  const petition = history?.petitions.at(-1);
  if (petition === undefined) return bad('waiver-unknown', { id }, place).fault;
  const asked = petition.request.record.predicate;
  if (control !== asked.control || String([...fingerprints].sort()) !== String([...asked.fingerprints].sort())) {
    return bad('waiver-event-wrong', { id, event }, place).fault;
  }
  const own = event === 'granted-approval' && actor.id === asked.actor.id;
  return own ? bad('waiver-self-granted', { id, by: actor.login }, place).fault : null;
}

function addEvent(history: WaiverHistory | undefined, event: Event): WaiverHistory {
  const { petitions, ...rest }: WaiverHistory = history ?? { petitions: [] };
  const [last, before] = [petitions.at(-1), petitions.slice(0, -1)];
  switch (event.record.predicate.event) {
    case 'requested':
    case 'renewed':
      return { ...rest, petitions: [...petitions, { request: event, approvals: [] }] };
    case 'granted-approval':
      return { ...rest, petitions: last ? [...before, { ...last, approvals: [...last.approvals, event] }] : petitions };
    case 'denied':
      return { ...rest, petitions: last ? [...before, { ...last, denial: event }] : petitions };
    case 'revoked':
      return { ...rest, petitions, revocation: event };
  }
}

function checkUse({ position, path, record }: LoggedOf<'change'>, histories: ReadonlyMap<string, WaiverHistory>): readonly Fault[] {
  const { waivers, mergedAt, evaluation } = record.predicate;
  const place = { position, path };
  const faults = waivers.flatMap(({ id, expiresAt }) => {
    const history = histories.get(id);
    if (history === undefined) return [bad('waiver-unknown', { id }, place).fault];
    return checkValidity(id, expiresAt, history, { position, path, mergedAt });
  });
  const used = new Set(waivers.map((waiver) => waiver.id));
  for (const { fingerprint, control, waiver } of evaluation?.findings ?? []) {
    if (waiver === undefined) continue;
    const asked = histories.get(waiver)?.petitions[0]?.request.record.predicate;
    const covers = asked?.control === control && asked.fingerprints.includes(fingerprint);
    if (!used.has(waiver) || !covers) faults.push(bad('waiver-other-finding', { id: waiver, fingerprint }, place).fault);
  }
  return faults;
}

interface Use {
  readonly position: number;
  readonly path: string;
  readonly mergedAt: string;
}

/** Grants must stand in the log before the change; an end counts from when it was said, however late it was recorded. */
function checkValidity(id: string, statedExpiry: string, { petitions, revocation }: WaiverHistory, use: Use): readonly Fault[] {
  const place = { position: use.position, path: use.path };
  const ended = (event: Event | undefined) => event !== undefined && happenedBy(event, use.mergedAt);
  if (revocation !== undefined && ended(revocation)) {
    return [bad('waiver-ended', { id, event: 'revoked', at: revocation.record.predicate.at }, place).fault];
  }
  const granted = petitions.findLast((petition) => !ended(petition.denial) && countApprovals(petition, use) >= needed(petition));
  if (granted === undefined) {
    const denial = petitions.map((petition) => petition.denial).find(ended);
    if (denial !== undefined) return [bad('waiver-ended', { id, event: 'denied', at: denial.record.predicate.at }, place).fault];
    const last = petitions.at(-1);
    const [due, found] = last === undefined ? [1, 0] : [needed(last), countApprovals(last, use)];
    return [bad('waiver-approvals-too-few', { id, needed: due, found }, place).fault];
  }
  const { expiresAt } = granted.request.record.predicate;
  if (Date.parse(expiresAt) <= Date.parse(use.mergedAt)) {
    return [bad('waiver-expired', { id, expiresAt, mergedAt: use.mergedAt }, place).fault];
  }
  if (Date.parse(statedExpiry) === Date.parse(expiresAt)) return [];
  return [bad('waiver-expiry-differs', { id, expected: expiresAt, found: statedExpiry }, place).fault];
}

function countApprovals({ approvals }: Petition, use: Use): number {
  const valid = approvals.filter((approval) => approval.position < use.position && happenedBy(approval, use.mergedAt));
  return new Set(valid.map((approval) => approval.record.predicate.actor.id)).size;
}

function needed({ request }: Petition): number {
  return request.record.predicate.approvalsNeeded;
}

function happenedBy(event: Event, instant: string): boolean {
  return Date.parse(event.record.predicate.at) <= Date.parse(instant);
}
