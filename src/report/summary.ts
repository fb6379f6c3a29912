import { wordReason } from '../i18n/finding-text.ts';
import { formatNumber } from '../i18n/numbers.ts';
import { say } from '../i18n/say.ts';
import type { ControlResult } from '../model/control.ts';
import type { Report } from '../model/report.ts';
import { writeAttestation } from './attestation-lines.ts';
import { type Block, clip } from './clip.ts';
import { composeBody, writeFooter } from './comment.ts';
import { moreOf } from './comment-blocks.ts';
import { coverageBlocks } from './coverage-blocks.ts';
import { markdown } from './media.ts';
import { compare } from './ordering.ts';
import { openPage, type Page, type Surroundings } from './page.ts';

/** GitHub: a step's summary has at most 1 MiB; a larger one is not shown at all. */
const LONGEST_SUMMARY = 1_048_576;

/** The job summary: the comment, what became of each control, and what the controls cover. */
export function composeSummary(report: Report, around: Surroundings = {}): string {
  const page = openPage(report, markdown, around);
  return `${clip([...composeBody(page), ...resultsBlock(page), ...coverageBlocks(page)], writeFooter(page), page.texts.report.partsHidden, LONGEST_SUMMARY - 1)}\n`;
}

function resultsBlock(page: Page): Block[] {
  const { report, texts } = page;
  if (report.results.length === 0) return [];
  const { control, severityHead, result, examined, failed, waived, notEvaluable } = texts.words;
  const rows = [...report.results].sort((a, b) => compare(a.control, b.control)).map((one) => row(one, page));
  const head = `| ${[control, severityHead, result, examined, failed, waived, notEvaluable].join(' | ')} |\n|---|---|---|--:|--:|--:|--:|`;
  return [{ open: `#### ${texts.report.results}\n\n${head}`, items: rows, close: '', more: (hidden) => `\n${moreOf(page, '')(hidden)}` }];
}

function row(result: ControlResult, page: Page): string {
  const { report, texts, medium, language } = page;
  const control = report.controls.get(result.control);
  const title = control === undefined ? '' : ` ${say(control[language].title, {}, medium, language)}`;
  const severity = control === undefined ? '' : texts.words.severity[control.severity];
  const numbers = [result.examined, result.failed, result.waived, result.notEvaluable].map((number) => formatNumber(number, language));
  return `| ${[`${medium.prose(result.control)}${title}`, severity, asCell(writeOutcome(result, page)), ...numbers].join(' | ')} |`;
}

/** What was checked and what somebody vouches for are never written alike. */
function writeOutcome(result: ControlResult, page: Page): string {
  const { report, texts, medium, language } = page;
  const { attestation } = result;
  if (attestation !== undefined)
    return writeAttestation(attestation, attestation.soon ? texts.register.attestedUntilSoon : texts.register.attestedUntil, {}, page);
  const reason = result.reason && wordReason(result.reason, report.controls.get(result.control), medium, language);
  return reason === undefined ? texts.words.outcome[result.outcome] : `${texts.words.outcome[result.outcome]}: ${reason}`;
}

/** GitHub ends a cell at a bar also where it stands in code font, and an escape can be escaped: names from a register lose their bars. */
function asCell(text: string): string {
  return text.replaceAll('|', '¦');
}
