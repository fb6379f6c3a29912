import type { Json } from '../model/json.ts';

/** The part of a line that stands in a rendered value, and so can be changed to see whether the value follows. */
export interface LineChange {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The line up to the part, the part, and the rest of the line. */
  readonly before: string;
  readonly from: string;
  readonly after: string;
}

/**
 * Undefined where the line holds nothing of the value.
 *
 * @param text the line, without its end
 * @param scalar what the line says, as read: `1.2` of `newTag: "1.2"`
 */
export function changeLine(file: string, line: number, text: string, scalar: string, value: Json): LineChange | undefined {
  const from = sharedPart(scalar, value);
  if (from === undefined) return undefined;
  const comment = text.search(/\s#/);
  const written = text.slice(0, comment < 0 ? undefined : comment).lastIndexOf(from);
  const at = written < 0 ? text.lastIndexOf(from) : written;
  if (at < 0 || isPartOfWord(text, at, from)) return undefined;
  return { file, line, before: text.slice(0, at), from, after: text.slice(at + from.length) };
}

/** The line with another value of the same type: `true` for `false`, a number larger by the mark, a longer text with the mark in it. */
export function writeChange({ before, from, after }: LineChange, mark: number): string {
  return `${before}${otherThan(from, mark)}${after}`;
}

/** Whether there is only one other value. */
export function isSwitch({ from }: LineChange): boolean {
  return from === 'true' || from === 'false';
}

/**
 * Whether a value became what the change of the line makes of it, and nothing but the changed part is another.
 *
 * @param marks those of all lines that were changed, which may show in the value, too
 */
export function isMoved(before: Json, after: Json | undefined, { from }: LineChange, mark: number, marks: readonly number[]): boolean {
  const to = otherThan(from, mark);
  if (typeof before === 'boolean') return typeof after === 'boolean' && String(after) === to;
  if (isNumber(before)) return isNumber(after) && String(after) === to;
  if (typeof before !== 'string' || typeof after !== 'string' || before === after) return false;
  const others = marks.filter((one) => one !== mark).map(writeMark);
  const strip = (text: string): string => others.reduce((rest, one) => rest.replaceAll(one, ''), text);
  return isReplaced(before, strip(after), from, to) || isReplaced(decode(before), strip(decode(after)), from, to);
}

/** What a line and a value have in common: all that the line says, or all that the value says. */
function sharedPart(scalar: string, value: Json): string | undefined {
  const trimmed = scalar.trim();
  if (trimmed === '' || trimmed.includes('\n')) return undefined;
  if (typeof value === 'boolean' || isNumber(value)) return trimmed === String(value) ? trimmed : undefined;
  if (typeof value !== 'string') return undefined;
  if (value.includes(trimmed) || decode(value).includes(trimmed)) return trimmed;
  for (const whole of [value, decode(value)]) if (whole !== '' && trimmed.endsWith(`=${whole}`)) return whole;
  return undefined;
}

function otherThan(text: string, mark: number): string {
  if (text === 'true') return 'false';
  if (text === 'false') return 'true';
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) ? String(Number(text) + mark) : `${text}${writeMark(mark)}`;
}

/** Letters and digits only, so that a name stays a name; between two letters, so that no mark is part of another. */
function writeMark(mark: number): string {
  return `q${mark}z`;
}

function isReplaced(before: string, after: string, from: string, to: string): boolean {
  if (before.replaceAll(from, () => to) === after && after !== before) return true;
  for (let at = before.indexOf(from); at >= 0; at = before.indexOf(from, at + 1))
    if (`${before.slice(0, at)}${to}${before.slice(at + from.length)}` === after) return true;
  return false;
}

/** `true` in `untrue`, `8` in `80`. */
function isPartOfWord(text: string, at: number, part: string): boolean {
  const word = /[A-Za-z0-9]/;
  return (
    (word.test(text[at - 1] ?? '') && word.test(part[0] ?? '')) || (word.test(text[at + part.length] ?? '') && word.test(part.at(-1) ?? ''))
  );
}

function isNumber(value: Json | undefined): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Empty for a text that is no base64 of a text. */
function decode(text: string): string {
  if (text.length < 4 || text.length > 100_000 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return '';
  const bytes = Buffer.from(text, 'base64');
  const decoded = bytes.toString('utf8');
  return Buffer.from(decoded, 'utf8').equals(bytes) ? decoded : '';
}
