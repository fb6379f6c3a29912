import { sayCount } from '../i18n/texts.ts';
import type { ObjectDifference } from '../model/difference.ts';
import type { Block } from './clip.ts';
import { fence, htmlCode } from './code-span.ts';
import { fold } from './comment-blocks.ts';
import { inertLines } from './inert.ts';
import type { Page } from './page.ts';
import { nameObject } from './places.ts';

/** Nobody reads on in a fold; the whole difference is in the job's artefacts and in `tilsyn render --diff`. */
const LONGEST_DIFF_LINES = 200;

/** What the change does to the objects that would be deployed, an object a fold. Secrets were masked before. */
export function differenceBlock(page: Page): Block[] {
  const { report, texts, medium, language } = page;
  if (report.differences.length === 0) return [];
  const title = sayCount(texts.report.differences, report.differences.length, {}, medium, language);
  return [
    fold(
      title,
      report.differences.map((difference) => writeDifference(difference, page)),
      page,
    ),
  ];
}

function writeDifference({ identity, kind, text }: ObjectDifference, page: Page): string {
  const summary = `${htmlCode(nameObject(identity))} · ${page.texts.words.difference[kind]}`;
  return `<details><summary>${summary}</summary>\n\n${fence(clipLines(inertLines(text), page), 'diff')}\n\n</details>`;
}

function clipLines(text: string, { texts, medium, language }: Page): string {
  const lines = text.replace(/\n+$/, '').split('\n');
  if (lines.length <= LONGEST_DIFF_LINES) return lines.join('\n');
  const hidden = sayCount(texts.report.moreLines, lines.length - LONGEST_DIFF_LINES, {}, medium, language);
  return [...lines.slice(0, LONGEST_DIFF_LINES), hidden].join('\n');
}
