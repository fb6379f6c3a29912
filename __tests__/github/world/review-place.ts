import { findHunk, type HunkLine, parseHunks, type Side } from '../git/hunks.ts';
import { isAncestor, resolveCommit } from '../git/repository.ts';
import type { Pull } from '../store/store.ts';
import { findPullBase, readPullChanges } from './pull-content.ts';

export interface WantedPlace {
  readonly path: string;
  readonly commitId: string;
  readonly position?: number;
  readonly line?: number;
  readonly side?: Side;
  readonly startLine?: number;
  readonly startSide?: Side;
}

export interface FoundPlace {
  readonly hunk: string;
  readonly place: { readonly line: number; readonly side: Side; readonly startLine?: number; readonly startSide?: Side };
}

/** Where a comment may stand: on a line of the difference, a range in one hunk with its start above its end. Else GitHub's words for why not. */
export function findPlace(pull: Pull, wanted: WantedPlace): FoundPlace | { readonly errors: readonly string[] } {
  const patch = findPatch(pull, wanted);
  if (patch === undefined) return { errors: ['Path could not be resolved'] };
  const hunks = parseHunks(patch);
  const side = wanted.side ?? 'RIGHT';
  const line = wanted.line ?? lineAtPosition(patch, wanted.position);
  if (line === undefined) return { errors: ['Line could not be resolved'] };
  const end = findHunk(hunks, side, line);
  if (end === undefined)
    return { errors: ['Pull request review thread line must be part of the diff', "Pull request review thread diff hunk can't be blank"] };
  const hunk = [end.hunk.header, ...end.hunk.lines.slice(0, end.index + 1).map((each) => each.text)].join('\n');
  if (wanted.startLine === undefined) return { hunk, place: { line, side } };
  const startSide = wanted.startSide ?? side;
  const start = findHunk(hunks, startSide, wanted.startLine);
  if (start === undefined) return { errors: ['Pull request review thread start line must be part of the diff'] };
  if (start.hunk !== end.hunk) return { errors: ['Pull request review thread start line must be part of the same hunk as the line.'] };
  if (start.index >= end.index) return { errors: ['Pull request review thread start line must precede the end line.'] };
  return { hunk, place: { line, side, startLine: wanted.startLine, startSide } };
}

/** Whether the file is in the difference at all, as a comment on the file needs. */
export function fileIsChanged(pull: Pull, commitId: string, path: string): boolean {
  return readPullChanges(pull, commitId).some((file) => file.filename === path);
}

/** A commit of the pull request, which a review must name. */
export function isCommitOfPull(pull: Pull, commitId: string): boolean {
  const { gitDir } = pull.repository;
  if (!/^[0-9a-f]{40}$/.test(commitId) || resolveCommit(gitDir, commitId) === undefined) return false;
  return pull.headSha === commitId || (isAncestor(gitDir, commitId, pull.headSha) && !isAncestor(gitDir, commitId, findPullBase(pull)));
}

function findPatch(pull: Pull, wanted: WantedPlace): string | undefined {
  return readPullChanges(pull, wanted.commitId).find((file) => file.filename === wanted.path)?.patch;
}

/** "The position value equals the number of lines down from the first "@@" hunk header." */
function lineAtPosition(patch: string, position: number | undefined): number | undefined {
  if (position === undefined) return undefined;
  const below = parseHunks(patch).flatMap((hunk, index): (HunkLine | undefined)[] =>
    index === 0 ? [...hunk.lines] : [undefined, ...hunk.lines],
  );
  return below[position - 1]?.right;
}
