import { sayCount } from '../i18n/texts.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { hasSureLine, isNew } from './annotations.ts';
import type { Told } from './implied.ts';
import { markdown } from './media.ts';
import { openPage, type Page, type Surroundings } from './page.ts';
import { writeReviewComment } from './review-comment.ts';

/** More than this in one review buries the first ones; the check lists the rest. */
const MOST_LINE_COMMENTS = 30;
/** GitHub takes comments on a file one at a time, three seconds apart. */
const MOST_FILE_COMMENTS = 10;
/** A remark on a longer range covers the code it speaks of. */
const LONGEST_RANGE = 20;

export interface LineRange {
  readonly start: number;
  readonly end: number;
}

export interface FileComment {
  readonly path: string;
  readonly body: string;
  readonly fingerprints: readonly string[];
}

/** `startLine` only for a range; it is lower than `line` and in the same hunk, which GitHub demands of both. */
export interface LineComment extends FileComment {
  readonly line: number;
  readonly startLine?: number;
  readonly side: 'RIGHT';
}

export interface Review {
  readonly body: string;
  readonly comments: readonly LineComment[];
  readonly fileComments: readonly FileComment[];
  /** Findings that no comment of the review speaks of. */
  readonly left: readonly Finding[];
}

/**
 * New findings on the lines of the pull request. `hunks` holds the lines of the head's side that the diff shows, by file: GitHub refuses a whole
 * review when one line lies outside. What has no such line goes on its file when the diff has the file, and else is left to the check.
 */
export function composeReview(report: Report, hunks: ReadonlyMap<string, readonly LineRange[]>, around: Surroundings = {}): Review {
  const page = openPage(report, markdown, around);
  const { blocking, awaiting, warning } = page.outcomes;
  const told = [...blocking, ...awaiting, ...warning].filter(({ finding }) => isNew(finding));
  const onLines = told.filter(({ finding }) => hunkOf(finding, hunks) !== undefined);
  const onFiles = told.filter(({ finding }) => hunkOf(finding, hunks) === undefined && hunks.has(finding.file ?? ''));
  const comments = groupBy(onLines, ({ finding }) => JSON.stringify([finding.file, finding.line])).slice(0, MOST_LINE_COMMENTS);
  const fileComments = groupBy(onFiles, ({ finding }) => finding.file ?? '').slice(0, MOST_FILE_COMMENTS);
  const placed = [...comments, ...fileComments].flat().flatMap(({ finding, implied }) => [finding, ...implied]);
  const spoken = new Set(placed);
  const left = told.flatMap(({ finding, implied }) => [finding, ...implied]).filter((finding) => !spoken.has(finding));
  return {
    body: writeBody(placed.length, left.length, page),
    comments: comments.map((group) => lineComment(group, hunks, page)),
    fileComments: fileComments.map((group) => fileComment(group, page)),
    left,
  };
}

function writeBody(placed: number, left: number, { texts, medium, language }: Page): string {
  if (placed === 0) return '';
  const rest = left === 0 ? '' : ` ${sayCount(texts.report.reviewLeft, left, {}, medium, language)}`;
  return `${REVIEW_MARKER}\n${sayCount(texts.report.reviewBody, placed, {}, medium, language)}${rest}`;
}

/** Finds the reviews of tilsyn. */
export const REVIEW_MARKER = '<!-- tilsyn:review -->';

function hunkOf(finding: Finding, hunks: ReadonlyMap<string, readonly LineRange[]>): LineRange | undefined {
  if (!hasSureLine(finding)) return undefined;
  return hunks.get(finding.file)?.find(({ start, end }) => start <= finding.line && finding.line <= end);
}

/** In the order of first appearance, so the worst come first. */
function groupBy(told: readonly Told[], keyOf: (one: Told) => string): Told[][] {
  const groups = new Map<string, Told[]>();
  for (const one of told) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

function lineComment(group: readonly Told[], hunks: ReadonlyMap<string, readonly LineRange[]>, page: Page): LineComment {
  const first = group[0]?.finding;
  if (first === undefined || !hasSureLine(first)) throw new Error('a line comment was made of findings without a line');
  const hunk = hunkOf(first, hunks);
  const ends = new Set(group.map(({ finding }) => finding.endLine ?? first.line));
  const end = ends.size === 1 ? Math.max(first.line, ...ends) : first.line;
  const isRange = end > first.line && end - first.line <= LONGEST_RANGE && hunk !== undefined && end <= hunk.end;
  return {
    ...fileComment(group, page),
    ...(isRange ? { line: end, startLine: first.line } : { line: first.line }),
    side: 'RIGHT',
  };
}

function fileComment(group: readonly Told[], page: Page): FileComment {
  const path = group[0]?.finding.file ?? '';
  const fingerprints = group.flatMap(({ finding, implied }) => [finding, ...implied]).map((finding) => finding.fingerprint);
  return { path, body: writeReviewComment(group, [...new Set(fingerprints)], page), fingerprints: [...new Set(fingerprints)] };
}
