import { formatDay } from '../i18n/dates.ts';
import type { Params } from '../i18n/medium.ts';
import { say } from '../i18n/say.ts';
import { sayCount } from '../i18n/texts.ts';
import type { Attestation } from '../model/control.ts';
import { compare } from './ordering.ts';
import type { Page } from './page.ts';

/** Entries that are named; the register itself has the rest. */
const MOST_NAMED = 3;

/** A line for each control that rests on the register: who vouches for it, and until when. */
export function writeAttestations(page: Page): readonly string[] {
  const { report, texts } = page;
  return [...report.results]
    .sort((a, b) => compare(a.control, b.control))
    .flatMap(({ control, attestation }) => {
      if (attestation === undefined) return [];
      const template = attestation.soon ? texts.register.lineSoon : texts.register.line;
      return [writeAttestation(attestation, template, { control: { written: control } }, page)];
    });
}

export function writeAttestation({ entries, until }: Attestation, template: string, more: Params, page: Page): string {
  const { texts, medium, language } = page;
  const named = entries.slice(0, MOST_NAMED).map(medium.code);
  const left = entries.length - named.length;
  const all = left === 0 ? named : [...named, sayCount(texts.register.more, left, {}, medium, language)];
  return say(template, { ...more, entries: { written: all.join(', ') }, until: { written: formatDay(until, language) } }, medium, language);
}
