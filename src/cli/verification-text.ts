import type { Fault } from '../evidence/fault.ts';
import type { Check } from '../evidence/verify/check.ts';
import type { Verification } from '../evidence/verify.ts';
import { wordFault, wordFaultPlace } from '../i18n/fault-text.ts';
import type { VerificationTexts } from '../i18n/keys.ts';
import type { Medium } from '../i18n/medium.ts';
import { say } from '../i18n/say.ts';
import { sayCount, textsFor } from '../i18n/texts.ts';
import type { Language } from '../model/control.ts';
import { terminal } from '../report/media.ts';

type Status = keyof VerificationTexts['status'];

/** A flood of faults of one kind says no more than its beginning; the JSON form has all. */
const MOST_SHOWN = 20;

const COLOURS: Readonly<Record<Status, number>> = { ok: 32, failed: 31, unproved: 33, noted: 36 };

/** A verification for people: a line a check, below it what is wrong or lacking; then what no verification proves; the result last. */
export function composeVerification(verification: Verification, language: Language, colour: boolean): string {
  const medium = terminal(colour);
  const texts = textsFor(language).verification;
  const limits = [medium.strong(texts.limitsHead), ...texts.limits.map((limit) => `  ${say(limit, {}, medium, language)}`)];
  return [
    verification.checks.flatMap((check) => writeCheck(check, medium, language, colour)).join('\n'),
    limits.join('\n'),
    writeEnd(verification, medium, language).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function writeCheck({ name, status, faults }: Check, medium: Medium, language: Language, colour: boolean): string[] {
  const { verification: texts, report } = textsFor(language);
  const shown: Status = status === 'ok' && faults.length > 0 ? 'noted' : status;
  const width = Math.max(...Object.values(texts.status).map((word) => word.length)) + 2;
  const word = texts.status[shown].padEnd(width);
  const left = faults.length - MOST_SHOWN;
  return [
    `${colour ? `\u001b[${COLOURS[shown]}m${word}\u001b[39m` : word}${texts.checks[name]}`,
    ...faults.slice(0, MOST_SHOWN).map((fault) => `${' '.repeat(width)}  ${writeFault(fault, medium, language)}`),
    ...(left > 0 ? [`${' '.repeat(width)}  ${sayCount(report.moreLines, left, {}, medium, language)}`] : []),
  ];
}

function writeFault(fault: Fault, medium: Medium, language: Language): string {
  const place = wordFaultPlace(fault, medium, language);
  const sentence = wordFault(fault, medium, language);
  return place === '' ? sentence : `${place}: ${sentence}`;
}

function writeEnd({ status, checks, size, firstBad }: Verification, medium: Medium, language: Language): string[] {
  const texts = textsFor(language).verification;
  const count = checks.filter((check) => check.status === status).length;
  switch (status) {
    case 'ok':
      return [sayCount(texts.passed, size, {}, medium, language)];
    case 'unproved':
      return [sayCount(texts.unproved, count, {}, medium, language)];
    case 'failed': {
      const entry = firstBad && { entry: { written: writeFault(firstBad, medium, language) } };
      return [sayCount(texts.failed, count, {}, medium, language), ...(entry ? [say(texts.firstBad, entry, medium, language)] : [])];
    }
  }
}
