import type { Octokit } from '@octokit/rest';
import type { Person } from '../model/person.ts';
import type { Repository } from '../model/subject.ts';
import { ask, GitHubError } from './error.ts';

export interface Tip {
  readonly sha: string;
  /** Who the token is: every run asks for both, and one request answers both. */
  readonly viewer: Person;
}

const query = `query ($owner: String!, $name: String!, $branch: String!) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) { ref(qualifiedName: $branch) { target { oid } } }
}`;

interface Answer {
  readonly viewer: Viewer;
  readonly repository: { readonly ref: { readonly target: { readonly oid: string } | null } | null } | null;
}

export interface Viewer {
  readonly login: string;
  readonly databaseId: number | null;
}

export async function readTip(octokit: Octokit, { owner, name }: Repository, branch: string): Promise<Tip> {
  const what = `branch ${branch}`;
  const { viewer, repository } = await ask(what, () => octokit.graphql<Answer>(query, { owner, name, branch: `refs/heads/${branch}` }));
  const sha = repository?.ref?.target?.oid;
  if (sha === undefined) throw new GitHubError(what, 404, 'there is no such branch');
  return { sha, viewer: toViewer(viewer) };
}

export function toViewer({ login, databaseId }: Viewer): Person {
  if (databaseId === null) throw new GitHubError('who the token is', 0, 'the token has no numeric id');
  return { id: databaseId, login };
}
