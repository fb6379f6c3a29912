import { formatDay } from '../../i18n/dates.ts';
import { compare } from '../ordering.ts';
import type { Page } from '../page.ts';
import { escapeHtml } from './escape.ts';
import { wideTable } from './frame.ts';
import { html } from './medium.ts';

/** The waivers that speak of findings here, whatever became of them. */
export function composeWaivers({ report, texts, language }: Page): string {
  if (report.waivers.length === 0) return '';
  const { waivers, waiverHeads } = texts.page;
  const rows = [...report.waivers]
    .sort((a, b) => compare(a.id, b.id))
    .map(({ id, control, subject, state, expiresAt }) => {
      const cells = [
        html.code(id),
        escapeHtml(control),
        html.code(subject),
        escapeHtml(texts.audit.words[state] ?? state),
        escapeHtml(formatDay(expiresAt, language)),
      ];
      return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    });
  const head = waiverHeads.map((words) => `<th scope="col">${escapeHtml(words)}</th>`).join('');
  return wideTable(waivers, `<table><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`);
}
