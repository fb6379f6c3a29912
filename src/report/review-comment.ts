import { say } from '../i18n/say.ts';
import { sayCount } from '../i18n/texts.ts';
import type { Finding } from '../model/finding.ts';
import { type Block, clip } from './clip.ts';
import { fence } from './code-span.ts';
import { moreOf, paragraph } from './comment-blocks.ts';
import { writeObject, writeSentence } from './finding-item.ts';
import type { Told } from './implied.ts';
import type { Page } from './page.ts';
import { linkPlace } from './places.ts';
import { writeReferences } from './references-line.ts';
import { type OfferedFix, writeFix } from './review-fix.ts';
import { writeMarker } from './review-marker.ts';
import type { Remark } from './review-remarks.ts';
import { isWaivable, writeWaiveCommand } from './waive-command.ts';

/** GitHub refuses longer bodies; far less is read. */
const LONGEST_BODY = 20_000;
/** Of more objects than this only the number is read. */
const MOST_NAMED = 20;

/** One comment for one place: each control with its findings, why it matters and what to do, and what mends them. */
export function writeReviewComment(remark: Remark, fingerprints: readonly string[], offered: readonly OfferedFix[], page: Page): string {
  const { told } = remark;
  const findings = told.flatMap(({ finding, implied }) => [finding, ...implied]);
  const blocks = [
    ...[...byControl(told)].flatMap(([, group]) => writeControl(group, remark, page)),
    ...offered.map((one) => paragraph(writeFix(one, findings, page))),
  ];
  return `${writeMarker(fingerprints)}\n${clip(blocks, '', page.texts.report.partsHidden, LONGEST_BODY)}`;
}

function byControl(group: readonly Told[]): Map<string, Told[]> {
  const groups = new Map<string, Told[]>();
  for (const told of group) groups.set(told.finding.control, [...(groups.get(told.finding.control) ?? []), told]);
  return groups;
}

function writeControl(told: readonly Told[], remark: Remark, page: Page): Block[] {
  const first = told[0]?.finding;
  if (first === undefined) return [];
  const { report, texts, language, medium } = page;
  const control = report.controls.get(first.control);
  const own = control?.[language];
  const title = say(own?.title ?? first.control, {}, medium, language);
  const head = `${medium.strong(title)} (${texts.words.grade[first.severity]}) · ${first.control}`;
  const sentences = writeSentences(told, remark, page);
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

/** What is the same of several objects is said once, and they are named. */
function writeSentences(told: readonly Told[], remark: Remark, page: Page): string[] {
  const { texts, medium, language } = page;
  const bySentence = new Map<string, string[]>();
  const isOfSeveral = new Set(told.map(({ finding }) => finding.root)).size > 1;
  for (const { finding, implied } of told) {
    const sentence = writeSentence(finding, implied, page);
    const name = nameIn(finding, remark, isOfSeveral, page);
    const known = bySentence.get(sentence) ?? [];
    if (!known.includes(name)) known.push(name);
    bySentence.set(sentence, known);
  }
  return [...bySentence].map(([sentence, names]) => {
    const rest = names.length - MOST_NAMED;
    const more = rest > 0 ? [sayCount(texts.report.more, rest, {}, medium, language)] : [];
    return `${[...names.slice(0, MOST_NAMED), ...more].join(', ')}: ${sentence}`;
  });
}

/** The object, and where that is not plain the root that it is deployed by, and the line that the comment does not stand on. */
function nameIn(finding: Finding, { at }: Remark, isOfSeveral: boolean, page: Page): string {
  const path = page.report.roots.find(({ id }) => id === finding.root)?.path;
  const further = [
    ...(isOfSeveral && path !== undefined ? [page.medium.code(path)] : []),
    ...(at !== undefined && finding.line !== at.line ? [linkPlace(finding, page)] : []),
  ];
  return `${writeObject(finding, page)}${further.length === 0 ? '' : ` (${further.join(', ')})`}`;
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
