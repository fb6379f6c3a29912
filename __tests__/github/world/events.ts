import { readChanges } from '../git/changes.ts';
import { type CommitData, readCommit, readCommits } from '../git/commits.ts';
import { isAncestor, zeroSha } from '../git/repository.ts';
import type { Webhook } from '../openapi/operations.ts';
import type { Validator } from '../openapi/validator.ts';
import { findByEmail } from '../present/commit.ts';
import { presentIssueComment, presentReview, presentReviewComment } from '../present/conversation.ts';
import { presentDeployment, presentDeploymentStatus } from '../present/deployment.ts';
import { apiUrl, webUrl } from '../present/links.ts';
import { presentIssue, presentPull } from '../present/pull.ts';
import { presentRepository } from '../present/repository.ts';
import { presentWorkflowRun } from '../present/run.ts';
import { presentOrganization, presentUser } from '../present/user.ts';
import type {
  Delivery,
  Deployment,
  DeploymentStatus,
  IssueComment,
  Payload,
  Pull,
  Repository,
  Review,
  ReviewComment,
  Store,
  User,
  WorkflowRun,
} from '../store/store.ts';

export function pullRequestEvent(store: Store, pull: Pull, action: string, sender: User, more: Record<string, unknown> = {}): Delivery {
  const payload = { action, number: pull.number, pull_request: presentPullOfWebhook(store, pull), ...more };
  return make(store, 'pull_request', pull.repository, sender, payload);
}

export function issueCommentEvent(
  store: Store,
  comment: IssueComment,
  action: string,
  sender: User,
  more: Record<string, unknown> = {},
): Delivery {
  const payload = { action, issue: presentIssue(store, comment.pull), comment: presentIssueComment(store, comment), ...more };
  return make(store, 'issue_comment', comment.pull.repository, sender, payload);
}

export function reviewEvent(store: Store, review: Review, action: string, sender: User, more: Record<string, unknown> = {}): Delivery {
  // The webhook says in lower case what the API says in upper case.
  const presented = { ...presentReview(store, review), state: review.state.toLowerCase() };
  const payload = { action, review: presented, pull_request: presentPullOfWebhook(store, review.pull), ...more };
  return make(store, 'pull_request_review', review.pull.repository, sender, payload);
}

export function reviewCommentEvent(store: Store, comment: ReviewComment, action: string, sender: User): Delivery {
  const payload = { action, comment: presentReviewComment(store, comment), pull_request: presentPullOfWebhook(store, comment.pull) };
  return make(store, 'pull_request_review_comment', comment.pull.repository, sender, payload);
}

export function workflowRunEvent(store: Store, run: WorkflowRun): Delivery {
  const workflow = {
    id: 77,
    node_id: 'W_77',
    name: run.name,
    path: run.path,
    state: 'active',
    created_at: run.repository.createdAt,
    updated_at: run.repository.createdAt,
    url: apiUrl(store, run.repository, '/actions/workflows/77'),
    html_url: webUrl(store, run.repository, `/blob/main/${run.path}`),
    badge_url: webUrl(store, run.repository, `/workflows/${encodeURIComponent(run.name)}/badge.svg`),
  };
  return make(store, 'workflow_run', run.repository, run.actor, {
    action: 'completed',
    workflow_run: presentWorkflowRun(store, run),
    workflow,
  });
}

export function deploymentStatusEvent(store: Store, deployment: Deployment, status: DeploymentStatus): Delivery {
  return make(store, 'deployment_status', deployment.repository, status.creator, {
    action: 'created',
    deployment: presentDeployment(store, deployment),
    deployment_status: presentDeploymentStatus(store, deployment, status),
    check_run: null,
    workflow: null,
    workflow_run: null,
  });
}

export interface MergeGroup {
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: string;
  readonly baseRef: string;
}

export function mergeGroupEvent(store: Store, repository: Repository, group: MergeGroup, sender: User): Delivery {
  const commit = readCommit(repository.gitDir, group.headSha);
  const merge_group = {
    head_sha: group.headSha,
    head_ref: group.headRef,
    base_sha: group.baseSha,
    base_ref: group.baseRef,
    head_commit: {
      id: commit.sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
    },
  };
  return make(store, 'merge_group', repository, sender, { action: 'checks_requested', merge_group });
}

export function pushEvent(store: Store, repository: Repository, ref: string, before: string, after: string, by: User): Delivery {
  const { gitDir } = repository;
  const created = before === zeroSha;
  const deleted = after === zeroSha;
  // "commits" holds 2,048 at most.
  const commits = deleted
    ? []
    : readCommits(gitDir, ['--reverse', '--max-count=2048', created ? after : `${before}..${after}`, ...(created ? ['-1'] : [])]);
  const presented = commits.map((commit) => presentPushedCommit(store, repository, commit));
  return make(store, 'push', repository, by, {
    ref,
    before,
    after,
    created,
    deleted,
    forced: !created && !deleted && !isAncestor(gitDir, before, after),
    base_ref: null,
    compare: webUrl(store, repository, `/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`),
    commits: presented,
    head_commit: presented.at(-1) ?? null,
    pusher: { name: by.login, email: `${by.id}+${by.login}@users.noreply.github.com` },
  });
}

/** A scheduled run has no webhook: this is the event file the runner writes. */
export function scheduleEvent(store: Store, repository: Repository, cron: string, workflow: string): Delivery {
  const payload = {
    schedule: cron,
    workflow,
    repository: presentRepository(store, repository),
    organization: presentOrganization(store, repository.owner),
  };
  return { event: 'schedule', payload };
}

/** Checks a webhook against GitHub's description of it. */
export function checkDelivery(validator: Validator, delivery: Delivery, violations: string[]): void {
  if (delivery.event === 'schedule') return;
  const name = [delivery.event, delivery.action]
    .filter((part) => part !== undefined)
    .join('-')
    .replaceAll('_', '-') as Webhook;
  for (const fault of validator.webhook(name, delivery.payload)) violations.push(`webhook ${name}: ${fault}`);
}

function make(store: Store, event: string, repository: Repository, sender: User, payload: Payload): Delivery {
  const complete = {
    ...payload,
    repository: presentRepository(store, repository),
    ...(repository.owner.type === 'Organization' ? { organization: presentOrganization(store, repository.owner) } : {}),
    sender: presentUser(store, sender),
  };
  // A payload is a moment: later changes of the store must not reach it.
  return {
    event,
    ...(payload.action === undefined ? {} : { action: payload.action }),
    payload: JSON.parse(JSON.stringify(complete)) as Payload,
  };
}

function presentPullOfWebhook(store: Store, pull: Pull): Record<string, unknown> {
  const merging = { allow_auto_merge: false, allow_update_branch: false, delete_branch_on_merge: false, allow_merge_commit: true };
  return { ...presentPull(store, pull), ...merging, allow_squash_merge: true, allow_rebase_merge: true };
}

function presentPushedCommit(store: Store, repository: Repository, commit: CommitData): Record<string, unknown> {
  const files = commit.parents[0] === undefined ? [] : readChanges(repository.gitDir, commit.parents[0], commit.sha);
  const named = (statuses: readonly string[]): string[] =>
    files.filter((file) => statuses.includes(file.status)).map((file) => file.filename);
  const person = (signature: CommitData['author']): Record<string, unknown> => {
    const user = findByEmail(store, signature);
    return { name: signature.name, email: signature.email, ...(user === undefined ? {} : { username: user.login }) };
  };
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: webUrl(store, repository, `/commit/${commit.sha}`),
    author: person(commit.author),
    committer: person(commit.committer),
    added: named(['added']),
    removed: [...named(['removed']), ...files.flatMap((file) => file.previousFilename ?? [])],
    modified: named(['modified', 'changed', 'renamed']),
  };
}
