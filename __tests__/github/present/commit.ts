import type { ChangedFile } from '../git/changes.ts';
import type { Signature } from '../git/commit.ts';
import type { CommitData } from '../git/commits.ts';
import { findUser } from '../store/create.ts';
import type { Repository, Store, User } from '../store/store.ts';
import { apiUrl, nodeId, webUrl } from './links.ts';
import { presentUser } from './user.ts';

export function presentCommit(store: Store, repository: Repository, commit: CommitData): Record<string, unknown> {
  const url = apiUrl(store, repository, `/commits/${commit.sha}`);
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url,
    html_url: webUrl(store, repository, `/commit/${commit.sha}`),
    comments_url: `${url}/comments`,
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: apiUrl(store, repository, `/git/trees/${commit.tree}`) },
      url: apiUrl(store, repository, `/git/commits/${commit.sha}`),
      comment_count: 0,
      verification: presentVerification(store, commit),
    },
    author: presentPerson(store, commit.author),
    committer: presentPerson(store, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: apiUrl(store, repository, `/commits/${sha}`),
      html_url: webUrl(store, repository, `/commit/${sha}`),
    })),
  };
}

export function presentGitCommit(store: Store, repository: Repository, commit: CommitData): Record<string, unknown> {
  const { commit: inner, author: _a, committer: _c, comments_url: _u, ...outer } = presentCommit(store, repository, commit);
  const { comment_count: _n, ...details } = inner as Record<string, unknown>;
  return { ...details, ...outer, url: apiUrl(store, repository, `/git/commits/${commit.sha}`) };
}

function presentVerification(store: Store, commit: CommitData): Record<string, unknown> {
  return store.signed.has(commit.sha)
    ? {
        verified: true,
        reason: 'valid',
        signature: '-----BEGIN PGP SIGNATURE-----',
        payload: `tree ${commit.tree}`,
        verified_at: commit.committer.date,
      }
    : { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };
}

/** GitHub knows a committer by the address alone, and only when it belongs to an account. */
export function findByEmail(store: Store, signature: Signature): User | undefined {
  const login = /^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/.exec(signature.email)?.[1];
  return login === undefined ? undefined : findUser(store, login);
}

function presentPerson(store: Store, signature: Signature): Record<string, unknown> | null {
  const user = findByEmail(store, signature);
  return user === undefined ? null : presentUser(store, user);
}

export function presentFile(store: Store, repository: Repository, ref: string, file: ChangedFile): Record<string, unknown> {
  const path = file.filename.split('/').map(encodeURIComponent).join('/');
  return {
    sha: file.sha,
    filename: file.filename,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: webUrl(store, repository, `/blob/${ref}/${path}`),
    raw_url: webUrl(store, repository, `/raw/${ref}/${path}`),
    contents_url: apiUrl(store, repository, `/contents/${path}?ref=${ref}`),
    ...(file.previousFilename === undefined ? {} : { previous_filename: file.previousFilename }),
    ...(file.patch === undefined ? {} : { patch: file.patch }),
  };
}
