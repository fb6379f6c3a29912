import { say } from '../i18n/say.ts';
import { sayCount } from '../i18n/texts.ts';
import type { Report } from '../model/report.ts';
import { writeApproval, writeApprovalCount } from './approval-lines.ts';
import { writeAssumptions } from './assumption-text.ts';
import { type Block, clip } from './clip.ts';
import { fold, foldedBlock, listBlock, nextBlocks, paragraph, problemsBlock } from './comment-blocks.ts';
import { differenceBlock } from './difference-block.ts';
import { writeEmergency } from './emergency-line.ts';
import { markdown } from './media.ts';
import { isMissing } from './next-step.ts';
import { openPage, type Page, type Surroundings } from './page.ts';
import { writeVerdict } from './verdict-line.ts';

/** GitHub refuses longer bodies: "body is too long (maximum is 65536 characters)". */
const LONGEST_COMMENT = 65_536;

/** More assumptions than this get a fold of their own. */
const MOST_SMALL_PRINT = 3;

/** Finds the one comment of tilsyn on a pull request; the first line of its body. */
export const VERDICT_MARKER = '<!-- tilsyn:verdict -->';

/** The comment on the pull request, GitHub Markdown of at most 65,536 bytes. Short when there is nothing to do. */
export function composeComment(report: Report, around: Surroundings = {}): string {
  const page = openPage(report, markdown, around);
  const body = clip(composeBody(page), writeFooter(page), page.texts.report.partsHidden, LONGEST_COMMENT - VERDICT_MARKER.length - 1);
  return `${VERDICT_MARKER}\n${body}\n`.trimEnd();
}

/** The parts of a comment, what matters first: when it must be cut, it is cut from the end. */
export function composeBody(page: Page): Block[] {
  const { outcomes, texts } = page;
  return [
    paragraph(writeVerdict(page)),
    ...nextBlocks(page),
    ...problemsBlock(outcomes.undecided, 2, page),
    ...listBlock(outcomes.blocking, texts.report.blocking, page),
    ...listBlock(outcomes.awaiting, texts.report.awaiting, page),
    ...fixedBlock(page),
    ...approvalsBlock(page),
    ...emergenciesBlock(page),
    ...foldedBlock(outcomes.warning, texts.report.warning, page),
    ...foldedBlock(outcomes.existing, texts.report.existing, page),
    ...foldedBlock(outcomes.waived, texts.report.waived, page),
    ...foldedBlock(outcomes.notEvaluable, texts.report.notEvaluable, page),
    ...problemsBlock(outcomes.notAnalysed, 3, page),
    ...assumptionsBlock(page),
    ...differenceBlock(page),
  ];
}

/** The version and the rules in force, before it what the report rests on: so that a clean change stays at two lines. */
export function writeFooter(page: Page): string {
  const { report, texts, medium, language, detailsUrl } = page;
  const tool = say(
    texts.report.footer,
    { version: { written: report.tool.version }, policies: { written: report.tool.policies.slice(0, 12) } },
    medium,
    language,
  );
  const linked = detailsUrl === '' ? tool : `[${tool}](${detailsUrl})`;
  const counts = report.approvals.filter((approval) => !isMissing(approval)).map((approval) => writeApprovalCount(approval, page));
  return `<sub>${[...counts, ...(isBrief(page) ? writeAssumptions(page) : []), linked].join(' ')}</sub>`;
}

function fixedBlock({ outcomes, texts, medium, language }: Page): Block[] {
  return outcomes.fixed.length === 0 ? [] : [paragraph(sayCount(texts.report.fixed, outcomes.fixed.length, {}, medium, language))];
}

function approvalsBlock(page: Page): Block[] {
  const { report, texts } = page;
  const lines = report.approvals.filter(isMissing).map((approval) => writeApproval(approval, page));
  return lines.length === 0 ? [] : [{ open: `#### ${texts.report.approvals}\n`, items: lines, close: '', more: () => '' }];
}

function emergenciesBlock({ report, medium, language }: Page): Block[] {
  return report.emergencies.map((emergency) => paragraph(writeEmergency(emergency, medium, language)));
}

function assumptionsBlock(page: Page): Block[] {
  return isBrief(page)
    ? []
    : [
        fold(
          page.texts.report.assumptions,
          writeAssumptions(page).map((sentence) => `- ${sentence}`),
          page,
        ),
      ];
}

/** What somebody tried to switch off is never small print. */
function isBrief(page: Page): boolean {
  return (
    writeAssumptions(page).length <= MOST_SMALL_PRINT &&
    !page.report.assumptions.some((assumption) => assumption.code === 'skip-annotation-ignored')
  );
}
