import { wordFinding, wordReason } from '../i18n/finding-text.ts';
import { wordProblem } from '../i18n/problem-text.ts';
import { say } from '../i18n/say.ts';
import type { ControlResult } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { writeApproval } from './approval-lines.ts';
import { escapeHtml } from './html/escape.ts';
import { plain } from './media.ts';
import { compare } from './ordering.ts';
import { openPage, type Page } from './page.ts';
import { nameObject, namePlace } from './places.ts';
import { writeVerdict } from './verdict-line.ts';

/**
 * The report as JUnit XML, for CI systems that show test results: a case for the verdict, so that the file is green only where that is, and a case a control.
 * A control that could not be told, or has nothing to look at, is skipped, never passed.
 */
export function composeJunit(report: Report): string {
  const page = openPage(report, plain, {});
  const { blocking, awaiting } = page.outcomes;
  const told = [...blocking, ...awaiting].flatMap(({ finding, implied }) => [finding, ...implied]);
  const results = [...report.results].sort((a, b) => compare(a.control, b.control));
  const known = new Set(results.map(({ control }) => control));
  const controls = [
    ...results.map((result) => ({ id: result.control, result })),
    ...unlisted(told, known).map((id) => ({ id, result: undefined })),
  ];
  const cases = [
    verdictCase(page),
    ...controls.map(({ id, result }) => {
      const own = told.filter(({ control }) => control === id);
      return controlCase(id, result, own, page);
    }),
  ];
  const count = (tag: string): number => cases.filter((one) => one.includes(`<${tag} `)).length;
  const numbers = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tilsyn" ${numbers}>\n<testsuite name="tilsyn" ${numbers}>\n${cases.join('\n')}\n</testsuite>\n</testsuites>\n`;
}

/** Controls that findings speak of and no result does; none is lost. */
function unlisted(findings: readonly Finding[], known: ReadonlySet<string>): readonly string[] {
  return [...new Set(findings.map(({ control }) => control))].filter((control) => !known.has(control)).sort(compare);
}

/** Red whatever else the cases say: what could not be judged and who has not approved belongs to no control. */
function verdictCase(page: Page): string {
  const { report, outcomes, language } = page;
  const { conclusion } = report.verdict;
  if (conclusion === 'passes') return testcase('', 'verdict', '');
  const lines = [
    writeVerdict(page),
    ...outcomes.undecided.map((problem) => wordProblem(problem, plain, language)),
    ...report.approvals.filter(({ counted, needed }) => counted.length < needed).map((approval) => writeApproval(approval, page)),
  ];
  return testcase('', 'verdict', element(conclusion === 'undecided' ? 'error' : 'failure', conclusion, lines));
}

function controlCase(id: string, result: ControlResult | undefined, findings: readonly Finding[], page: Page): string {
  const { report, language } = page;
  const control = report.controls.get(id);
  const name = control === undefined ? id : `${id} ${say(control[language].title, {}, plain, language)}`;
  if (findings.length > 0)
    return testcase(
      control?.family ?? '',
      name,
      element(
        'failure',
        control?.severity ?? '',
        findings.map((one) => writeFinding(one, page)),
      ),
    );
  if (result?.outcome !== 'not-evaluable' && result?.outcome !== 'not-applicable') return testcase(control?.family ?? '', name, '');
  const reason = result.reason && wordReason(result.reason, control, plain, language);
  return testcase(control?.family ?? '', name, `<skipped message="${escapeXml(reason ?? page.texts.words.outcome[result.outcome])}"/>`);
}

function writeFinding(finding: Finding, { report, language }: Page): string {
  const place = namePlace(finding);
  const message = wordFinding(finding, report.controls.get(finding.control), plain, language);
  return `${plain.text(nameObject(finding.object))}: ${message}${place === undefined ? '' : ` (${place})`}`;
}

function testcase(family: string, name: string, inner: string): string {
  const attributes = `classname="${escapeXml(['tilsyn', family].filter((part) => part !== '').join('.'))}" name="${escapeXml(name)}"`;
  return inner === '' ? `<testcase ${attributes}/>` : `<testcase ${attributes}>${inner}</testcase>`;
}

function element(tag: 'failure' | 'error', type: string, lines: readonly string[]): string {
  return `<${tag} type="${escapeXml(type)}" message="${escapeXml(lines[0] ?? '')}">${lines.map(escapeXml).join('\n')}</${tag}>`;
}

/** XML 1.0, 2.2: two characters that no document may hold besides those that are never shown. */
function escapeXml(text: string): string {
  return escapeHtml(text).replace(/[\uFFFE\uFFFF]/g, '\u{FFFD}');
}
