import type { Language } from '../model/control.ts';
import type { FaultTexts, VerificationCheck, VerificationTexts } from './keys.ts';
import type { Medium, Param, Params } from './medium.ts';
import { say } from './say.ts';
import { textsFor } from './texts.ts';

/** A fault as `evidence` gives it. Paths and most values come from the log, and so from whoever wrote to its branch. */
export interface FaultFacts {
  readonly code: keyof FaultTexts;
  readonly params: Readonly<Record<string, string | number>>;
  /** From 0, as in the names of the files. */
  readonly position?: number;
  readonly path?: string;
}

/** What is wrong, in one or two sentences without the place. */
export function wordFault({ code, params }: FaultFacts, medium: Medium, language: Language): string {
  const texts = textsFor(language).verification;
  const facts: Params = Object.fromEntries(
    Object.entries(params).map(([name, value]): [string, Param] => [name, writeFact({ code, name, value }, texts, medium)]),
  );
  return say(texts.faults[code], facts, medium, language);
}

/** Where it is: record, file or both; empty for what has no place in the log. */
export function wordFaultPlace({ position, path }: FaultFacts, medium: Medium, language: Language): string {
  const record = textsFor(language).verification.record;
  return [
    ...(position === undefined ? [] : [say(record, { position: { written: String(position) } }, medium, language)]),
    ...(path === undefined ? [] : [medium.code(path)]),
  ].join(', ');
}

interface Fact {
  readonly code: string;
  readonly name: string;
  readonly value: string | number;
}

/** Numbers that name something: grouped digits would be another name. */
const NAMES: ReadonlySet<string> = new Set(['sourceId', 'first', 'line']);

function writeFact({ code, name, value }: Fact, { details, checks }: VerificationTexts, medium: Medium): Param {
  if (typeof value === 'number') return NAMES.has(name) || code === 'repository-differs' ? { written: String(value) } : value;
  if (name === 'because' && isCheck(value, checks)) return { written: medium.prose(checks[value]) };
  const detail = `${code}:${value}`;
  if (Object.hasOwn(details, detail)) return { written: medium.prose(details[detail] ?? '') };
  // Among words a stranger's value stands as code; templates put the others into code themselves.
  return name === 'what' || name === 'event' || name === 'reason' || name === 'conclusion' ? { written: medium.code(value) } : value;
}

function isCheck(name: string, checks: VerificationTexts['checks']): name is VerificationCheck {
  return Object.hasOwn(checks, name);
}
