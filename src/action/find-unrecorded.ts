import type { LoggedRecord } from '../evidence/verify/check.ts';
import { type Commit, type FirstParents, firstParents } from '../source/first-parents.ts';
import type { ObjectStore } from '../source/object-store.ts';
import type { Ports } from './ports.ts';

/** How a protected branch and its records differ. */
export interface Unrecorded {
  /** Oldest first. */
  readonly commits: readonly Commit[];
  /** Recorded commits that the branch no longer has; empty unless it was moved by force. */
  readonly abandoned: readonly string[];
  /** The branch has no record yet: the first of `commits` is where its log begins. */
  readonly begins: boolean;
}

/** A push looks no further back than this before it looks at everything. */
const fewCommits = 200;
/** Generations of a branch that are ever fetched, as commits without trees: some 10 MB. */
const mostCommits = 50_000;

/**
 * The first-parent commits of a branch without a record. `far` looks at all of it, back to where its log begins, and so finds a hole that two runs
 * left between them; otherwise the walk ends at the first recorded commit. A branch without any record begins at `start`, or at its tip: what is
 * older was never watched, and to record it now would claim more than is known.
 */
export async function findUnrecorded(
  tip: string,
  records: ReadonlySet<string>,
  start: string | undefined,
  far: boolean,
  { store }: Ports,
): Promise<Unrecorded> {
  const near = await firstParents(store, tip, undefined, fewCommits);
  if (records.size === 0) return begin(near, tip, start, store);
  const met = far ? -1 : near.commits.findIndex(({ sha }) => records.has(sha));
  if (met !== -1) return { commits: near.commits.slice(0, met).toReversed(), abandoned: [], begins: false };
  const { commits, complete } = await firstParents(store, tip, undefined, mostCommits);
  const oldest = commits.findLastIndex(({ sha }) => records.has(sha));
  const own = new Set(commits.map(({ sha }) => sha));
  // Beyond what was fetched nothing can be said to be gone.
  const abandoned = complete ? [...records].filter((sha) => !own.has(sha)) : [];
  if (oldest === -1 && !complete)
    throw new Error(`None of the last ${mostCommits} commits of the branch has a record, though the log has some.`);
  // Of a branch without any recorded commit left all is new; the walk ends at its first commit.
  const due = oldest === -1 ? commits : commits.slice(0, oldest);
  return { commits: due.filter(({ sha }) => !records.has(sha)).toReversed(), abandoned, begins: false };
}

/** A start that the branch does not have is passed over: then the log begins at the tip. */
async function begin(near: FirstParents, tip: string, start: string | undefined, store: ObjectStore): Promise<Unrecorded> {
  const has = ({ commits }: FirstParents) => commits.some(({ sha }) => sha === start);
  const whole = start === undefined || has(near) || near.complete ? near : await firstParents(store, tip, undefined, mostCommits);
  const index = whole.commits.findIndex(({ sha }) => sha === start);
  return { commits: whole.commits.slice(0, Math.max(index, 0) + 1).toReversed(), abandoned: [], begins: true };
}

/** Commits of a branch that have a change or gap record. */
export function recordedCommits(records: readonly LoggedRecord[], branch: string): ReadonlySet<string> {
  return new Set(
    records.flatMap(({ record }) =>
      (record.kind === 'change' || record.kind === 'gap') && record.predicate.branch === branch ? [record.predicate.merge.sha] : [],
    ),
  );
}

/** What is known already to be gone from a branch. */
export function abandonedCommits(records: readonly LoggedRecord[], branch: string): ReadonlySet<string> {
  return new Set(
    records.flatMap(({ record }) => (record.kind === 'rewrite' && record.predicate.branch === branch ? record.predicate.abandoned : [])),
  );
}
