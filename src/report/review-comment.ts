import { say } from '../i18n/say.ts';
import { sayCount } from '../i18n/texts.ts';
import type { Finding } from '../model/finding.ts';
import { type Block, clip } from './clip.ts';
import { fence } from './code-span.ts';
import { moreOf, paragraph } from './comment-blocks.ts';
import { writeObject, writeSentence } from './finding-item.ts';
import type { Told } from './implied.ts';
import type { Page } from './page.ts';
import { writeReferences } from './references-line.ts';
import { isWaivable, writeWaiveCommand } from './waive-command.ts';

/** GitHub refuses longer bodies; far less is read. */
const LONGEST_BODY = 20_000;
/** Enough of a fingerprint to find the comment again; collisions only group two findings of one line. */
const MARKER_DIGITS = 16;
/** A marker longer than this says nothing more: a comment that stands for so many findings is found by its first. */
const MOST_MARKED = 100;

/** One comment for one line: each control with its findings, why it matters and what to do. */
export function writeReviewComment(group: readonly Told[], fingerprints: readonly string[], page: Page): string {
  const marked = fingerprints.slice(0, MOST_MARKED).map((fingerprint) => fingerprint.slice(0, MARKER_DIGITS));
  const marker = `<!-- tilsyn:finding ${marked.join(' ')} -->`;
  const body = clip(
    [...byControl(group)].flatMap(([, told]) => writeControl(told, page)),
    '',
    page.texts.report.partsHidden,
    LONGEST_BODY,
  );
  return `${marker}\n${body}`;
}

function byControl(group: readonly Told[]): Map<string, Told[]> {
  const groups = new Map<string, Told[]>();
  for (const told of group) groups.set(told.finding.control, [...(groups.get(told.finding.control) ?? []), told]);
  return groups;
}

function writeControl(told: readonly Told[], page: Page): Block[] {
  const first = told[0]?.finding;
  if (first === undefined) return [];
  const { report, texts, language, medium } = page;
  const control = report.controls.get(first.control);
  const own = control?.[language];
  const title = say(own?.title ?? first.control, {}, medium, language);
  const head = `${medium.strong(title)} (${texts.words.grade[first.severity]}) · ${first.control}`;
  const sentences = told.map(({ finding, implied }) => `${writeObject(finding, page)}: ${writeSentence(finding, implied, page)}`);
  const references = writeReferences(first.references, language);
  return [
    {
      open: `${head}\n`,
      items: sentences.length === 1 ? sentences : sentences.map((sentence) => `- ${sentence}`),
      close: '',
      more: moreOf(page, '- '),
    },
    ...(own === undefined
      ? []
      : [
          paragraph(say(texts.report.why + own.why, {}, medium, language)),
          paragraph(say(texts.report.change + own.change, {}, medium, language)),
        ]),
    ...(references === '' ? [] : [paragraph(`<sub>${medium.prose(references)}</sub>`)]),
    ...waiverFold(
      told.map(({ finding }) => finding),
      own?.waivable ?? '',
      page,
    ),
  ];
}

/** How to ask for a waiver; for a control that allows none, why not. */
function waiverFold(findings: readonly Finding[], rule: string, page: Page): Block[] {
  const { texts, medium, language, report } = page;
  const open = findings.filter(
    (finding) => finding.waiver === undefined || finding.waiver.state === 'expired' || finding.waiver.state === 'revoked',
  );
  const waivable = open.filter((finding) => isWaivable(finding, page));
  const mayBe = ({ control, fingerprint }: Finding) =>
    report.controls.get(control)?.waivable.value === true && !report.unwaivable.has(fingerprint);
  if (!findings.some(mayBe)) return rule === '' ? [] : [paragraph(say(texts.report.notWaivable + rule, {}, medium, language))];
  if (waivable.length === 0) return [];
  const commands = [...new Set(waivable.map((finding) => writeWaiveCommand(finding, page)))];
  const shown = commands.slice(0, 5);
  const rest =
    commands.length > shown.length ? `\n\n${sayCount(texts.report.more, commands.length - shown.length, {}, medium, language)}.` : '';
  const told = rule === '' ? '' : `${say(rule, {}, medium, language)}\n\n`;
  return [
    paragraph(`<details><summary>${texts.report.howToWaive}</summary>\n\n${told}${fence(shown.join('\n'), 'text')}${rest}\n\n</details>`),
  ];
}
