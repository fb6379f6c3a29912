import { commitTree, type Signature } from '../git/commit.ts';
import { mergeTrees, updateRef } from '../git/repository.ts';
import type { Delivery, Pull, Repository, Store, User } from '../store/store.ts';
import { pullRequestEvent } from './events.ts';
import { branchTip, moveRef, requestTestMerge } from './refs.ts';

export interface NewPull {
  readonly repository: Repository;
  readonly head: { readonly repository: Repository; readonly ref: string };
  readonly base: string;
  readonly author: User;
  readonly title: string;
  readonly body: string | null;
  readonly draft: boolean;
}

export function openPull(store: Store, wanted: NewPull): { pull: Pull; delivery: Delivery } {
  const { repository, head, base } = wanted;
  const headSha = branchTip(head.repository, head.ref);
  const baseSha = branchTip(repository, base);
  if (headSha === undefined || baseSha === undefined) throw new Error(`no branch ${headSha === undefined ? head.ref : base}`);
  const at = store.tick();
  const pull: Pull = {
    id: store.nextId(),
    number: store.pulls.length + 1,
    repository,
    author: wanted.author,
    title: wanted.title,
    body: wanted.body,
    state: 'open',
    draft: wanted.draft,
    baseRef: base,
    baseSha,
    head: { ...head, owner: head.repository.owner },
    headSha,
    mergeable: null,
    mergeCommitSha: null,
    mergeLag: 0,
    mergedFrom: '',
    createdAt: at,
    updatedAt: at,
    closedAt: null,
  };
  store.pulls.push(pull);
  updateRef(repository.gitDir, `refs/pull/${pull.number}/head`, headSha);
  requestTestMerge(store, pull);
  return { pull, delivery: announce(store, pullRequestEvent(store, pull, 'opened', wanted.author)) };
}

/** Merges as the button does. A conflict is the test's mistake and throws. */
export function mergePull(store: Store, pull: Pull, method: 'merge' | 'squash', by: User): { sha: string; deliveries: Delivery[] } {
  const { gitDir } = pull.repository;
  const tip = branchTip(pull.repository, pull.baseRef);
  const tree = tip === undefined ? undefined : mergeTrees(gitDir, tip, pull.headSha);
  if (tip === undefined || tree === undefined) throw new Error(`pull request ${pull.number} conflicts with ${pull.baseRef}`);
  const date = store.tick();
  const author = signatureOf(by, date);
  const committer = { name: 'GitHub', email: 'noreply@github.com', date };
  const message =
    method === 'merge'
      ? `Merge pull request #${pull.number} from ${pull.head.owner.login}/${pull.head.ref}\n\n${pull.title}`
      : `${pull.title} (#${pull.number})`;
  const parents = method === 'merge' ? [tip, pull.headSha] : [tip];
  const sha = commitTree(gitDir, { tree, parents, message, author, committer });
  store.signed.add(sha);
  return { sha, deliveries: landPull(store, pull, tip, sha, by, 'pr_merge') };
}

/** Sets the base to a commit that holds the pull request, and closes it as merged. */
export function landPull(store: Store, pull: Pull, tip: string, sha: string, by: User, how: 'pr_merge' | 'merge_queue_merge'): Delivery[] {
  pull.baseTipAtMerge = tip;
  pull.state = 'closed';
  pull.merged = { by, at: store.tick(), sha };
  pull.closedAt = pull.merged.at;
  pull.updatedAt = pull.merged.at;
  const pushed =
    branchTip(pull.repository, pull.baseRef) === sha ? [] : moveRef(store, pull.repository, `refs/heads/${pull.baseRef}`, sha, by, how);
  return [announce(store, pullRequestEvent(store, pull, 'closed', by)), ...pushed];
}

export function closePull(store: Store, pull: Pull, by: User): Delivery {
  pull.state = 'closed';
  pull.closedAt = store.tick();
  pull.updatedAt = pull.closedAt;
  return announce(store, pullRequestEvent(store, pull, 'closed', by));
}

/** A head that moved while the pull request was closed is taken up again. */
export function reopenPull(store: Store, pull: Pull, by: User): Delivery {
  pull.state = 'open';
  pull.closedAt = null;
  pull.updatedAt = store.tick();
  pull.headSha = branchTip(pull.head.repository, pull.head.ref) ?? pull.headSha;
  updateRef(pull.repository.gitDir, `refs/pull/${pull.number}/head`, pull.headSha);
  requestTestMerge(store, pull);
  return announce(store, pullRequestEvent(store, pull, 'reopened', by));
}

/** `edited` tells what was before; a new base moves the comparison and the test merge. */
export function editPull(
  store: Store,
  pull: Pull,
  edit: { readonly title?: string; readonly body?: string; readonly base?: string },
  by: User,
): Delivery {
  const changes = {
    ...(edit.title === undefined ? {} : { title: { from: pull.title } }),
    ...(edit.body === undefined ? {} : { body: { from: pull.body ?? '' } }),
    ...(edit.base === undefined ? {} : { base: { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } } }),
  };
  pull.title = edit.title ?? pull.title;
  pull.body = edit.body ?? pull.body;
  pull.updatedAt = store.tick();
  if (edit.base !== undefined) {
    pull.baseRef = edit.base;
    pull.baseSha = branchTip(pull.repository, edit.base) ?? pull.baseSha;
    requestTestMerge(store, pull);
  }
  return announce(store, pullRequestEvent(store, pull, 'edited', by, { changes }));
}

export function setDraft(store: Store, pull: Pull, draft: boolean, by: User): Delivery {
  pull.draft = draft;
  pull.updatedAt = store.tick();
  return announce(store, pullRequestEvent(store, pull, draft ? 'converted_to_draft' : 'ready_for_review', by));
}

export function signatureOf(user: User, date: string): Signature {
  return { name: user.login, email: `${user.id}+${user.login}@users.noreply.github.com`, date };
}

function announce(store: Store, delivery: Delivery): Delivery {
  store.deliveries.push(delivery);
  return delivery;
}
