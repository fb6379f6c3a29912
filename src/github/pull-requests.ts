import type { Octokit } from '@octokit/rest';
import type { Person } from '../model/person.ts';
import type { Repository } from '../model/subject.ts';
import { ask, GitHubError } from './error.ts';
import type { ChangedFile, Comparison, GitHub, PullRequest, Push } from './port.ts';

type PullRequestReads = Pick<
  GitHub,
  | 'defaultBranch'
  | 'pullRequest'
  | 'openPullRequests'
  | 'pullRequestsOf'
  | 'queuedCommits'
  | 'compare'
  | 'changedFiles'
  | 'commitPeople'
  | 'pushes'
>;

/** GitHub lists no more than so many files and commits of a pull request; beyond, the list is silently short. */
const mostFiles = 3_000;
const mostCommits = 250;

export function readPullRequests(octokit: Octokit, repository: Repository): PullRequestReads {
  const at = { owner: repository.owner, repo: repository.name };
  let known: string | undefined;
  const recognise = (data: { readonly id: number; readonly default_branch: string }): string => {
    if (data.id !== repository.id) throw new GitHubError('the repository', 0, `its id is ${data.id}, the event speaks of ${repository.id}`);
    known = data.default_branch;
    return known;
  };
  return {
    /** Every pull request tells of its repository: only without one is there anything to ask. */
    async defaultBranch() {
      return known ?? recognise((await ask('the repository', () => octokit.rest.repos.get(at))).data);
    },

    async pullRequest(number) {
      const { data } = await ask(`pull request ${number}`, () => octokit.rest.pulls.get({ ...at, pull_number: number }));
      recognise(data.base.repo);
      return toPullRequest(data);
    },

    async openPullRequests(baseRef) {
      const all = await ask('the open pull requests', () =>
        octokit.paginate(octokit.rest.pulls.list, { ...at, state: 'open', base: baseRef, per_page: 100 }),
      );
      return all.map(toPullRequest);
    },

    async pullRequestsOf(sha) {
      const all = await ask(`the pull requests of ${sha}`, () =>
        octokit.paginate(octokit.rest.repos.listPullRequestsAssociatedWithCommit, { ...at, commit_sha: sha, per_page: 100 }),
      );
      return all.map(toPullRequest);
    },

    async queuedCommits(baseRef) {
      const prefix = `heads/gh-readonly-queue/${baseRef}/`;
      const { data } = await ask('the merge queue', () => octokit.rest.git.listMatchingRefs({ ...at, ref: prefix }));
      return new Map(
        data.flatMap(({ ref, object }): [string, number][] => {
          const number = /^pr-(\d+)-/.exec(ref.slice(`refs/${prefix}`.length))?.[1];
          return number === undefined ? [] : [[object.sha, Number(number)]];
        }),
      );
    },

    async compare(base, head): Promise<Comparison> {
      const { data } = await ask('the comparison', () =>
        octokit.rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${base}...${head}` }),
      );
      return {
        mergeBase: data.merge_base_commit.sha,
        commits: data.commits.map((commit) => commit.sha),
        totalCommits: data.total_commits,
        people: peopleOf(data.commits),
      };
    },

    async changedFiles(pullRequest): Promise<readonly ChangedFile[]> {
      const files = await ask('the changed files', () =>
        octokit.paginate(octokit.rest.pulls.listFiles, { ...at, pull_number: pullRequest.number, per_page: 100 }),
      );
      if (files.length >= mostFiles || files.length < pullRequest.changedFiles) {
        throw new GitHubError('the changed files', 0, `GitHub lists ${files.length} of ${pullRequest.changedFiles}`);
      }
      return files.map((file) => ({
        path: file.filename,
        status: file.status,
        ...(file.patch === undefined ? {} : { patch: file.patch }),
      }));
    },

    async commitPeople(pullRequest) {
      if (pullRequest.commits > mostCommits) {
        throw new GitHubError(
          'the commits',
          0,
          `GitHub lists ${mostCommits} of ${pullRequest.commits}, so not everyone who made this change is known`,
        );
      }
      const commits = await ask('the commits', () =>
        octokit.paginate(octokit.rest.pulls.listCommits, { ...at, pull_number: pullRequest.number, per_page: 100 }),
      );
      return peopleOf(commits);
    },

    async pushes(pullRequest) {
      const from = pullRequest.headRepository;
      if (from === undefined) return undefined;
      try {
        const activities = await ask('the pushes', () =>
          octokit.paginate(octokit.rest.repos.listActivities, {
            owner: from.owner,
            repo: from.name,
            ref: `refs/heads/${pullRequest.headRef}`,
            per_page: 100,
          }),
        );
        return (
          activities
            // Who tidies the branch away after the merge brought nothing into it.
            .filter(({ after }) => !/^0+$/.test(after))
            .map(({ actor, timestamp, after }): Push => {
              const [by] = toPerson(actor);
              return { at: timestamp, after, ...(by === undefined ? {} : { by }) };
            })
        );
      } catch (error) {
        // A private fork is none of this token's business; of its own repository it must know.
        const refused = error instanceof GitHubError && (error.status === 404 || error.isRefusedScope);
        if (refused && from.id !== repository.id) return undefined;
        throw error;
      }
    },
  };
}

interface RawPullRequest {
  readonly number: number;
  readonly state: string;
  readonly merged?: boolean;
  readonly merged_at: string | null;
  readonly merged_by?: RawUser;
  readonly merge_commit_sha: string | null;
  readonly head: {
    readonly sha: string;
    readonly ref: string;
    readonly repo: { readonly id: number; readonly name: string; readonly owner: { readonly login: string } } | null;
  };
  readonly base: { readonly ref: string };
  readonly user: RawUser;
  readonly changed_files?: number;
  readonly commits?: number;
}

type RawUser = { readonly id?: number; readonly login?: string } | null | undefined;

function toPullRequest(data: RawPullRequest): PullRequest {
  const [mergedBy] = toPerson(data.merged_by);
  return {
    number: data.number,
    state: data.state === 'open' ? 'open' : 'closed',
    merged: data.merged_at !== null,
    headSha: data.head.sha,
    headRef: data.head.ref,
    ...(data.head.repo === null
      ? {}
      : { headRepository: { id: data.head.repo.id, owner: data.head.repo.owner.login, name: data.head.repo.name } }),
    baseRef: data.base.ref,
    author: toPerson(data.user)[0] ?? ghost,
    ...(data.merge_commit_sha === null ? {} : { mergeCommitSha: data.merge_commit_sha }),
    ...(mergedBy === undefined ? {} : { mergedBy }),
    ...(data.merged_at === null ? {} : { mergedAt: data.merged_at }),
    changedFiles: data.changed_files ?? 0,
    commits: data.commits ?? 0,
  };
}

/** GitHub's stand-in for accounts that are gone. */
const ghost: Person = { id: 10137, login: 'ghost' };

function toPerson(user: RawUser): readonly Person[] {
  return user?.id === undefined || user.login === undefined ? [] : [{ id: user.id, login: user.login }];
}

interface RawCommit {
  readonly author: RawUser;
  readonly committer: RawUser;
  readonly commit: { readonly message: string };
}

function peopleOf(commits: readonly RawCommit[]): readonly Person[] {
  return distinct(
    commits.flatMap(({ author, committer, commit }) => [...toPerson(author), ...toPerson(committer), ...coAuthors(commit.message)]),
  );
}

/**
 * Co-authors can be told only by GitHub's own no-reply addresses, which carry the numeric id. Trailers are forgeable; they only ever exclude.
 */
function coAuthors(message: string): readonly Person[] {
  return [...message.matchAll(/^co-authored-by:.*<(\d{1,12})\+([A-Za-z0-9-]{1,39})@users\.noreply\.github\.com>\s*$/gim)].map((match) => ({
    id: Number(match[1]),
    login: match[2] ?? '',
  }));
}

function distinct(people: readonly Person[]): readonly Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
