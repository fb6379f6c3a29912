import type { Person } from './person.ts';

/** A repository at GitHub; the numeric id survives renames. */
export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

/** What is judged. `label` names a side as people know it: a branch, `HEAD~1`, a folder. */
export type Subject = FolderSubject | RevisionSubject | PullRequestSubject | MergeGroupSubject;

/** A folder as it lies there: no base, no approvals. */
export interface FolderSubject {
  readonly kind: 'folder';
  readonly label: string;
}

/** One revision against another, outside GitHub: `tilsyn review`, or a commit of the protected branch against its first parent. */
export interface RevisionSubject {
  readonly kind: 'revision';
  readonly base: { readonly label: string; readonly sha: string };
  readonly head: { readonly label: string; readonly sha: string };
}

export interface PullRequestSubject {
  readonly kind: 'pull-request';
  readonly repository: Repository;
  readonly number: number;
  readonly author: Person;
  readonly headSha: string;
  /** The protected branch that the pull request goes into, without `refs/heads/`. */
  readonly baseRef: string;
  /** Tip of the protected branch when judged: the base of the comparison, and the only source of power. */
  readonly baseSha: string;
  readonly mergeBaseSha: string;
}

export interface MergeGroupSubject {
  readonly kind: 'merge-group';
  readonly repository: Repository;
  readonly headSha: string;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly pullRequests: readonly number[];
}

/** `owner/name` and the branch that the change goes into. */
export function repositoryOf(subject: Subject): { readonly name: string; readonly branch: string } | undefined {
  if (!('repository' in subject)) return undefined;
  const { repository, baseRef } = subject;
  return { name: `${repository.owner}/${repository.name}`, branch: baseRef.replace(/^refs\/heads\//, '') };
}
