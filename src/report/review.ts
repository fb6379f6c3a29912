import { sayCount } from '../i18n/texts.ts';
import type { Finding } from '../model/finding.ts';
import type { Fix } from '../model/fix.ts';
import type { Report } from '../model/report.ts';
import { isNew } from './annotations.ts';
import { markdown } from './media.ts';
import { openPage, type Page, type Surroundings } from './page.ts';
import { writeReviewComment } from './review-comment.ts';
import type { OfferedFix } from './review-fix.ts';
import { shortenFingerprint } from './review-marker.ts';
import { type Hunks, hunkOf, placeRemarks, type Remark } from './review-remarks.ts';
import { type FileComment, type LineComment, type Settlement, type StandingComment, settleComments } from './review-standing.ts';

/** More than this in one review buries the first ones; the check lists the rest. */
const MOST_LINE_COMMENTS = 30;
/** GitHub takes comments on a file one at a time, three seconds apart. */
const MOST_FILE_COMMENTS = 10;
/** A remark on a longer range covers the code it speaks of. */
const LONGEST_RANGE = 20;

export interface Review {
  /** Empty where no comment is new. */
  readonly body: string;
  readonly comments: readonly LineComment[];
  readonly fileComments: readonly FileComment[];
  /** What becomes of comments of earlier runs. */
  readonly settlement: Settlement;
  /** Findings that no comment speaks of, new or standing. */
  readonly left: readonly Finding[];
}

/**
 * New findings on the lines of the pull request. `hunks` holds the lines that the diff shows, by file: GitHub refuses a whole review when one line lies
 * outside. What has no such line goes on its file when the diff has the file, and else is left to the check.
 *
 * @param standing tilsyn's own comments of earlier runs
 */
export function composeReview(report: Report, hunks: Hunks, around: Surroundings = {}, standing: readonly StandingComment[] = []): Review {
  const page = openPage(report, markdown, around);
  const { blocking, awaiting, warning } = page.outcomes;
  const told = [...blocking, ...awaiting, ...warning].filter(({ finding }) => isNew(finding));
  const remarks = placeRemarks(told, hunks);
  const onLines = remarks.filter(({ at }) => at !== undefined).slice(0, MOST_LINE_COMMENTS);
  const onFiles = remarks.filter(({ at }) => at === undefined).slice(0, MOST_FILE_COMMENTS);
  const spoken = new Set([...onLines, ...onFiles].flatMap(findingsOf));
  const left = told.flatMap(({ finding, implied }) => [finding, ...implied]).filter((finding) => !spoken.has(finding));
  const open = new Set(report.findings.flatMap(({ change, fingerprint }) => (change === 'fixed' ? [] : [shortenFingerprint(fingerprint)])));
  const planned = [...onLines.map((remark) => lineComment(remark, hunks, page)), ...onFiles.map((remark) => fileComment(remark, page))];
  const { fresh, settlement } = settleComments(planned, standing, open, page);
  const comments = fresh.filter((comment): comment is LineComment => 'line' in comment);
  const fileComments = fresh.filter((comment) => !('line' in comment));
  return { body: writeBody(fresh, left.length, page), comments, fileComments, settlement, left };
}

function writeBody(fresh: readonly FileComment[], left: number, { texts, medium, language }: Page): string {
  if (fresh.length === 0) return '';
  const count = fresh.reduce((sum, { fingerprints }) => sum + fingerprints.length, 0);
  const rest = left === 0 ? '' : ` ${sayCount(texts.report.reviewLeft, left, {}, medium, language)}`;
  return `${REVIEW_MARKER}\n${sayCount(texts.report.reviewBody, count, {}, medium, language)}${rest}`;
}

/** Finds the reviews of tilsyn. */
export const REVIEW_MARKER = '<!-- tilsyn:review -->';

function findingsOf({ told }: Remark): readonly Finding[] {
  return told.flatMap(({ finding, implied }) => [finding, ...implied]);
}

function lineComment(remark: Remark, hunks: Hunks, page: Page): LineComment {
  const { path, at, told } = remark;
  if (at === undefined) throw new Error('a line comment was made of findings without a line');
  const here = told.map(({ finding }) => finding).filter(({ line }) => line === at.line);
  const [first] = here;
  const hunk = first && hunkOf(first, hunks);
  const fits = (end: number): boolean => hunk !== undefined && end <= hunk.end;
  const fixes = at.side === 'LEFT' ? [] : fixesOf(remark, page);
  const suggestion = fixes.find(({ start, end }) => start === at.line && fits(end));
  const ends = new Set(here.map(({ endLine }) => endLine ?? at.line));
  const end = suggestion?.end ?? (ends.size === 1 ? Math.max(at.line, ...ends) : at.line);
  const isRange = end > at.line && (suggestion !== undefined || end - at.line <= LONGEST_RANGE) && fits(end);
  const offered = fixes.map((fix): OfferedFix => ({ fix, isSuggestion: fix === suggestion }));
  return {
    path,
    ...comment(remark, offered, page),
    ...(isRange ? { line: end, startLine: at.line } : { line: at.line }),
    side: at.side,
  };
}

function fileComment(remark: Remark, page: Page): FileComment {
  const offered = fixesOf(remark, page).map((fix): OfferedFix => ({ fix, isSuggestion: false }));
  return { path: remark.path, ...comment(remark, offered, page) };
}

function comment(remark: Remark, offered: readonly OfferedFix[], page: Page): Omit<FileComment, 'path'> {
  const fingerprints = [...new Set(findingsOf(remark).map(({ fingerprint }) => fingerprint))];
  return { body: writeReviewComment(remark, fingerprints, offered, page), fingerprints };
}

/** More patches than this are read by nobody. */
const MOST_FIXES = 3;

/** Fixes that clear something of what is told; each stands in the first comment that it clears something of. */
function fixesOf(remark: Remark, { report }: Page): readonly Fix[] {
  const fingerprints = new Set(findingsOf(remark).map(({ fingerprint }) => fingerprint));
  return (report.fixes ?? []).filter((fix) => fix.fingerprints.some((one) => fingerprints.has(one))).slice(0, MOST_FIXES);
}
