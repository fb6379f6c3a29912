import type { Verification } from '../../evidence/verify.ts';
import { formatInstant } from '../../i18n/dates.ts';
import { wordFault, wordFaultPlace } from '../../i18n/fault-text.ts';
import type { AuditColumn, AuditTexts } from '../../i18n/keys.ts';
import type { Params } from '../../i18n/medium.ts';
import { say } from '../../i18n/say.ts';
import { sayCount, textsFor } from '../../i18n/texts.ts';
import type { Language } from '../../model/control.ts';
import { escapeHtml } from '../../report/html/escape.ts';
import { composeFrame, wideTable } from '../../report/html/frame.ts';
import { html } from '../../report/html/medium.ts';
import { drawCharts } from './charts.ts';
import { isDoubt } from './document.ts';
import type { AuditDocument } from './schema.ts';
import { makeTable, SECTIONS, type Table } from './tables.ts';

/** An audit as one page that needs nothing else. */
export function composeAudit(document: AuditDocument, verification: Verification, language: Language): string {
  const texts = textsFor(language).audit;
  const write = (template: string, params: Params = {}) => say(template, params, html, language);
  const at = (iso: string) => ({ written: escapeHtml(formatInstant(iso, language)) });
  const { origin, records, root, key } = document.log;
  const sample = document.sample.length === 0 ? '' : `<p>${write(texts.sample, { records: { written: document.sample.join(', ') } })}</p>`;
  const body = `<h1>${escapeHtml(texts.title)}</h1>
<p>${write(texts.period, { from: at(document.from), to: at(document.to) })}</p>
<p>${write(texts.made, { at: at(document.at), version: document.tool.version, origin, records, root, key })}</p>
<h2>${escapeHtml(texts.completeness)}</h2>
${composeCompleteness(document, verification, texts, language)}
${sample}
${drawCharts(document, texts)}
${SECTIONS.map((section) => composeTable(makeTable(section, document, texts), texts)).join('\n')}`;
  return composeFrame({ language, title: `${texts.title} ${origin}`, body });
}

function composeCompleteness(document: AuditDocument, { checks, status }: Verification, texts: AuditTexts, language: Language): string {
  const { proved, branches } = document.completeness;
  const verdict = say(status === 'failed' ? texts.failed : proved ? texts.proved : texts.notProved, {}, html, language);
  const lines = branches.map(({ branch, begins = '', changes }) =>
    sayCount(texts.branch, changes, { branch, begins: { written: escapeHtml(formatInstant(begins, language)) } }, html, language),
  );
  const doubts = checks.filter(isDoubt).map(({ name, faults }) => {
    const sentences = faults.slice(0, 20).map((fault) => {
      const place = wordFaultPlace(fault, html, language);
      return `<li>${place === '' ? '' : `${place}: `}${wordFault(fault, html, language)}</li>`;
    });
    return `<li>${escapeHtml(textsFor(language).verification.checks[name])}<ul>${sentences.join('')}</ul></li>`;
  });
  const { limits, limitsHead } = textsFor(language).verification;
  const never = limits.map((limit) => `<li>${say(limit, {}, html, language)}</li>`).join('');
  return `<p class="${status === 'failed' ? 'failed' : proved ? 'proved' : 'doubt'}">${verdict}</p>
<ul>${lines.map((line) => `<li>${line}</li>`).join('')}${doubts.join('')}</ul>
<p>${escapeHtml(limitsHead)}:</p><ul>${never}</ul>`;
}

/** A column in which nothing stands would only push the others together; the CSV has them all. */
function composeTable({ section, columns, rows }: Table, texts: AuditTexts): string {
  const head = `<h2>${escapeHtml(texts.sections[section])}</h2>\n<p>${escapeHtml(texts.explanations[section])}</p>`;
  if (rows.length === 0) return `${head}\n<p>${escapeHtml(texts.none)}</p>`;
  const shown = [...columns.keys()].filter((index) => rows.some((row) => row[index] !== ''));
  const heads = shown.map((index) => `<th scope="col">${escapeHtml(texts.columns[columns[index] as AuditColumn])}</th>`).join('');
  const body = rows.map((row) => `<tr>${shown.map((index) => composeCell(row[index] ?? '')).join('')}</tr>`).join('\n');
  return `${head}\n${wideTable(texts.sections[section], `<table><thead><tr>${heads}</tr></thead><tbody>\n${body}\n</tbody></table>`)}`;
}

/** What a page has no room for in full (a commit, the seconds of an instant) stands in the CSV and, to point at, behind the cell. */
function composeCell(cell: string): string {
  const whole = escapeHtml(cell);
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(cell)) return `<td><code title="${whole}">${cell.slice(0, 12)}</code></td>`;
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}(?:\.\d{3})?Z$/.exec(cell) ?? [];
  if (day !== undefined) return `<td><time datetime="${whole}" title="${whole}">${day} ${time}</time></td>`;
  return /^\d+$/.test(cell) ? `<td class="number">${whole}</td>` : `<td>${whole}</td>`;
}
