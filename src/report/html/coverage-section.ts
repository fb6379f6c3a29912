import { wordReason } from '../../i18n/finding-text.ts';
import type { CoverageAnswer } from '../../i18n/keys.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { say } from '../../i18n/say.ts';
import { sayCount } from '../../i18n/texts.ts';
import { ANSWERS, type CoverageRow, coverControls, coverFrames, type FrameCoverage } from '../coverage.ts';
import { nameRow } from '../coverage-names.ts';
import type { Page } from '../page.ts';
import { capitalise } from './capitalise.ts';
import { escapeHtml } from './escape.ts';
import { wideTable } from './frame.ts';
import { html } from './medium.ts';

/** What the controls cover of the guide, the Act, the regulation and the standard; what is attested never stands in a column of what was checked. */
export function composeCoverage(page: Page): string {
  const { texts, outcomes, language, report } = page;
  if (report.results.length === 0) return '';
  const { coverage } = texts;
  const missed = outcomes.undecided.length + outcomes.notAnalysed.length;
  return [
    ...coverage.lead.map((words) => `<p>${say(words, {}, html, language)}</p>`),
    ...(missed === 0 ? [] : [`<p class="doubt">${sayCount(coverage.undecided, missed, {}, html, language)}</p>`]),
    ...coverFrames(report).map((frame) => composeFrameTable(frame, page)),
    composeLimits(page),
  ].join('\n');
}

function composeFrameTable({ frame, rows }: FrameCoverage, page: Page): string {
  const { coverage } = page.texts;
  const { title, row, note } = coverage.frames[frame];
  const answer = (name: CoverageAnswer) => `<th scope="col">${escapeHtml(coverage.answers[name])}</th>`;
  const head = `<tr><th scope="col" rowspan="2">${escapeHtml(row)}</th><th scope="colgroup" colspan="3">${escapeHtml(coverage.checked)}</th><th scope="colgroup" colspan="2">${escapeHtml(coverage.attestedColumn)}</th><th scope="col" rowspan="2">${escapeHtml(coverage.answers.notApplicable)}</th></tr>
<tr>${ANSWERS.slice(0, 5).map(answer).join('')}</tr>`;
  const body = rows.map((one) => composeRow(one, frame, page)).join('\n');
  return `<h3>${escapeHtml(title)}</h3>
<p class="small">${escapeHtml(note)}</p>
${wideTable(title, `<table class="coverage"><thead>${head}</thead><tbody>\n${body}\n</tbody></table>`)}`;
}

function composeRow(row: CoverageRow, frame: FrameCoverage['frame'], { texts, report, language }: Page): string {
  const { number, title, titleLanguage } = nameRow(frame, row.key, report, texts.coverage);
  const foreign = titleLanguage === language ? '' : ` lang="${titleLanguage}"`;
  const name = `<th scope="row">${escapeHtml(capitalise(number))}${title === '' ? '' : `<span class="ids"${foreign}>${escapeHtml(title)}</span>`}</th>`;
  if (row.count === 0) return `<tr>${name}<td colspan="6">${escapeHtml(texts.coverage.noControl)}</td></tr>`;
  const cells = ANSWERS.map((answer) => {
    const own = row.answers[answer];
    if (own.length === 0) return '<td>–</td>';
    return `<td><strong>${formatNumber(own.length, language)}</strong><span class="ids">${own.map(({ control }) => `<span class="id">${escapeHtml(control)}</span>`).join(' ')}</span></td>`;
  });
  return `<tr>${name}${cells.join('')}</tr>`;
}

/** What no manifest shows, and what could not be told in this run. */
function composeLimits({ texts, report, language }: Page): string {
  const { limitsHead, limitsLead, limits, limitsHere } = texts.coverage;
  const list = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
  const here = coverControls(report)
    .filter(({ answer }) => answer === 'notEvaluable')
    .map(({ control, result }) => {
      const known = report.controls.get(control);
      const why =
        (result.reason && wordReason(result.reason, known, html, language)) ??
        say(known?.[language].notEvaluableWhen ?? '', {}, html, language);
      return `<strong>${escapeHtml(control)}</strong>${why === '' ? '' : `: ${why}`}`;
    });
  return `<h3>${escapeHtml(limitsHead)}</h3>
<p>${escapeHtml(limitsLead)}</p>
${list(limits.map(escapeHtml))}
${here.length === 0 ? '' : `<h4>${sayCount(limitsHere, here.length, {}, html, language)}</h4>\n${list(here)}`}`;
}
