import { join } from 'node:path';
import { type FileChange, writeCommit } from '../git/commit.ts';
import { createBareRepository } from '../git/repository.ts';
import { findOrCreateUser } from '../store/create.ts';
import type { Repository, Store, User } from '../store/store.ts';
import { signatureOf } from './pull-requests.ts';

export function createRepository(store: Store, folder: string, fullName: string, options: { readonly isPrivate: boolean }): Repository {
  const [owner = '', name = ''] = fullName.split('/');
  const repository: Repository = {
    id: store.nextId(),
    owner: findOrCreateUser(store, owner, 'Organization'),
    name,
    gitDir: join(folder, owner, `${name}.git`),
    refs: 'refs/',
    defaultBranch: 'main',
    isPrivate: options.isPrivate,
    roles: new Map(),
    rules: [],
    createdAt: store.tick(),
  };
  createBareRepository(repository.gitDir);
  store.repositories.set(fullName.toLowerCase(), repository);
  return repository;
}

/** A fork shares the objects of its parent, as in GitHub's network of repositories, and has refs of its own. */
export function createFork(store: Store, parent: Repository, owner: User): Repository {
  const fork: Repository = {
    ...parent,
    id: store.nextId(),
    owner,
    refs: `refs/namespaces/${owner.login}/refs/`,
    parent,
    roles: new Map([[owner.id, 'admin']]),
    rules: [],
    createdAt: store.tick(),
  };
  store.repositories.set(`${owner.login}/${parent.name}`.toLowerCase(), fork);
  return fork;
}

export function writeFirstCommit(store: Store, repository: Repository, files: Readonly<Record<string, FileChange>>): string {
  const author = signatureOf(repository.owner, store.tick());
  const ref = `refs/heads/${repository.defaultBranch}`;
  return writeCommit(repository.gitDir, { ref, parent: undefined, files, message: 'First commit', author, committer: author });
}
