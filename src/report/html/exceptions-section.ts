import { compare } from '../ordering.ts';
import type { Page } from '../page.ts';
import { nameObject } from '../places.ts';
import { escapeHtml } from './escape.ts';
import { wideTable } from './frame.ts';
import { html } from './medium.ts';

/** Failures that known platform components cannot do without, each as exactly as a finding: nobody may have to guess what was let through. */
export function composeExceptions({ report, texts }: Page): string {
  if (report.excepted.length === 0) return '';
  const { exceptions, exceptionsLead, exceptionHeads } = texts.page;
  const rows = [...report.excepted]
    .sort(
      (a, b) =>
        compare(a.component, b.component) ||
        compare(a.finding.control, b.finding.control) ||
        compare(a.finding.fingerprint, b.finding.fingerprint),
    )
    .map(({ component, finding }) => {
      const cells = [html.code(component), escapeHtml(finding.control), html.code(nameObject(finding.object)), html.code(finding.path)];
      return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    });
  const head = exceptionHeads.map((words) => `<th scope="col">${escapeHtml(words)}</th>`).join('');
  return `<p>${escapeHtml(exceptionsLead)}</p>
${wideTable(exceptions, `<table><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`)}`;
}
