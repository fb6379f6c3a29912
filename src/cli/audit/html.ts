import type { Verification } from '../../evidence/verify.ts';
import { formatInstant } from '../../i18n/dates.ts';
import { wordFault, wordFaultPlace } from '../../i18n/fault-text.ts';
import type { AuditTexts } from '../../i18n/keys.ts';
import type { Medium, Params } from '../../i18n/medium.ts';
import { say } from '../../i18n/say.ts';
import { sayCount, textsFor } from '../../i18n/texts.ts';
import type { Language } from '../../model/control.ts';
import { drawCharts } from './charts.ts';
import { isDoubt } from './document.ts';
import { escapeHtml } from './escape.ts';
import type { AuditDocument } from './schema.ts';
import { makeTable, SECTIONS, type Table } from './tables.ts';

const html: Medium = {
  code: (text) => `<code>${escapeHtml(text)}</code>`,
  text: (text) => `<code>${escapeHtml(text)}</code>`,
  prose: escapeHtml,
  strong: (words) => `<strong>${words}</strong>`,
};

/** An audit as one page that needs nothing else: no script, nothing fetched, light or dark as the reader's screen is, white on paper. */
export function composeAudit(document: AuditDocument, verification: Verification, language: Language): string {
  const texts = textsFor(language).audit;
  const write = (template: string, params: Params = {}) => say(template, params, html, language);
  const at = (iso: string) => ({ written: escapeHtml(formatInstant(iso, language)) });
  const { origin, records, root, key } = document.log;
  const sample = document.sample.length === 0 ? '' : `<p>${write(texts.sample, { records: { written: document.sample.join(', ') } })}</p>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(texts.title)} ${escapeHtml(origin)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(texts.title)}</h1>
<p>${write(texts.period, { from: at(document.from), to: at(document.to) })}</p>
<p>${write(texts.made, { at: at(document.at), version: document.tool.version, origin, records, root, key })}</p>
<h2>${escapeHtml(texts.completeness)}</h2>
${composeCompleteness(document, verification, texts, language)}
${sample}
${drawCharts(document, texts)}
${SECTIONS.map((section) => composeTable(makeTable(section, document, texts), texts)).join('\n')}
</body>
</html>
`;
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

function composeTable({ section, columns, rows }: Table, texts: AuditTexts): string {
  const head = `<h2>${escapeHtml(texts.sections[section])}</h2>\n<p>${escapeHtml(texts.explanations[section])}</p>`;
  if (rows.length === 0) return `${head}\n<p>${escapeHtml(texts.none)}</p>`;
  const heads = columns.map((column) => `<th scope="col">${escapeHtml(texts.columns[column])}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('\n');
  return `${head}\n<div class="wide"><table><thead><tr>${heads}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #b8c0c8; --bar: #4f7fb0; --past: #a33c14; --good: #1a6b35; --bad: #a5251b; --doubt: #7a5200; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --paper: #14181c; --line: #48525c; --bar: #7aa7d4; --past: #ef9a72; --good: #7bd095; --bad: #ff9a90; --doubt: #e6be5a; } }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --line: #888; --bar: #4f7fb0; --past: #a33c14; --good: #1a6b35; --bad: #a5251b; --doubt: #7a5200; } thead { display: table-header-group; } tr, figure { break-inside: avoid; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; font-size: 12px; }
th, td { border: 1px solid var(--line); padding: 2px 6px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
code { overflow-wrap: anywhere; }
figure { margin: 1rem 0; max-width: 42rem; }
.areas { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 0 1rem; }
svg text { font: 11px system-ui, sans-serif; fill: var(--ink); text-anchor: middle; }
.bar { fill: var(--bar); } .past { fill: var(--past); }
.proved { border-left: 4px solid var(--good); padding-left: 8px; } .failed { border-left: 4px solid var(--bad); padding-left: 8px; } .doubt { border-left: 4px solid var(--doubt); padding-left: 8px; }
`;
