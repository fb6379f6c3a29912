import type { Path } from '../model/json.ts';
import { addDays, type Day, daysBetween } from './day.ts';
import type { Register } from './schema.ts';
import type { RegisterSettings } from './settings.ts';

export type EntryState = 'attested' | 'missing' | 'expired' | 'insufficient';

/** What is judged: a location, a processor, a system; where only one thing can be, the section of the register. */
export interface Place {
  /** Stays the same when the entry behind it is replaced. */
  readonly subject: string;
  /** The entry as people find it in the register. */
  readonly entry: string;
  readonly path: Path;
}

export interface Evidence {
  readonly file: string;
  readonly sha256: string;
}

/** What one entry says for one control. */
export interface Judgement extends Place {
  readonly state: EntryState;
  /** The last UTC day on which it counts, or counted. */
  readonly until?: Day;
  /** From this UTC day on its end is near. */
  readonly warnFrom?: Day;
  readonly messageKey: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly evidence?: Evidence;
}

/** What a judgement rests on besides the register. */
export interface Circumstances {
  /** UTC day. */
  readonly today: Day;
  readonly settings: RegisterSettings;
  /** Minor version such as `1.35`. */
  readonly kubernetesVersion: string;
  /** Content of a file of the same tree; undefined when it is not in it. */
  readonly read: (file: string) => Uint8Array | undefined;
}

export type Judge = (register: Register, circumstances: Circumstances) => readonly Judgement[];

interface Span {
  /** The day that the entry counts from, where it is known. */
  readonly from?: Day | undefined;
  readonly until: Day;
}

/** An entry that shows what the control asks for, up to a day; that day still counts. */
export function judgeSpan(
  place: Place,
  { from, until }: Span,
  evidence: Evidence | undefined,
  { today, settings }: Circumstances,
): Judgement {
  const state = today > until ? 'expired' : 'attested';
  // What lives for a month only would otherwise be shown as about to expire for all of its life.
  const warnDays = from === undefined ? settings.warnDays : Math.min(settings.warnDays, Math.floor(daysBetween(from, until) / 3));
  const params = { entry: place.entry, until };
  const warnFrom = addDays(until, -warnDays);
  return { ...place, state, until, warnFrom, messageKey: state, params, ...(evidence === undefined ? {} : { evidence }) };
}

export function findInsufficient(place: Place, messageKey: string, params: Judgement['params'] = {}): Judgement {
  return { ...place, state: 'insufficient', messageKey, params: { entry: place.entry, ...params } };
}

export function findMissing(place: Place, messageKey = 'missing'): Judgement {
  return { ...place, state: 'missing', messageKey, params: { entry: place.entry } };
}

/** A section of the register as a place. */
export function section(name: string, ...more: readonly string[]): Place {
  const entry = [name, ...more].join('.');
  return { subject: entry, entry, path: [name, ...more] };
}

/** The newest by day; of several of one day the last written. What is newer counts, also where it is worse: an old success hides no failure. */
export function newest<Entry>(
  entries: readonly Entry[],
  dayOf: (entry: Entry) => Day,
): { readonly entry: Entry; readonly index: number } | undefined {
  let best: { readonly entry: Entry; readonly index: number } | undefined;
  for (const [index, entry] of entries.entries()) if (best === undefined || dayOf(entry) >= dayOf(best.entry)) best = { entry, index };
  return best;
}
