import { alone, type PersonOf } from '../approvals/identities.ts';
import type { Renewal, Waiver, WaiverState } from '../model/waiver.ts';
import type { WaiverEvent } from '../model/waiver-event.ts';
import { hasCome, lapseOf } from './lifetime.ts';

/**
 * Adds the events of the log up to waivers as they stand at `now`, in the order of their requests. Events are taken in log order. What comes
 * before the request or after the end of a waiver, a second request with the same id, and an approval of something other than what was asked
 * for change nothing. Approvals count by distinct people other than the requester, whichever of their accounts they use.
 */
export function foldWaivers(events: readonly WaiverEvent[], now: string, personOf: PersonOf = alone): readonly Waiver[] {
  const waivers = new Map<string, Waiver>();
  for (const event of events) {
    const waiver = waivers.get(event.id);
    if (waiver === undefined) {
      if (event.event === 'requested') waivers.set(event.id, openRequest(event));
    } else {
      waivers.set(event.id, applyEvent(waiver, event, personOf));
    }
  }
  return countRenewals([...waivers.values()].map((waiver) => standAt(waiver, now)));
}

function openRequest(event: WaiverEvent): Waiver {
  return {
    id: event.id,
    control: event.control,
    fingerprints: [...new Set(event.fingerprints)].toSorted(),
    subject: event.subject,
    category: event.category,
    state: 'requested',
    headSha: event.headSha,
    ...openPetition(event),
    renewals: 0,
  };
}

function openPetition(event: WaiverEvent): Renewal {
  return {
    pullRequest: event.pullRequest,
    requestedBy: event.actor,
    requestedAt: event.at,
    expiresAt: event.expiresAt,
    approvals: [],
    // Never none: a number that a record got wrong must not grant a waiver by itself.
    approvalsNeeded: Number.isInteger(event.approvalsNeeded) ? Math.max(1, event.approvalsNeeded) : Number.POSITIVE_INFINITY,
  };
}

function applyEvent(known: Waiver, event: WaiverEvent, personOf: PersonOf): Waiver {
  const waiver = standAt(known, event.at);
  const { state, renewal } = waiver;
  switch (event.event) {
    case 'requested':
      return waiver;
    case 'renewed':
      // Of two requests at once the later one stands: decisions name what they decide by its end.
      return wasGranted(state) && speaksOf(event, waiver) ? { ...waiver, renewal: openPetition(event) } : waiver;
    case 'denied':
      if (renewal !== undefined) return withoutRenewal(waiver);
      return end(waiver, event);
    case 'revoked':
      return end(withoutRenewal(waiver), event);
    case 'approved':
      return countApproval(waiver, event, personOf);
  }
}

/** What was granted is taken back, what was only asked for is refused, whatever the word: the gate treats the two differently. */
function end(waiver: Waiver, { actor }: WaiverEvent): Waiver {
  if (waiver.state === 'granted') return { ...waiver, state: 'revoked', endedBy: actor };
  return waiver.state === 'requested' ? { ...waiver, state: 'denied', endedBy: actor } : waiver;
}

function countApproval(waiver: Waiver, event: WaiverEvent, personOf: PersonOf): Waiver {
  const asked = waiver.state === 'requested' ? waiver : waiver.renewal;
  if (asked === undefined || !speaksOf(event, waiver) || event.pullRequest !== asked.pullRequest || event.expiresAt !== asked.expiresAt)
    return waiver;
  const others = [asked.requestedBy, ...asked.approvals.map(({ by }) => by)];
  if (others.some(({ id }) => personOf(id) === personOf(event.actor.id))) return waiver;
  const approvals = [...asked.approvals, { by: event.actor, at: event.at, sha: event.headSha }];
  const isGranted = approvals.length >= asked.approvalsNeeded;
  if (waiver.renewal === undefined) return { ...waiver, approvals, state: isGranted ? 'granted' : 'requested' };
  const renewal = { ...waiver.renewal, approvals };
  if (!isGranted) return { ...waiver, renewal };
  return { ...withoutRenewal(waiver), ...renewal, state: 'granted', renewals: waiver.renewals + 1 };
}

function speaksOf({ control, fingerprints }: WaiverEvent, waiver: Waiver): boolean {
  const asked = new Set(fingerprints);
  return (
    control === waiver.control &&
    asked.size === waiver.fingerprints.length &&
    waiver.fingerprints.every((fingerprint) => asked.has(fingerprint))
  );
}

function wasGranted(state: WaiverState): boolean {
  return state === 'granted' || state === 'expired';
}

function withoutRenewal(waiver: Waiver): Waiver {
  const { renewal: _, ...rest } = waiver;
  return rest;
}

/** A waiver as it is at an instant: what time has ended is told, and a request that nobody decided in time is gone. */
function standAt(waiver: Waiver, instant: string): Waiver {
  const { renewal, state, expiresAt } = waiver;
  const isOpen = renewal !== undefined && !hasLapsed(renewal, instant);
  const rest = isOpen ? waiver : withoutRenewal(waiver);
  if (state === 'requested') return { ...rest, state: hasLapsed(waiver, instant) ? 'lapsed' : 'requested' };
  return state === 'granted' && hasCome(expiresAt, instant) ? { ...rest, state: 'expired' } : rest;
}

function hasLapsed({ expiresAt, requestedAt }: Renewal, instant: string): boolean {
  return hasCome(expiresAt, instant) || hasCome(lapseOf(requestedAt), instant);
}

/** A waiver after others that were granted for the same control and finding is a renewal by another name. */
function countRenewals(waivers: readonly Waiver[]): readonly Waiver[] {
  const grants = new Map<string, number>();
  return waivers.map((waiver) => {
    const keys = waiver.fingerprints.map((fingerprint) => `${waiver.control} ${fingerprint}`);
    const renewals = Math.max(0, ...keys.map((key) => grants.get(key) ?? 0)) + waiver.renewals;
    const granted = waiver.approvals.length >= waiver.approvalsNeeded ? 1 + waiver.renewals : 0;
    for (const key of keys) grants.set(key, (grants.get(key) ?? 0) + granted);
    return { ...waiver, renewals };
  });
}
