import type { Plural } from '../i18n/keys.ts';
import { wordProblem, wordProblemNext } from '../i18n/problem-text.ts';
import { say } from '../i18n/say.ts';
import { sayCount } from '../i18n/texts.ts';
import type { Problem } from '../model/root.ts';
import type { Block } from './clip.ts';
import { fence } from './code-span.ts';
import { writeFindingItem } from './finding-item.ts';
import type { Told } from './implied.ts';
import { planNext } from './next-step.ts';
import type { Page } from './page.ts';

/** A block that is shown whole or not at all. */
export function paragraph(text: string): Block {
  return { open: text, items: [], close: '', more: () => '' };
}

export function nextBlocks(page: Page): Block[] {
  const steps = planNext(page);
  const label = say(page.texts.next.label, {}, page.medium, page.language);
  const [only] = steps;
  if (only === undefined) return [];
  if (steps.length === 1)
    return [paragraph(label + only.sentence + (only.command === undefined ? '' : `\n\n${fence(only.command, 'text')}`))];
  return [{ open: `${label.trimEnd()}\n`, items: steps.map((step) => `- ${step.sentence}`), close: '', more: moreOf(page, '- ') }];
}

/** An open list of findings under a heading. */
export function listBlock(findings: readonly Told[], heading: Plural, page: Page): Block[] {
  if (findings.length === 0) return [];
  const title = sayCount(heading, findings.length, {}, page.medium, page.language);
  return [{ open: `#### ${title}\n`, items: itemsOf(findings, page), close: '', more: moreOf(page, '- ') }];
}

/** The same, folded under its count. */
export function foldedBlock(findings: readonly Told[], heading: Plural, page: Page): Block[] {
  if (findings.length === 0) return [];
  return [fold(sayCount(heading, findings.length, {}, page.medium, page.language), itemsOf(findings, page), page)];
}

export function fold(summary: string, items: readonly string[], page: Page): Block {
  return { open: `<details><summary>${summary}</summary>\n`, items, close: '\n</details>', more: moreOf(page, '- ') };
}

/** Problems are named one by one, with what to do: they are why nobody may take silence for a pass. */
export function problemsBlock(problems: readonly Problem[], row: 2 | 3, page: Page): Block[] {
  if (problems.length === 0) return [];
  const { texts, medium, language } = page;
  const title = sayCount(row === 3 ? texts.report.notAnalysedElsewhere : texts.report.notAnalysed, problems.length, {}, medium, language);
  const items = problems.map(
    (problem) => `- ${wordProblem(problem, medium, language)}${row === 3 ? ` ${texts.rows[3]}` : adviceOf(problem, page)}`,
  );
  return row === 3 ? [fold(title, items, page)] : [{ open: `#### ${title}\n`, items, close: '', more: moreOf(page, '- ') }];
}

function adviceOf(problem: Problem, page: Page): string {
  // A single problem has its advice in the line above.
  if (page.outcomes.undecided.length === 1) return '';
  const advice = wordProblemNext(problem, page.medium, page.language);
  return ` ${advice.charAt(0).toUpperCase()}${advice.slice(1)}`;
}

export function moreOf(page: Page, bullet: string): (hidden: number) => string {
  return (hidden) => {
    const more = { written: sayCount(page.texts.report.more, hidden, {}, page.medium, page.language) };
    return bullet + say(page.texts.report.moreAt, { more }, page.medium, page.language);
  };
}

function itemsOf(findings: readonly Told[], page: Page): string[] {
  return findings.map((told) => writeFindingItem(told, page));
}
