import { say } from '../i18n/say.ts';
import type { Report } from '../model/report.ts';
import { type Annotation, annotate, LONGEST_TITLE } from './annotations.ts';
import { clip } from './clip.ts';
import { composeBody, writeFooter } from './comment.ts';
import { nextBlocks, paragraph } from './comment-blocks.ts';
import { writeCounts } from './counts.ts';
import { inertLine } from './inert.ts';
import { markdown, plain } from './media.ts';
import { openPage, type Surroundings } from './page.ts';
import { writeVerdict } from './verdict-line.ts';

/** GitHub: `summary` and `text` of a check run have at most 65,535 characters each. */
const LONGEST_OUTPUT = 65_535;

export interface CheckOutput {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  /** All of them, worst first; a request takes 50. */
  readonly annotations: readonly Annotation[];
}

/** What the check run says: the verdict as title, what to do as summary, everything as text, and new findings on their lines. */
export function composeCheck(report: Report, around: Surroundings = {}): CheckOutput {
  const page = openPage(report, markdown, around);
  const { texts } = page;
  const [verdict = paragraph(''), ...rest] = composeBody(page);
  const steps = nextBlocks(page);
  const shared = around.because === undefined ? undefined : say(texts.report.sharedHead, { number: around.because }, plain, page.language);
  return {
    title: inertLine(shared ?? writeVerdict({ ...page, medium: plain }), LONGEST_TITLE),
    summary: clip(
      [...(shared === undefined ? [] : [paragraph(shared)]), verdict, ...steps, paragraph(writeCounts(page))],
      writeFooter(page),
      texts.report.partsHidden,
      LONGEST_OUTPUT,
    ),
    // What to do stands above the text already, in the summary.
    text: clip(rest.slice(steps.length), '', texts.report.partsHidden, LONGEST_OUTPUT),
    annotations: annotate(page),
  };
}
