import { sayCount } from '../../i18n/texts.ts';
import type { Report } from '../../model/report.ts';
import { writeApproval } from '../approval-lines.ts';
import { writeAssumptions } from '../assumption-text.ts';
import { plain } from '../media.ts';
import { openPage, type Page, type Surroundings } from '../page.ts';
import { writeVerdict } from '../verdict-line.ts';
import { composeCharts } from './charts.ts';
import { composeControls } from './controls-section.ts';
import { composeCoverage } from './coverage-section.ts';
import { composeDifferences } from './difference-section.ts';
import { escapeHtml } from './escape.ts';
import { composeExceptions } from './exceptions-section.ts';
import { composeFindings } from './findings-section.ts';
import { composeFrame } from './frame.ts';
import { html } from './medium.ts';
import { composeProblems } from './problems-section.ts';
import { composeTool } from './tool-section.ts';
import { composeOpening } from './verdict-section.ts';
import { composeWaivers } from './waivers-section.ts';

/** One part of the page under a heading of its own; without a body it is left out. */
interface Section {
  readonly id: string;
  readonly heading: string;
  readonly body: string;
}

/** The whole report as one page that needs nothing else, for those who read at length, print or file it. Nothing is cut and nothing is folded away unsaid. */
export function composeHtml(report: Report, around: Surroundings = {}): string {
  const page = openPage(report, html, around);
  const { texts, language } = page;
  const sections = listSections(page).filter(({ body }) => body !== '');
  const contents = sections.map(({ id, heading }) => `<li><a href="#${id}">${escapeHtml(heading)}</a></li>`).join('');
  const written = sections.map(({ id, heading, body }) => `<section id="${id}">\n<h2>${escapeHtml(heading)}</h2>\n${body}\n</section>`);
  return composeFrame({
    language,
    title: `${texts.page.title}: ${writeVerdict({ ...page, medium: plain })}`,
    body: `${composeOpening(page)}
<nav aria-label="${escapeHtml(texts.page.contents)}"><ul class="contents">${contents}</ul></nav>
${composeCharts(page)}
${written.join('\n')}`,
  });
}

function listSections(page: Page): readonly Section[] {
  const { texts, report } = page;
  const lists = (lines: readonly string[]) => (lines.length === 0 ? '' : `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`);
  return [
    { id: 'not-analysed', ...composeProblems(page) },
    { id: 'findings', heading: texts.page.findings, body: composeFindings(page) },
    { id: 'approvals', heading: texts.report.approvals, body: composeApprovals(page) },
    { id: 'waivers', heading: texts.page.waivers, body: composeWaivers(page) },
    { id: 'coverage', heading: texts.coverage.heading, body: composeCoverage(page) },
    { id: 'controls', heading: texts.report.results, body: composeControls(page) },
    { id: 'exceptions', heading: texts.page.exceptions, body: composeExceptions(page) },
    {
      id: 'difference',
      heading: sayCount(texts.report.differences, report.differences.length, {}, plain, page.language),
      body: composeDifferences(page),
    },
    { id: 'assumptions', heading: texts.report.assumptions, body: lists(writeAssumptions(page)) },
    { id: 'tool', heading: texts.page.tool, body: composeTool(page) },
  ];
}

function composeApprovals(page: Page): string {
  // A line for each requirement, and below it, with a hyphen, those that were given.
  const items = page.report.approvals.map((approval) => {
    const [head = '', ...judged] = writeApproval(approval, page)
      .split('\n')
      .map((line) => line.replace(/^ *- /, ''));
    const below = judged.length === 0 ? '' : `<ul>${judged.map((line) => `<li>${line}</li>`).join('')}</ul>`;
    return `<li>${head}${below}</li>`;
  });
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
}
