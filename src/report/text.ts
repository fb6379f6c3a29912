import type { Plural } from '../i18n/keys.ts';
import { wordProblem } from '../i18n/problem-text.ts';
import { say } from '../i18n/say.ts';
import { sayCount } from '../i18n/texts.ts';
import type { Severity } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { writeApproval } from './approval-lines.ts';
import { writeAssumptions } from './assumption-text.ts';
import { writeAttestations } from './attestation-lines.ts';
import { writeCounts } from './counts.ts';
import { writeObject, writeSentence } from './finding-item.ts';
import type { Told } from './implied.ts';
import { inertLine } from './inert.ts';
import { terminal } from './media.ts';
import { isMissing, planNext } from './next-step.ts';
import { compare } from './ordering.ts';
import { openPage, type Page, type Surroundings } from './page.ts';
import { namePlace } from './places.ts';
import { writeVerdict } from './verdict-line.ts';

export interface TextChoices extends Surroundings {
  /** ANSI colours; never the only signal. */
  readonly colour?: boolean;
}

const COLOURS: Readonly<Record<Severity, number>> = { critical: 31, high: 31, medium: 33, low: 36 };

/** The report for a terminal, the verdict first and last: in a long one the end is what is seen. Ends with a line feed. */
export function composeText(report: Report, choices: TextChoices = {}): string {
  const colour = choices.colour ?? false;
  const page = openPage(report, terminal(colour), choices);
  const { outcomes, texts } = page;
  const details = [
    ...problems(page),
    ...pile(outcomes.blocking, texts.report.blocking, page, colour),
    ...pile(outcomes.awaiting, texts.report.awaiting, page, colour),
    ...pile(outcomes.warning, texts.report.warning, page, colour),
    ...pile(outcomes.existing, texts.report.existing, page, colour),
    ...pile(outcomes.waived, texts.report.waived, page, colour),
    ...pile(outcomes.notEvaluable, texts.report.notEvaluable, page, colour),
    ...attested(page),
    ...approvals(page),
    ...assumptions(page),
  ];
  return `${[...details, ending(page)].join('\n\n')}\n`;
}

function problems(page: Page): string[] {
  const { outcomes, texts, medium, language } = page;
  const all = [
    ...outcomes.undecided.map((problem) => wordProblem(problem, medium, language)),
    ...outcomes.notAnalysed.map((problem) => `${wordProblem(problem, medium, language)} ${texts.rows[3]}`),
  ];
  if (all.length === 0) return [];
  return [[heading(texts.report.notAnalysed, all.length, page), ...all.map((line) => `  ${line}`)].join('\n')];
}

/** A line to click on and a line to read for each finding, those of a file together. */
function pile(findings: readonly Told[], title: Plural, page: Page, colour: boolean): string[] {
  if (findings.length === 0) return [];
  const lines = [...findings]
    .sort(byPlace)
    .flatMap(({ finding, implied }) => [
      `  ${place(finding, page)}  ${paint(page.texts.words.grade[finding.severity], COLOURS[finding.severity], colour)}  ${finding.control}  ${writeObject(finding, page)}`,
      `    ${writeSentence(finding, implied, page)}`,
    ]);
  return [[heading(title, findings.length, page), ...lines].join('\n')];
}

function byPlace({ finding: a }: Told, { finding: b }: Told): number {
  return compare(a.file ?? '\u{10FFFF}', b.file ?? '\u{10FFFF}') || (a.line ?? 0) - (b.line ?? 0);
}

function place(finding: Finding, { texts }: Page): string {
  const known = namePlace(finding);
  return known === undefined ? texts.report.noFile : inertLine(known);
}

function attested(page: Page): string[] {
  const lines = writeAttestations(page);
  return lines.length === 0
    ? []
    : [[heading(page.texts.register.heading, lines.length, page), ...lines.map((line) => `  ${line}`)].join('\n')];
}

function approvals(page: Page): string[] {
  const missing = page.report.approvals.filter(isMissing);
  return missing.length === 0
    ? []
    : [[page.medium.strong(page.texts.report.approvals), ...missing.map((approval) => writeApproval(approval, page))].join('\n')];
}

function assumptions(page: Page): string[] {
  const sentences = writeAssumptions(page);
  return sentences.length === 0
    ? []
    : [[page.medium.strong(page.texts.report.assumptions), ...sentences.map((sentence) => `  ${sentence}`)].join('\n')];
}

function ending(page: Page): string {
  const { outcomes, texts, medium, language } = page;
  const label = say(texts.next.label, {}, medium, language);
  const steps = planNext(page).map(({ sentence, command }) => `${label}${sentence}${command === undefined ? '' : `\n  ${command}`}`);
  const fixed = outcomes.fixed.length === 0 ? [] : [sayCount(texts.report.fixed, outcomes.fixed.length, {}, medium, language)];
  return [writeVerdict(page), writeCounts(page), ...fixed, ...steps].join('\n');
}

function heading(forms: Plural, count: number, page: Page): string {
  return page.medium.strong(sayCount(forms, count, {}, page.medium, page.language));
}

function paint(words: string, code: number, colour: boolean): string {
  return colour ? `\u001b[${code}m${words}\u001b[39m` : words;
}
