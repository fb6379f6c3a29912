import { commitTree } from '../git/commit.ts';
import { readCommit } from '../git/commits.ts';
import { deleteRef, isAncestor, mergeTrees, resolveCommit, updateRef, zeroSha } from '../git/repository.ts';
import type { ActivityType, Delivery, Pull, Repository, Store, User } from '../store/store.ts';
import { pullRequestEvent, pushEvent } from './events.ts';

/** Branch tip in a repository, a fork's included. */
export function branchTip(repository: Repository, branch: string): string | undefined {
  return resolveCommit(repository.gitDir, `${repository.refs}heads/${branch}`);
}

/** Moves a ref and everything that hangs on it: pull requests from that branch, pull requests into it. Answers the webhooks, the push first. */
export function moveRef(store: Store, repository: Repository, ref: string, sha: string, by: User, how?: ActivityType): Delivery[] {
  const full = repository.refs + ref.replace(/^refs\//, '');
  const before = resolveCommit(repository.gitDir, full);
  if (sha === zeroSha) deleteRef(repository.gitDir, full);
  else updateRef(repository.gitDir, full, sha);
  return announceMove(store, repository, { ref, before: before ?? zeroSha, after: sha, by, ...(how === undefined ? {} : { how }) });
}

export interface Move {
  /** As the repository itself names it, a fork's without its namespace. */
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly by: User;
  /** What the activity calls it, where the move itself does not tell. */
  readonly how?: ActivityType;
}

/** The rest of a move whose ref git itself has already set. */
export function announceMove(store: Store, repository: Repository, move: Move): Delivery[] {
  const { ref, before, after, by } = move;
  store.activities.push({
    id: store.nextId(),
    repository,
    ref,
    before,
    after,
    type: move.how ?? typeOf(repository, move),
    actor: by,
    at: store.tick(),
  });
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  const deliveries = repository.parent === undefined && branch !== undefined ? [pushEvent(store, repository, ref, before, after, by)] : [];
  for (const pull of branch === undefined ? [] : store.pulls.filter((each) => each.state === 'open')) {
    if (pull.head.repository === repository && pull.head.ref === branch && after !== zeroSha) {
      const previous = pull.headSha;
      setHead(store, pull, after);
      deliveries.push(pullRequestEvent(store, pull, 'synchronize', by, { before: previous, after }));
    } else if (pull.repository === repository && pull.baseRef === branch) requestTestMerge(store, pull);
  }
  store.deliveries.push(...deliveries);
  return deliveries;
}

function typeOf(repository: Repository, { before, after }: Move): ActivityType {
  if (before === zeroSha) return 'branch_creation';
  if (after === zeroSha) return 'branch_deletion';
  return isAncestor(repository.gitDir, before, after) ? 'push' : 'force_push';
}

function setHead(store: Store, pull: Pull, sha: string): void {
  pull.headSha = sha;
  pull.baseSha = branchTip(pull.repository, pull.baseRef) ?? pull.baseSha;
  pull.updatedAt = store.tick();
  updateRef(pull.repository.gitDir, `refs/pull/${pull.number}/head`, sha);
  requestTestMerge(store, pull);
}

/** Starts the test merge as GitHub does: at once in the eyes of the caller, or after so many reads as the world's `mergeLag` says. */
export function requestTestMerge(store: Store, pull: Pull): void {
  pull.mergeLag = store.mergeLag;
  if (pull.mergeLag > 0) pull.mergeable = null;
  else makeTestMerge(store, pull);
}

/** One read of a pull request passes; the last one of the lag lets the background work end. */
export function passRead(store: Store, pull: Pull): void {
  if (pull.mergeLag === 0) return;
  pull.mergeLag -= 1;
  if (pull.mergeLag === 0) makeTestMerge(store, pull);
}

/** `refs/pull/N/merge`: the head merged onto the base's tip, with exactly these two parents; no ref when they conflict. */
function makeTestMerge(store: Store, pull: Pull): void {
  const { gitDir } = pull.repository;
  const ref = `refs/pull/${pull.number}/merge`;
  const tip = branchTip(pull.repository, pull.baseRef);
  if (tip === undefined || pull.state !== 'open') return;
  const from = `${tip} ${pull.headSha}`;
  if (pull.mergedFrom === from && pull.mergeable !== null) return;
  pull.mergedFrom = from;
  const tree = mergeTrees(gitDir, tip, pull.headSha);
  pull.mergeable = tree !== undefined;
  if (tree === undefined) {
    pull.mergeCommitSha = null;
    if (resolveCommit(gitDir, ref) !== undefined) deleteRef(gitDir, ref);
    return;
  }
  const { author } = readCommit(gitDir, pull.headSha);
  const committer = { name: 'GitHub', email: 'noreply@github.com', date: store.tick() };
  const message = `Merge ${pull.headSha} into ${tip}`;
  pull.mergeCommitSha = commitTree(gitDir, {
    tree,
    parents: [tip, pull.headSha],
    message,
    author: { ...author, date: committer.date },
    committer,
  });
  store.signed.add(pull.mergeCommitSha);
  updateRef(gitDir, ref, pull.mergeCommitSha);
}
