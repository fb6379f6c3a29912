/** A request that nobody decided lapses after 7 days, as GitHub's own requests to bypass push protection do. */
export const requestDays = 7;

export const hourLength = 3_600_000;
export const dayLength = 24 * hourLength;

/** Whether an instant (ISO 8601) has come. It has at the instant itself, and where either cannot be read: doubt ends a waiver. */
export function hasCome(instant: string, now: string): boolean {
  return !(Date.parse(now) < Date.parse(instant));
}

/** Returns the instant at which a request made then lapses; unreadable ones have lapsed. */
export function lapseOf(requestedAt: string): string {
  const time = Date.parse(requestedAt);
  return Number.isFinite(time) ? new Date(time + requestDays * dayLength).toISOString() : requestedAt;
}
