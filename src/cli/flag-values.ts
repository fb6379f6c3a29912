import { nearestWord } from '../config/nearest-word.ts';
import type { Language } from '../model/control.ts';
import { UsageError } from './usage-error.ts';

/** One of the allowed values, or a sentence that names the flag, the values and the one that was probably meant. */
export function chooseOne<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw new UsageError(`\`${flag}\` cannot be ${quote(value)}; it is one of ${allowed.join(', ')}${suggest(value, allowed)}`);
}

/** `; did you mean …?` where a known word is near, else nothing. */
export function suggest(word: string, known: readonly string[]): string {
  const near = nearestWord(word, known);
  return near === undefined ? '' : `; did you mean \`${near}\`?`;
}

export function parseLanguage(value: string): Language {
  return chooseOne('--language', value, ['en', 'da']);
}

/**
 * An instant in ISO 8601 with its zone, or a day, which begins at midnight UTC. Anything looser would be read in the zone of the machine, and an invalid
 * date compares with nothing, so that no record would lie in the future.
 */
export function parseInstant(value: string): Date {
  return parseInstantOf('--now', value);
}

export function parseInstantOf(flag: string, value: string): Date {
  const form = /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/.exec(value);
  const instant = new Date(value);
  const [, year, month, day] = form ?? [];
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (form === null || Number.isNaN(instant.getTime()) || Number(day) > lastDay) {
    throw new UsageError(`\`${flag}\` cannot be ${quote(value)}; it is an instant such as 2026-11-24T08:00:00Z`);
  }
  return instant;
}

export function parseKubernetesVersion(value: string): string {
  if (/^1\.\d{1,3}$/.test(value)) return value;
  const [, minor] = /^v?(1\.\d{1,3})\b/.exec(value) ?? [];
  const meant = minor === undefined ? '' : `; did you mean \`${minor}\`?`;
  throw new UsageError(`\`--kube-version\` cannot be ${quote(value)}; it is a minor version such as 1.35${meant}`);
}

export function parseRepositoryId(value: string): number {
  const id = Number(value);
  if (/^[1-9]\d*$/.test(value) && Number.isSafeInteger(id)) return id;
  throw new UsageError(
    `\`--repository-id\` cannot be ${quote(value)}; it is the number that GitHub's API gives as \`id\` of the repository`,
  );
}

export function parseCount(flag: string, value: string): number {
  const count = Number(value);
  if (/^[1-9]\d{0,8}$/.test(value)) return count;
  throw new UsageError(`\`${flag}\` cannot be ${quote(value)}; it is a number of changes such as 25`);
}

/** The commit of an action's repository, whole: a tag or branch can be moved. */
export function parseAction(value: string): string {
  if (/^[\w.-]+\/[\w.-]+(?:\/[\w./-]+)?@[0-9a-f]{40}$/.test(value)) return value;
  throw new UsageError(`\`--action\` cannot be ${quote(value)}; it is a repository and a full commit, such as owner/tilsyn@ and 40 digits`);
}

export function parseBranch(value: string): string {
  if (/^(?!refs\/)[^\s:~^?*[\\\p{Cc}]{1,255}$/u.test(value)) return value;
  throw new UsageError(`\`--branch\` cannot be ${quote(value)}; it is the name of a branch, such as main`);
}

export function parseJobs(value: string): number {
  if (/^[1-9]\d?$/.test(value)) return Number(value);
  throw new UsageError(`\`--jobs\` cannot be ${quote(value)}; it is how many render at once, 1 to 99`);
}

/** What was typed may hold anything, also what moves the cursor. */
export function quote(value: string): string {
  const shown = value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
  return `\`${shown.length > 200 ? `${shown.slice(0, 200)}…` : shown}\``;
}
