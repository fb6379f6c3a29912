import { wordProblem, wordProblemNext } from '../../i18n/problem-text.ts';
import { say } from '../../i18n/say.ts';
import { sayCount } from '../../i18n/texts.ts';
import type { Problem } from '../../model/root.ts';
import { plain } from '../media.ts';
import type { Page } from '../page.ts';
import { capitalise } from './capitalise.ts';
import { html } from './medium.ts';

/** What was not analysed, with what to do: first what leaves the verdict undecided, then what the change leaves alone. */
export function composeProblems({ outcomes, texts, language }: Page): { readonly heading: string; readonly body: string } {
  const { undecided, notAnalysed } = outcomes;
  const write = (problem: Problem, why: string) =>
    `<li>${wordProblem(problem, html, language)} ${why} ${capitalise(wordProblemNext(problem, html, language))}</li>`;
  const elsewhere = say(texts.rows[3], {}, html, language);
  const items = [...undecided.map((problem) => write(problem, '')), ...notAnalysed.map((problem) => write(problem, elsewhere))];
  return {
    heading: sayCount(texts.report.notAnalysed, items.length, {}, plain, language),
    body: items.length === 0 ? '' : `<ul>${items.join('\n')}</ul>`,
  };
}
