import { type ChangedFile, readChanges } from '../git/changes.ts';
import { mergeBase, resolveCommit } from '../git/repository.ts';
import { gitOnce } from '../git/run.ts';
import type { Pull } from '../store/store.ts';

/** Where the head left the base: "three dots". After the merge it is what it was before. */
export function findPullBase(pull: Pull, head: string = pull.headSha): string {
  // Histories without a common commit are compared from nothing.
  return mergeBase(pull.repository.gitDir, baseTip(pull), head) ?? emptyTree(pull.repository.gitDir);
}

export function readPullChanges(pull: Pull, head: string = pull.headSha): readonly ChangedFile[] {
  return readChanges(pull.repository.gitDir, findPullBase(pull, head), head);
}

/** Arguments for `git log`: what the head has and the base has not, oldest first. */
export function pullRange(pull: Pull): string[] {
  return ['--reverse', '--topo-order', `${baseTip(pull)}..${pull.headSha}`];
}

export function countCommits(pull: Pull): number {
  return Number(gitOnce(pull.repository.gitDir, ['rev-list', '--count', `${baseTip(pull)}..${pull.headSha}`]).stdout);
}

function baseTip(pull: Pull): string {
  return pull.baseTipAtMerge ?? resolveCommit(pull.repository.gitDir, `refs/heads/${pull.baseRef}`) ?? pull.baseSha;
}

function emptyTree(gitDir: string): string {
  return gitOnce(gitDir, ['mktree']).stdout.trim();
}
