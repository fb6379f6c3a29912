import { type DecisionParams, wordCommandErrors, wordDecision } from '../i18n/decision-text.ts';
import type { DecisionCode } from '../i18n/keys.ts';
import { say } from '../i18n/say.ts';
import { textsFor } from '../i18n/texts.ts';
import type { CommandError } from '../model/command.ts';
import type { Control, Language } from '../model/control.ts';
import type { Report } from '../model/report.ts';
import { type Block, clip } from './clip.ts';
import { fence } from './code-span.ts';
import { composeBody } from './comment.ts';
import { paragraph } from './comment-blocks.ts';
import { markdown } from './media.ts';
import { openPage, type Page, type Surroundings } from './page.ts';
import { writeReferences } from './references-line.ts';

/** Replies are read in a thread; what is longer belongs into the check. */
const LONGEST_ANSWER = 20_000;

/** One command that was decided, as `waivers` and `approvals` give it. */
export interface Decided {
  readonly code: DecisionCode;
  readonly params: DecisionParams;
}

/** The reply to a comment with commands, GitHub Markdown: a paragraph for each decision, and below it what was asked to be shown. */
export function composeAnswer(decisions: readonly Decided[], report: Report, around: Surroundings = {}): string {
  const page = openPage(report, markdown, around);
  const blocks = decisions.flatMap((decided) => [
    paragraph(wordDecision(decided.code, decided.params, markdown, page.language)),
    ...shown(decided, page),
  ]);
  return clip(blocks, '', page.texts.report.partsHidden, LONGEST_ANSWER);
}

/** The reply to a comment that was not understood. */
export function composeCommandErrors(errors: readonly CommandError[], language: Language): string {
  const [head = '', ...lines] = wordCommandErrors(errors, markdown, language);
  return `${head}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\n${fence(textsFor(language).commandHelp.join('\n'), 'text')}`;
}

/** A control in words: what it asks, why, what to do, when a waiver may be given. */
export function composeExplanation(control: Control, language: Language): string {
  return explain(control, language)
    .map((block) => block.open)
    .join('\n\n');
}

function shown({ code, params }: Decided, page: Page): Block[] {
  if (code === 'help') return [paragraph(fence(page.texts.commandHelp.join('\n'), 'text'))];
  if (code === 'status') return composeBody({ ...page, report: { ...page.report, differences: [] } });
  const control = code === 'explained' ? page.report.controls.get(String(params.control)) : undefined;
  return control === undefined ? [] : explain(control, page.language);
}

function explain(control: Control, language: Language): Block[] {
  const texts = textsFor(language);
  const { title, why, change, waivable, notEvaluableWhen } = control[language];
  const write = (words: string) => say(words, {}, markdown, language);
  const references = writeReferences(control.references, language);
  return [
    paragraph(`${markdown.strong(`${control.id} · ${write(title)}`)} (${texts.words.grade[control.severity]})`),
    paragraph(write(texts.report.why + why)),
    paragraph(write(texts.report.change + change)),
    ...(notEvaluableWhen === '' ? [] : [paragraph(write(texts.report.notEvaluableWhen + notEvaluableWhen))]),
    ...(waivable === '' ? [] : [paragraph(write(texts.report.waivable + waivable))]),
    ...(references === '' ? [] : [paragraph(`<sub>${markdown.prose(references)}</sub>`)]),
  ];
}
