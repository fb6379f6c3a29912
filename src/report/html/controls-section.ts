import { formatNumber } from '../../i18n/numbers.ts';
import { say } from '../../i18n/say.ts';
import { type CoveredControl, coverControls } from '../coverage.ts';
import type { Page } from '../page.ts';
import { writeChecked, writeVouched } from '../result-words.ts';
import { escapeHtml } from './escape.ts';
import { wideTable } from './frame.ts';
import { html } from './medium.ts';

/** What became of each control: what was checked and what is attested in columns of their own. */
export function composeControls(page: Page): string {
  const { texts, report } = page;
  const { control, severityHead, examined, failed, waived, notEvaluable } = texts.words;
  const heads = [control, severityHead, texts.coverage.checked, texts.coverage.attestedColumn];
  const numbers = [examined, failed, waived, notEvaluable];
  const head = [
    ...heads.map((words) => `<th scope="col">${escapeHtml(words)}</th>`),
    ...numbers.map((words) => `<th scope="col" class="number">${escapeHtml(words)}</th>`),
  ].join('');
  const rows = coverControls(report).map((one) => composeRow(one, page));
  if (rows.length === 0) return '';
  return wideTable(
    texts.report.results,
    `<table class="controls"><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`,
  );
}

function composeRow(covered: CoveredControl, page: Page): string {
  const { report, texts, language } = page;
  const control = report.controls.get(covered.control);
  const title = control === undefined ? '' : `<span class="ids">${say(control[language].title, {}, html, language)}</span>`;
  const { examined, failed, waived, notEvaluable } = covered.result;
  const cells = [
    control === undefined ? '' : escapeHtml(texts.words.severity[control.severity]),
    writeChecked(covered, page),
    writeVouched(covered, page),
  ];
  const numbers = [examined, failed, waived, notEvaluable].map((number) => `<td class="number">${formatNumber(number, language)}</td>`);
  return `<tr><th scope="row">${escapeHtml(covered.control)}${title}</th>${cells.map((cell) => `<td>${cell === '' ? '–' : cell}</td>`).join('')}${numbers.join('')}</tr>`;
}
