import type { Expiry } from '../model/command.ts';

/** House default: a reason that an auditor can follow is a sentence, not a word. */
export const reasonMinimum = 20;
export const reasonMaximum = 2000;

/** Longest life that can be asked for at all; the configuration caps it by severity (`waivers.maxDays`, at most this). */
const daysMaximum = 366;

/** Returns `AUT-12` however it was capitalised. */
export function parseControlId(word: string): string | undefined {
  return /^[A-Za-z]{3}-\d{2}$/.test(word) ? word.toUpperCase() : undefined;
}

export interface ObjectName {
  /** With `.group` behind it where the kind alone is not clear, as kubectl writes it. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/**
 * Reads `Kind/namespace/name`, or `Kind/name` for cluster-wide kinds. Names may hold colons and capitals (RBAC objects are named by path
 * segments); an asterisk is refused, for a waiver speaks of one object.
 */
export function parseObjectName(word: string): ObjectName | undefined {
  const [kind = '', ...names] = word.split('/');
  const name = names.at(-1) ?? '';
  const namespace = names.length === 2 ? (names[0] ?? '') : '';
  if (names.length < 1 || names.length > 2) return undefined;
  if (!/^[A-Z][A-Za-z0-9]{0,62}(\.[a-z0-9][a-z0-9.-]{0,252})?$/.test(kind)) return undefined;
  if (names.length === 2 && !isLabel(namespace)) return undefined;
  return /^[^\s/%*]{1,253}$/.test(name) ? { kind, namespace, name } : undefined;
}

/** A DNS label (RFC 1123), as namespaces and containers are named. */
export function isLabel(word: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(word);
}

/** Reads `30d` or the day `2026-12-01`. */
export function parseExpiry(word: string): Expiry | undefined {
  const days = /^(\d{1,3})d$/.exec(word)?.[1];
  if (days !== undefined) {
    const count = Number.parseInt(days, 10);
    return count >= 1 && count <= daysMaximum ? { days: count } : undefined;
  }
  return /^\d{4}-\d{2}-\d{2}$/.test(word) && isDay(word) ? { date: word } : undefined;
}

function isDay(word: string): boolean {
  const time = Date.parse(`${word}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(word);
}

/** Returns the lower-case beginning of a commit id: 12 characters at least, so that nobody finds a second commit for it in passing. */
export function parseSha(word: string): string | undefined {
  return /^[0-9a-f]{12,40}$/i.test(word) ? word.toLowerCase() : undefined;
}

/** Reads `WVR-` and 12 characters of Crockford's base 32, where I and L mean 1, O means 0 and case is nothing. */
export function parseWaiverId(word: string): string | undefined {
  return parseId('WVR', word);
}

/** The same behind `EMG-`. */
export function parseEmergencyId(word: string): string | undefined {
  return parseId('EMG', word);
}

function parseId(letters: string, word: string): string | undefined {
  const [, kind, id] = /^([A-Z]{3})-([0-9A-TV-Z]{12})$/i.exec(word) ?? [];
  if (id === undefined || kind?.toUpperCase() !== letters) return undefined;
  return `${letters}-${id.toUpperCase().replace(/[IL]/g, '1').replaceAll('O', '0')}`;
}

/** Number of an incident such as `INC-2211`; anything longer could be a name or a person's number. */
export function parseTicket(word: string): string | undefined {
  return /^[A-Z][A-Z0-9]{1,9}-[0-9]{1,8}$/.test(word) ? word : undefined;
}
