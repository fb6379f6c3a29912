import { say } from '../i18n/say.ts';
import type { Page } from './page.ts';
import { readMarked } from './review-marker.ts';

export interface FileComment {
  readonly path: string;
  readonly body: string;
  readonly fingerprints: readonly string[];
}

/** `startLine` only for a range; it is lower than `line` and in the same hunk, which GitHub demands of both. */
export interface LineComment extends FileComment {
  readonly line: number;
  readonly startLine?: number;
  /** `LEFT` for a line that the change takes away. */
  readonly side: 'RIGHT' | 'LEFT';
}

/** A comment that tilsyn wrote under a pull request before. */
export interface StandingComment {
  /** Its id in GraphQL. */
  readonly nodeId: string;
  readonly path: string;
  readonly body: string;
  /** Somebody replied to it. */
  readonly isAnswered: boolean;
  /** The line that it stands on is not in the diff any more. */
  readonly isOutdated: boolean;
}

/** What becomes of comments that stand there. */
export interface Settlement {
  readonly edits: readonly { readonly nodeId: string; readonly body: string }[];
  /** Edited besides: what they say is done with, so they are folded, or unfolded since it is not. */
  readonly fold: readonly string[];
  readonly unfold: readonly string[];
}

/** GitHub runs no more changes of one request than it gets to in ten seconds; the rest follows with the next run. */
const MOST_SETTLED = 40;

/**
 * Tells the comments that are new from those that stand there already: the same finding keeps its comment, whatever line it moved to, and its words are
 * brought up to date. A comment that speaks of nothing that is left says so and is folded; one that people answered says so and stays open.
 *
 * @param open the findings that are there, as markers name them
 */
export function settleComments<Comment extends FileComment | LineComment>(
  comments: readonly Comment[],
  standing: readonly StandingComment[],
  open: ReadonlySet<string>,
  page: Page,
): { readonly fresh: readonly Comment[]; readonly settlement: Settlement } {
  const left = new Set(standing);
  const fresh: Comment[] = [];
  const edits: Settlement['edits'][number][] = [];
  const unfold: string[] = [];
  for (const comment of comments) {
    const marked = new Set(readMarked(comment.body));
    const same = [...left].find(({ path, body }) => path === comment.path && readMarked(body).some((one) => marked.has(one)));
    // A comment that has lost its line is hidden from whoever reads the diff.
    if (same === undefined || (same.isOutdated && !same.isAnswered)) {
      fresh.push(comment);
      continue;
    }
    left.delete(same);
    if (same.body !== comment.body) edits.push({ nodeId: same.nodeId, body: comment.body });
    if (isFolded(same) && !same.isAnswered) unfold.push(same.nodeId);
  }
  const done = [...left].filter((comment) => !isFolded(comment));
  for (const comment of done) edits.push({ nodeId: comment.nodeId, body: writeDone(comment, open, page) });
  const fold = done.filter(({ isAnswered }) => !isAnswered).map(({ nodeId }) => nodeId);
  const some = <T>(items: readonly T[]): readonly T[] => items.slice(0, MOST_SETTLED);
  return { fresh, settlement: { edits: some(edits), fold: some(fold), unfold: some(unfold) } };
}

const DONE_MARKER = '<!-- tilsyn:done -->';

function isFolded({ body }: StandingComment): boolean {
  return body.split('\n', 2)[1] === DONE_MARKER;
}

function writeDone({ body }: StandingComment, open: ReadonlySet<string>, { texts, medium, language, headSha }: Page): string {
  const [marker = '', ...rest] = body.split('\n');
  const sentence = readMarked(body).some((one) => open.has(one)) ? texts.report.commentMoved : texts.report.commentMended;
  return [marker, DONE_MARKER, say(sentence, { sha: headSha.slice(0, 7) }, medium, language), '', ...rest].join('\n');
}
