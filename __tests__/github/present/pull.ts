import type { Pull, Repository, Store, User } from '../store/store.ts';
import { countCommits, readPullChanges } from '../world/pull-content.ts';
import { apiUrl, nodeId, pullUrl, webUrl } from './links.ts';
import { presentRepository } from './repository.ts';
import { presentUser } from './user.ts';

/** As a list has it: without what GitHub has to compute. */
export function presentPullSimple(store: Store, pull: Pull): Record<string, unknown> {
  const url = pullUrl(store, pull);
  const html = webUrl(store, pull.repository, `/pull/${pull.number}`);
  const issue = apiUrl(store, pull.repository, `/issues/${pull.number}`);
  const statuses = apiUrl(store, pull.repository, `/statuses/${pull.headSha}`);
  return {
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: apiUrl(store, pull.repository, '/pulls/comments{/number}'),
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    state: pull.state,
    locked: false,
    active_lock_reason: null,
    title: pull.title,
    body: pull.body,
    user: presentUser(store, pull.author),
    labels: [],
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    milestone: null,
    draft: pull.draft,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? pull.mergeCommitSha,
    head: presentEnd(store, pull.head.repository, pull.head.ref, pull.headSha),
    base: presentEnd(store, pull.repository, pull.baseRef, pull.baseSha),
    author_association: association(pull.repository, pull.author),
    auto_merge: null,
    _links: Object.fromEntries(
      Object.entries({
        self: url,
        html,
        issue,
        comments: `${issue}/comments`,
        review_comments: `${url}/comments`,
        review_comment: apiUrl(store, pull.repository, '/pulls/comments{/number}'),
        commits: `${url}/commits`,
        statuses,
      }).map(([name, href]) => [name, { href }]),
    ),
  };
}

export function presentPull(store: Store, pull: Pull): Record<string, unknown> {
  const files = readPullChanges(pull);
  return {
    ...presentPullSimple(store, pull),
    merged: pull.merged !== undefined,
    mergeable: pull.merged === undefined ? pull.mergeable : null,
    rebaseable: pull.mergeable,
    mergeable_state: pull.mergeable === null ? 'unknown' : pull.mergeable ? 'clean' : 'dirty',
    merged_by: pull.merged === undefined ? null : presentUser(store, pull.merged.by),
    comments: store.issueComments.filter((comment) => comment.pull === pull).length,
    review_comments: store.reviewComments.filter((comment) => comment.pull === pull).length,
    maintainer_can_modify: false,
    commits: countCommits(pull),
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

/** An issue as the payload of a comment carries it: the pull request in its issue form. */
export function presentIssue(store: Store, pull: Pull): Record<string, unknown> {
  const url = apiUrl(store, pull.repository, `/issues/${pull.number}`);
  const html = webUrl(store, pull.repository, `/pull/${pull.number}`);
  const parts = { labels: '/labels{/name}', comments: '/comments', events: '/events', timeline: '/timeline' };
  return {
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    url,
    html_url: html,
    repository_url: apiUrl(store, pull.repository),
    ...Object.fromEntries(Object.entries(parts).map(([name, path]) => [`${name}_url`, `${url}${path}`])),
    title: pull.title,
    body: pull.body,
    user: presentUser(store, pull.author),
    labels: [],
    state: pull.state,
    state_reason: null,
    locked: false,
    active_lock_reason: null,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: store.issueComments.filter((comment) => comment.pull === pull).length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    author_association: association(pull.repository, pull.author),
    draft: pull.draft,
    performed_via_github_app: null,
    reactions: presentRollup(url, []),
    pull_request: {
      url: pullUrl(store, pull),
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.merged?.at ?? null,
    },
  };
}

/** The pull requests a check run or workflow run names: none from forks. */
export function presentPullMinimal(store: Store, pull: Pull): Record<string, unknown> {
  const end = (repository: Repository, ref: string, sha: string): unknown => ({
    ref,
    sha,
    repo: { id: repository.id, url: apiUrl(store, repository), name: repository.name },
  });
  return {
    id: pull.id,
    number: pull.number,
    url: pullUrl(store, pull),
    head: end(pull.head.repository, pull.head.ref, pull.headSha),
    base: end(pull.repository, pull.baseRef, pull.baseSha),
  };
}

export function presentRollup(url: string, contents: readonly string[]): Record<string, unknown> {
  const kinds = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];
  const counts = kinds.map((kind) => [kind, contents.filter((content) => content === kind).length]);
  return { url: `${url}/reactions`, total_count: contents.length, ...Object.fromEntries(counts) };
}

/** No proof of anything: GitHub shows it beside a name. */
export function association(repository: Repository, user: User): string {
  const role = repository.roles.get(user.id) ?? 'none';
  if (repository.owner.id === user.id) return 'OWNER';
  return role === 'none' ? 'NONE' : 'COLLABORATOR';
}

function presentEnd(store: Store, repository: Repository, ref: string, sha: string): Record<string, unknown> {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: presentUser(store, repository.owner),
    repo: presentRepository(store, repository),
  };
}
