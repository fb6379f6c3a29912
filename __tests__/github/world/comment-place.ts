import { findHunk, type Hunk, mapLine, parseHunks } from '../git/hunks.ts';
import { git } from '../git/run.ts';
import type { ReviewComment } from '../store/store.ts';
import { readPullChanges } from './pull-content.ts';

/** Where a comment stands on today's head; undefined when it is outdated. */
export function currentPlace(comment: ReviewComment): { line: number; startLine?: number } | undefined {
  const { place, pull } = comment;
  if (place === undefined) return undefined;
  const moved = pull.headSha === comment.commitId || place.side === 'LEFT' ? [] : movesSince(comment);
  const line = mapLine(moved, place.line);
  const startLine = place.startLine === undefined ? undefined : mapLine(moved, place.startLine);
  const patch = readPullChanges(pull).find((file) => file.filename === comment.path)?.patch;
  if (line === undefined || patch === undefined || findHunk(parseHunks(patch), place.side, line) === undefined) return undefined;
  return { line, ...(startLine === undefined ? {} : { startLine }) };
}

function movesSince(comment: ReviewComment): Hunk[] {
  const { gitDir } = comment.pull.repository;
  const text = git(gitDir, ['diff', '-U0', '--no-ext-diff', '--no-color', comment.commitId, comment.pull.headSha, '--', comment.path]);
  const start = text.search(/(?<=\n)@@ /);
  return start === -1 ? [] : parseHunks(text.slice(start));
}
