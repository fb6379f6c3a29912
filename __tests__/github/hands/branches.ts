import { type FileChange, type Signature, writeCommit } from '../git/commit.ts';
import { resolveObject, zeroSha } from '../git/repository.ts';
import { gitBytes } from '../git/run.ts';
import type { Delivery, User } from '../store/store.ts';
import { signatureOf } from '../world/pull-requests.ts';
import { branchTip, moveRef } from '../world/refs.ts';
import { createFork, createRepository, writeFirstCommit } from '../world/repositories.ts';
import type { Context } from './context.ts';

export interface PushOptions {
  readonly message?: string;
  /** Who pushes: the sender of the webhook. */
  readonly by?: string;
  /** Author of the commit; the pusher unless said. A login, or any name and address at all. */
  readonly author?: string | { readonly name: string; readonly email: string };
  readonly committer?: string | { readonly name: string; readonly email: string };
  /** Branch or commit a new branch starts from; the default branch unless said. */
  readonly from?: string;
  /** Branch or commit that takes the place of the branch's tip as parent: a force push. */
  readonly onto?: string;
  /** Owner of the fork that is pushed to. */
  readonly fork?: string;
}

export interface Pushed {
  readonly sha: string;
  readonly before: string;
  /** The push first, then a `synchronize` for each pull request from the branch. */
  readonly deliveries: readonly Delivery[];
}

/** Repositories, forks and what is pushed to them. */
export function branchHands({ services, store, repository, user, fork: forkOf }: Context) {
  return {
    /** Another repository on the same server, for remote sources; it is served over git and REST alike. */
    addRepository: (
      fullName: string,
      files: Readonly<Record<string, FileChange>>,
      options: { readonly isPrivate?: boolean } = {},
    ): { sha: string } => {
      const added = createRepository(store, services.folder, fullName, { isPrivate: options.isPrivate ?? false });
      return { sha: writeFirstCommit(store, added, files) };
    },
    fork: (login: string): void => {
      createFork(store, repository, user(login));
    },
    /** One commit on a branch: what is named is written, null deletes, the rest stays. */
    push: (branch: string, files: Readonly<Record<string, FileChange>>, options: PushOptions = {}): Pushed => {
      const target = options.fork === undefined ? repository : forkOf(options.fork);
      const by = user(options.by ?? (typeof options.author === 'string' ? options.author : repository.owner.login));
      const before = branchTip(target, branch);
      const start = options.onto ?? (before === undefined ? (options.from ?? repository.defaultBranch) : undefined);
      const parent = start === undefined ? before : (branchTip(target, start) ?? branchTip(repository, start) ?? start);
      const date = store.tick();
      const author = signature(options.author, by, date, user);
      const committer = signature(options.committer ?? options.author, by, date, user);
      const sha = writeCommit(target.gitDir, {
        ref: undefined,
        parent,
        files,
        message: options.message ?? `Change ${Object.keys(files).join(', ')}`,
        author,
        committer,
      });
      return { sha, before: before ?? zeroSha, deliveries: moveRef(store, target, `refs/heads/${branch}`, sha, by) };
    },
    /** Sets a branch to a commit that exists, forced if need be. */
    setBranch: (branch: string, sha: string, by: string): Pushed => {
      const before = branchTip(repository, branch) ?? zeroSha;
      return { sha, before, deliveries: moveRef(store, repository, `refs/heads/${branch}`, sha, user(by)) };
    },
    deleteBranch: (branch: string, by: string): readonly Delivery[] =>
      moveRef(store, repository, `refs/heads/${branch}`, zeroSha, user(by)),
    tip: (branch: string): string | undefined => branchTip(repository, branch),
    readFile: (ref: string, path: string): string | undefined => {
      const sha = resolveObject(repository.gitDir, `${ref}:${path}`);
      return sha === undefined ? undefined : gitBytes(repository.gitDir, ['cat-file', 'blob', sha]).toString('utf8');
    },
  };
}

function signature(who: PushOptions['author'], by: User, date: string, user: (login: string) => User): Signature {
  if (typeof who === 'object') return { ...who, date };
  return signatureOf(who === undefined ? by : user(who), date);
}
