import { formatDay } from '../i18n/dates.ts';
import { wordFinding } from '../i18n/finding-text.ts';
import type { GateRow } from '../i18n/keys.ts';
import { say } from '../i18n/say.ts';
import type { Finding } from '../model/finding.ts';
import type { Told } from './implied.ts';
import { compare } from './ordering.ts';
import type { Page } from './page.ts';
import { linkPlace, nameObject } from './places.ts';

/** One finding as an item of a Markdown list: what and where in its first line, the sentence in its second. */
export function writeFindingItem({ finding, implied }: Told, page: Page): string {
  const { texts, medium } = page;
  const head = medium.strong(`${texts.words.severity[finding.severity]} · ${finding.control}`);
  // A list item without a hard break would run the two lines into one where line feeds are spaces.
  return `- ${head} · ${writeObject(finding, page)} · ${linkPlace(finding, page)}\\\n  ${writeSentence(finding, implied, page)}`;
}

export function writeObject({ object }: Finding, { texts, medium, language }: Page): string {
  const name = medium.code(nameObject(object));
  const { container } = object;
  return container === undefined ? name : name + say(texts.report.container, { container }, medium, language);
}

/** The message, then what the gate says of it where that is not plain, then its waiver, then what follows from it. */
export function writeSentence(finding: Finding, implied: readonly Finding[], page: Page): string {
  const { report, texts, medium, language } = page;
  const message = wordFinding(finding, report.controls.get(finding.control), medium, language);
  const row = writeRow(finding, page);
  const waiver = writeWaiverState(finding, page);
  const controls = [...new Set(implied.map((other) => other.control))].sort(compare).join(', ');
  const follows = controls === '' ? '' : say(texts.report.implies, { controls: { written: controls } }, medium, language);
  return [message, row, waiver].filter((part) => part !== '').join(' ') + follows;
}

/** A new finding that blocks needs no more words, and a requested waiver speaks for itself. */
const PLAIN_ROWS: readonly number[] = [4, 10];
/** Rows that say something of a finding which does not block; the others only repeat the heading that it stands under. */
const TELLING_ROWS: readonly number[] = [8, 17];

function writeRow(finding: Finding, { outcomes, texts, medium, language }: Page): string {
  const judgement = outcomes.judgementOf(finding);
  if (judgement === undefined) return '';
  const { row, outcome } = judgement;
  const holds = outcome === 'blocks' || outcome === 'awaits' || outcome === 'undecided';
  if (holds ? PLAIN_ROWS.includes(row) : !TELLING_ROWS.includes(row)) return '';
  return row in texts.rows ? say(texts.rows[row as GateRow], {}, medium, language) : '';
}

function writeWaiverState({ waiver }: Finding, { texts, medium, language }: Page): string {
  if (waiver === undefined) return '';
  const until = { written: formatDay(waiver.expiresAt, language) };
  return say(texts.report.waiverState[waiver.state], { id: waiver.id, until }, medium, language);
}
