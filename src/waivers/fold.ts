import type { Waiver, WaiverState } from '../model/waiver.ts';
import type { WaiverEvent } from '../model/waiver-event.ts';
import { hasCome, lapseOf } from './lifetime.ts';

/**
 * Adds the events of the log up to waivers as they stand at `now`, in the order of their requests. Events are taken in log order. What comes
 * before the request or after the end of a waiver, a second request with the same id, and an approval of something other than what was asked
 * for change nothing. Approvals count by distinct people (numeric id) other than the requester.
 */
export function foldWaivers(events: readonly WaiverEvent[], now: string): readonly Waiver[] {
  const waivers = new Map<string, Waiver>();
  for (const event of events) {
    const waiver = waivers.get(event.id);
    if (waiver === undefined) {
      if (event.event === 'requested') waivers.set(event.id, openRequest(event));
    } else {
      waivers.set(event.id, applyEvent(waiver, event));
    }
  }
  return countRenewals([...waivers.values()].map((waiver) => ({ ...waiver, state: stateAt(waiver, now) })));
}

function openRequest(event: WaiverEvent): Waiver {
  return {
    id: event.id,
    control: event.control,
    fingerprints: [...new Set(event.fingerprints)].toSorted(),
    subject: event.subject,
    category: event.category,
    state: 'requested',
    pullRequest: event.pullRequest,
    headSha: event.headSha,
    requestedBy: event.actor,
    requestedAt: event.at,
    expiresAt: event.expiresAt,
    approvals: [],
    // Never none: a number that a record got wrong must not grant a waiver by itself.
    approvalsNeeded: Number.isInteger(event.approvalsNeeded) ? Math.max(1, event.approvalsNeeded) : Number.POSITIVE_INFINITY,
    renewals: 0,
  };
}

function applyEvent(waiver: Waiver, event: WaiverEvent): Waiver {
  const state = stateAt(waiver, event.at);
  const open = state === 'requested' || state === 'granted';
  if (!open) return waiver;
  switch (event.event) {
    case 'requested':
      return waiver;
    case 'denied':
    case 'revoked':
      // What was granted is taken back, what was only asked for is refused, whatever the word: the gate treats the two differently.
      return { ...waiver, state: state === 'granted' ? 'revoked' : 'denied', endedBy: event.actor };
    case 'approved':
      return state === 'requested' ? countApproval(waiver, event) : waiver;
  }
}

function countApproval(waiver: Waiver, event: WaiverEvent): Waiver {
  const again = waiver.approvals.some(({ by }) => by.id === event.actor.id);
  if (again || event.actor.id === waiver.requestedBy.id || !isSameRequest(waiver, event)) return waiver;
  const approvals = [...waiver.approvals, { by: event.actor, at: event.at, sha: event.headSha }];
  return { ...waiver, approvals, state: approvals.length >= waiver.approvalsNeeded ? 'granted' : 'requested' };
}

function isSameRequest(waiver: Waiver, event: WaiverEvent): boolean {
  const asked = new Set(event.fingerprints);
  return (
    event.control === waiver.control &&
    event.pullRequest === waiver.pullRequest &&
    event.expiresAt === waiver.expiresAt &&
    asked.size === waiver.fingerprints.length &&
    waiver.fingerprints.every((fingerprint) => asked.has(fingerprint))
  );
}

function stateAt(waiver: Waiver, instant: string): WaiverState {
  if (waiver.state === 'requested') {
    return hasCome(waiver.expiresAt, instant) || hasCome(lapseOf(waiver.requestedAt), instant) ? 'lapsed' : 'requested';
  }
  return waiver.state === 'granted' && hasCome(waiver.expiresAt, instant) ? 'expired' : waiver.state;
}

/** A renewal is a waiver after others that were granted for the same control and finding. */
function countRenewals(waivers: readonly Waiver[]): readonly Waiver[] {
  const grants = new Map<string, number>();
  return waivers.map((waiver) => {
    const keys = waiver.fingerprints.map((fingerprint) => `${waiver.control} ${fingerprint}`);
    const renewals = Math.max(0, ...keys.map((key) => grants.get(key) ?? 0));
    if (waiver.approvals.length >= waiver.approvalsNeeded) for (const key of keys) grants.set(key, (grants.get(key) ?? 0) + 1);
    return { ...waiver, renewals };
  });
}
