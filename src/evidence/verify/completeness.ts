import { bad, type Fault } from '../fault.ts';
import { type Check, isKind, judge, type LoggedRecord, unproved } from './check.ts';

export interface BranchCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

/** The protected branch as a clone has it. */
export interface ProtectedBranch {
  /** First-parent commits, oldest first. */
  readonly commits: readonly BranchCommit[];
  /** True when the clone does not reach back to the first commit. */
  readonly shallow: boolean;
}

/** Each first-parent commit since the first recorded one has exactly one change or gap record, with its tree, and each such record a commit. */
export function checkCompleteness(records: readonly LoggedRecord[], branch: ProtectedBranch | undefined): Check {
  if (branch === undefined) return unproved('completeness', 'no-branch-given');
  const recorded = listRecorded(records);
  if (recorded.size === 0) return unproved('completeness', 'no-change-recorded');
  const start = branch.commits.findIndex((commit) => recorded.has(commit.sha));
  const due = branch.commits.slice(Math.max(start, 0));
  const faults = [...checkCommits(due, recorded), ...(branch.shallow ? [] : findStrangers(due, recorded))];
  return faults.length === 0 && branch.shallow ? unproved('completeness', 'branch-shallow') : judge('completeness', faults);
}

interface Recorded {
  readonly position: number;
  readonly path: string;
  readonly tree: string;
}

/** By commit. A commit's change and gap share one record key, so the check of keys has seen to it that none has two. */
function listRecorded(records: readonly LoggedRecord[]): ReadonlyMap<string, Recorded> {
  const commits = [...records.filter(isKind('change')), ...records.filter(isKind('gap'))];
  return new Map(
    commits.map(({ position, path, record }) => [record.predicate.merge.sha, { position, path, tree: record.predicate.merge.tree }]),
  );
}

function checkCommits(commits: readonly BranchCommit[], recorded: ReadonlyMap<string, Recorded>): readonly Fault[] {
  return commits.flatMap(({ sha, tree }) => {
    const record = recorded.get(sha);
    if (record === undefined) return [bad('commit-without-record', { sha }).fault];
    if (record.tree === tree) return [];
    return [bad('tree-differs', { sha, expected: tree, found: record.tree }, { position: record.position, path: record.path }).fault];
  });
}

function findStrangers(commits: readonly BranchCommit[], recorded: ReadonlyMap<string, Recorded>): readonly Fault[] {
  const known = new Set(commits.map((commit) => commit.sha));
  return [...recorded]
    .filter(([sha]) => !known.has(sha))
    .map(([sha, { position, path }]) => bad('record-without-commit', { sha }, { position, path }).fault)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
}
