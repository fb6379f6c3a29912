import { say } from '../i18n/say.ts';
import { sayCount } from '../i18n/texts.ts';
import type { Page } from './page.ts';

/** What the report rests on, a sentence each: assumptions, and the files that were not read. */
export function writeAssumptions({ report, texts, medium, language }: Page): string[] {
  const assumptions = report.assumptions.map(({ code, params }) => say(texts.report.assumption[code], params, medium, language));
  // A file that a root claims is not skipped: it is read as part of that root.
  const skipped = report.skipped.filter((file) => file.reason !== 'claimed-by-root').length;
  return [...assumptions, ...(skipped === 0 ? [] : [sayCount(texts.report.skipped, skipped, {}, medium, language)])];
}
