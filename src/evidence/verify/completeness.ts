import { bad, type Fault } from '../fault.ts';
import { type Check, isKind, type LoggedOf, type LoggedRecord, unproved } from './check.ts';

export interface BranchCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

/** A protected branch as a clone has it. */
export interface ProtectedBranch {
  /** Without `refs/heads/`; absent for a bare commit, which then stands for the only branch that the log knows. */
  readonly name?: string;
  /** First-parent commits, oldest first. */
  readonly commits: readonly BranchCommit[];
  /** True when the clone does not reach back to the first commit. */
  readonly shallow: boolean;
}

/**
 * Each first-parent commit of each protected branch, since the first recorded one, has exactly one change or gap record, with its tree, and each
 * such record a commit. A branch that the log speaks of and that was not handed in is not proved.
 */
export function checkCompleteness(records: readonly LoggedRecord[], branches: readonly ProtectedBranch[]): Check {
  if (branches.length === 0) return unproved('completeness', 'no-branch-given');
  const recorded = listRecorded(records);
  if (recorded.size === 0) return unproved('completeness', 'no-change-recorded');
  const abandoned = listAbandoned(records);
  const failed: Fault[] = [];
  const lacking: Fault[] = [];
  const seen = new Set<string>();
  for (const branch of branches) {
    const name = branch.name ?? (recorded.size === 1 ? [...recorded.keys()][0] : undefined);
    if (name === undefined) {
      lacking.push({ code: 'branch-not-named', params: {} });
      continue;
    }
    seen.add(name);
    const own = recorded.get(name);
    if (own === undefined) lacking.push({ code: 'branch-not-recorded', params: { branch: name } });
    else failed.push(...checkBranch(name, branch, own, abandoned.get(name) ?? new Map()));
    if (branch.shallow) lacking.push({ code: 'branch-shallow', params: {} });
  }
  const unseen = [...recorded.keys()].filter((name) => !seen.has(name)).sort();
  lacking.push(...unseen.map((branch): Fault => ({ code: 'branch-not-given', params: { branch } })));
  if (failed.length > 0) return { name: 'completeness', status: 'failed', faults: failed };
  return { name: 'completeness', status: lacking.length > 0 ? 'unproved' : 'ok', faults: lacking };
}

interface Recorded {
  readonly position: number;
  readonly path: string;
  readonly tree: string;
  readonly begins: boolean;
}

type ByCommit = ReadonlyMap<string, Recorded>;

/** By branch and commit. A commit's change and gap share one record key, so the check of keys has seen to it that none has two. */
function listRecorded(records: readonly LoggedRecord[]): ReadonlyMap<string, ByCommit> {
  const branches = new Map<string, Map<string, Recorded>>();
  for (const { position, path, record } of records) {
    if (record.kind !== 'change' && record.kind !== 'gap') continue;
    const { branch, merge } = record.predicate;
    const begins = record.kind === 'gap' && record.predicate.reason === 'log-begins';
    const commits = branches.get(branch) ?? new Map<string, Recorded>();
    branches.set(branch, commits.set(merge.sha, { position, path, tree: merge.tree, begins }));
  }
  return branches;
}

/** What a branch lost by force and that was recorded, with the position of the record that says so. */
function listAbandoned(records: readonly LoggedRecord[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const branches = new Map<string, Map<string, number>>();
  for (const { position, record } of records.filter(isKind('rewrite')) as readonly LoggedOf<'rewrite'>[]) {
    const { branch, abandoned } = record.predicate;
    const commits = branches.get(branch) ?? new Map<string, number>();
    for (const sha of abandoned) commits.set(sha, position);
    branches.set(branch, commits);
  }
  return branches;
}

function checkBranch(
  name: string,
  { commits, shallow }: ProtectedBranch,
  recorded: ByCommit,
  abandoned: ReadonlyMap<string, number>,
): readonly Fault[] {
  const start = commits.findIndex((commit) => recorded.has(commit.sha));
  const due = commits.slice(Math.max(start, 0));
  return [
    ...checkCommits(due, recorded),
    ...findLateBeginnings(name, due, recorded),
    ...(shallow ? [] : findStrangers(commits, recorded, abandoned)),
  ];
}

function checkCommits(commits: readonly BranchCommit[], recorded: ByCommit): readonly Fault[] {
  return commits.flatMap(({ sha, tree }) => {
    const record = recorded.get(sha);
    if (record === undefined) return [bad('commit-without-record', { sha }).fault];
    if (record.tree === tree) return [];
    return [bad('tree-differs', { sha, expected: tree, found: record.tree }, { position: record.position, path: record.path }).fault];
  });
}

/**
 * A log begins once on each branch. Two first runs at once may both say so, the one with the older commit last; whoever says it of a commit after one
 * that was recorded before would leave out its change.
 */
function findLateBeginnings(branch: string, commits: readonly BranchCommit[], recorded: ByCommit): readonly Fault[] {
  let earliest = Number.POSITIVE_INFINITY;
  return commits.flatMap(({ sha }) => {
    const record = recorded.get(sha);
    if (record === undefined) return [];
    const late = record.begins && earliest < record.position;
    earliest = Math.min(earliest, record.position);
    return late ? [bad('log-begins-again', { branch, sha }, { position: record.position, path: record.path }).fault] : [];
  });
}

/** A recorded commit that the branch does not have, unless a later record says that the branch lost it by force. */
function findStrangers(commits: readonly BranchCommit[], recorded: ByCommit, abandoned: ReadonlyMap<string, number>): readonly Fault[] {
  const known = new Set(commits.map((commit) => commit.sha));
  return [...recorded]
    .filter(([sha, { position }]) => !known.has(sha) && (abandoned.get(sha) ?? -1) < position)
    .map(([sha, { position, path }]) => bad('record-without-commit', { sha }, { position, path }).fault)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
}
