import type { Expiry } from '../model/command.ts';
import { dayLength } from './lifetime.ts';

export type ExpiryResult =
  /** The first instant at which the waiver no longer holds: UTC, ISO 8601 with milliseconds. */
  | { readonly expiresAt: string }
  | { readonly refused: 'expiry-past' }
  /** Both in days; `days` is rounded up. */
  | { readonly refused: 'too-long'; readonly limit: number; readonly days: number };

/**
 * Works out when a waiver asked for at `now` ends. A day count runs in whole days of 24 hours; a date means the last millisecond of that UTC
 * day, whatever the time zone or the clock change of the place. `limit` is the longest life in days (`waivers.maxDays` of the severity).
 */
export function resolveExpiry(expiry: Expiry, now: string, limit: number): ExpiryResult {
  const start = Date.parse(now);
  const end = 'days' in expiry ? start + expiry.days * dayLength : Date.parse(`${expiry.date}T23:59:59.999Z`);
  if (!(end > start)) return { refused: 'expiry-past' };
  const days = Math.ceil((end - start) / dayLength);
  if (end - start > limit * dayLength) return { refused: 'too-long', limit, days };
  return { expiresAt: new Date(end).toISOString() };
}
