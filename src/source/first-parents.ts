import { GitError } from './git-error.ts';
import type { ObjectStore } from './object-store.ts';

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  /** UTC instant in ISO 8601, as the committer's clock said. */
  readonly committedAt: string;
}

export interface FirstParents {
  /** From the tip back, `until` not included. */
  readonly commits: readonly Commit[];
  /** Whether the walk came to `until`, or without one to the first commit; false says that more than `max` lie between. */
  readonly complete: boolean;
}

/** The commits that a branch's tip went through: first parents, from the tip back to `until`. Throws `GitError` if the server lacks the tip. */
export async function firstParents(store: ObjectStore, tip: string, until: string | undefined, max: number): Promise<FirstParents> {
  await store.fetchHistory(tip, max + 1);
  const commits: Commit[] = [];
  for (let sha: string | undefined = tip; sha !== until; sha = commits.at(-1)?.parents[0]) {
    if (sha === undefined) return { commits, complete: until === undefined };
    if (commits.length === max) return { commits, complete: false };
    commits.push(await readCommit(store, sha));
  }
  return { commits, complete: true };
}

/** The object itself: `git log` would hide the parents that a shallow repository lacks. */
export async function readCommit(store: ObjectStore, sha: string): Promise<Commit> {
  const object = await store.readObject(sha, MAX_COMMIT_BYTES);
  if (object.state !== 'read' || object.type !== 'commit') throw new GitError('git-unexpected', `commit ${sha} is not here or too large`);
  return parseCommit(sha, object.content.toString('latin1'));
}

/** Messages are free text; a commit beyond this is no change note. */
const MAX_COMMIT_BYTES = 1024 * 1024;

function parseCommit(sha: string, text: string): Commit {
  const end = text.indexOf('\n\n');
  const lines = (end === -1 ? text : text.slice(0, end)).split('\n');
  const values = (name: string): string[] => lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const [tree] = values('tree');
  const seconds = / (\d{1,11}) [+-]\d{4}$/.exec(values('committer')[0] ?? '')?.[1];
  if (tree === undefined || seconds === undefined) throw new GitError('git-unexpected', `commit ${sha} has an unknown form`);
  return { sha, tree, parents: values('parent'), committedAt: new Date(Number(seconds) * 1000).toISOString() };
}
