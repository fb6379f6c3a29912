import { joinOr } from '../i18n/lists.ts';
import { wordProblemNext } from '../i18n/problem-text.ts';
import { say } from '../i18n/say.ts';
import { sayCount } from '../i18n/texts.ts';
import type { ApprovalRequirement } from '../model/approval.ts';
import type { Finding } from '../model/finding.ts';
import type { Page } from './page.ts';
import { nameObject } from './places.ts';
import { isWaivable, writeWaiveCommand } from './waive-command.ts';

/** The shortest name of a commit that a command takes. */
const COMMAND_SHA = 12;

export interface NextStep {
  readonly sentence: string;
  /** A command to copy; stands alone, because it is text to paste and not to read. */
  readonly command?: string;
}

/** What to do first, and nothing when there is nothing to do. Several steps only where several people must act. */
export function planNext(page: Page): readonly NextStep[] {
  const { outcomes, report } = page;
  switch (report.verdict.conclusion) {
    case 'undecided':
      return outcomes.undecided.slice(0, 1).map((problem) => ({ sentence: wordProblemNext(problem, page.medium, page.language) }));
    case 'blocks':
      return outcomes.blocking.slice(0, 1).map(({ finding }) => correct(finding, page));
    case 'awaits':
      return [...decideWaivers(page), ...report.approvals.filter(isMissing).map((approval) => ({ sentence: approve(approval, page) }))];
    case 'passes':
      return [];
  }
}

function correct(worst: Finding, page: Page): NextStep {
  const { texts, outcomes, medium, language } = page;
  const sentence = wordCorrection(worst, page);
  if (page.headSha === '') return { sentence: `${sentence}.` };
  const waivable = outcomes.blocking.map(({ finding }) => finding).filter((finding) => isWaivable(finding, page));
  const open = waivable.find(({ waiver }) => waiver?.state !== 'denied');
  if (open === undefined) return { sentence: `${sentence}.${waivable.length === 0 ? texts.next.noWaiver : ''}` };
  const people = page.report.controls.get(open.control)?.waivable.approvals ?? 1;
  const [offer, facts] =
    open === worst
      ? [texts.next.orWaive, {}]
      : [texts.next.waiveOther, { control: { written: open.control }, object: nameObject(open.object) }];
  return { sentence: sentence + sayCount(offer, people, facts, medium, language), command: writeWaiveCommand(open, page) };
}

function wordCorrection(finding: Finding, { texts, medium, language }: Page): string {
  const { file, line, path } = finding;
  const object = nameObject(finding.object);
  if (file === undefined) return say(texts.next.correctObject, { path, object }, medium, language);
  if (line === undefined) return say(texts.next.correctFile, { path, object, file }, medium, language);
  return say(texts.next.correctLine, { line, file }, medium, language);
}

function decideWaivers({ report, texts, headSha, medium, language }: Page): NextStep[] {
  return report.waivers
    .filter((waiver) => waiver.state === 'requested')
    .map(({ id }) => ({ sentence: say(texts.next.decideWaiver, { id, sha: headSha.slice(0, COMMAND_SHA) }, medium, language) }));
}

function approve({ name, rule = '', from }: ApprovalRequirement, { texts, headSha, medium, language }: Page): string {
  const sentence = say(texts.next.approve[name], { sha: headSha.slice(0, COMMAND_SHA), rule }, medium, language);
  if (from.length === 0) return sentence;
  const people = { written: joinOr(from.map(medium.code), language) };
  return sentence + say(texts.next.approveFrom, { people }, medium, language);
}

export function isMissing(approval: ApprovalRequirement): boolean {
  return approval.counted.length < approval.needed;
}
