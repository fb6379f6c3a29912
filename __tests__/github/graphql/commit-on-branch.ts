import { type Actor, hasScope } from '../access.ts';
import { type FileChange, writeCommit } from '../git/commit.ts';
import { resolveObject } from '../git/repository.ts';
import type { Repository, Store } from '../store/store.ts';
import { branchTip, moveRef } from '../world/refs.ts';
import { findBrokenRules } from '../world/rules.ts';
import { forbidden } from './moderate.ts';
import { commitObject, refObject } from './objects.ts';
import { graphqlRefusal } from './refusal.ts';

export interface CommitInput {
  readonly branch: { readonly id?: string; readonly repositoryNameWithOwner?: string; readonly branchName?: string };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions?: readonly { readonly path: string }[];
  };
  readonly clientMutationId?: string;
}

/** One commit on a branch that must stand where the caller thinks it does; GitHub signs it. */
export function createCommitOnBranch(store: Store, actor: Actor, input: CommitInput): Record<string, unknown> {
  const repository = store.repositories.get((input.branch.repositoryNameWithOwner ?? '').toLowerCase());
  const elsewhere = actor.kind === 'app' && repository !== undefined && repository !== actor.repository;
  if (elsewhere || !hasScope(actor, 'contents', 'write')) throw forbidden();
  const branch = (input.branch.branchName ?? '').replace(/^refs\/heads\//, '');
  const head = repository === undefined ? undefined : branchTip(repository, branch);
  if (repository === undefined || head === undefined) throw graphqlRefusal('NOT_FOUND', `No branch named "${branch}" in the repository`);
  if (head !== input.expectedHeadOid) {
    throw graphqlRefusal('STALE_DATA', `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`);
  }
  const sha = write(store, actor, repository, head, input);
  const broken = findBrokenRules(repository, actor, { ref: `refs/heads/${branch}`, before: head, after: sha });
  if (broken.length > 0) throw graphqlRefusal('UNPROCESSABLE', `Repository rule violations found\n\n${broken.join('\n')}`);
  store.signed.add(sha);
  moveRef(store, repository, `refs/heads/${branch}`, sha, actor.user);
  return {
    clientMutationId: input.clientMutationId ?? null,
    commit: commitObject(store, repository, sha),
    ref: refObject(store, repository, branch),
  };
}

function write(store: Store, actor: Actor, repository: Repository, parent: string, input: CommitInput): string {
  const { additions = [], deletions = [] } = input.fileChanges ?? {};
  for (const { path } of deletions) {
    if (resolveObject(repository.gitDir, `${parent}:${path}`) === undefined) {
      throw graphqlRefusal('UNPROCESSABLE', `A path was requested for deletion which does not exist as of commit oid \`${parent}\``);
    }
  }
  const files: Record<string, FileChange> = Object.fromEntries([
    ...deletions.map(({ path }) => [path, null]),
    ...additions.map(({ path, contents }) => [path, Buffer.from(contents, 'base64')]),
  ]);
  const { headline, body } = input.message;
  const date = store.tick();
  const { user } = actor;
  const author = { name: user.login, email: `${user.id}+${user.login}@users.noreply.github.com`, date };
  const committer = { name: 'GitHub', email: 'noreply@github.com', date };
  const message = body === undefined || body === '' ? headline : `${headline}\n\n${body}`;
  return writeCommit(repository.gitDir, { ref: undefined, parent, files, message, author, committer });
}
