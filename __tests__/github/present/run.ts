import { readCommit } from '../git/commits.ts';
import type { CheckRun, Store, WorkflowRun } from '../store/store.ts';
import { apiUrl, nodeId, webUrl } from './links.ts';
import { presentPullMinimal } from './pull.ts';
import { presentRepository } from './repository.ts';
import { presentApp, presentUser } from './user.ts';

export function presentCheckRun(store: Store, run: CheckRun): Record<string, unknown> {
  const url = apiUrl(store, run.repository, `/check-runs/${run.id}`);
  const pulls = store.pulls.filter(
    (pull) => pull.headSha === run.headSha && pull.state === 'open' && pull.head.repository === run.repository,
  );
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CR', run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: webUrl(store, run.repository, `/runs/${run.id}`),
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.app.id },
    app: presentApp(store, run.app),
    pull_requests: pulls.map((pull) => presentPullMinimal(store, pull)),
  };
}

export function presentWorkflowRun(store: Store, run: WorkflowRun): Record<string, unknown> {
  const url = apiUrl(store, run.repository, `/actions/runs/${run.id}`);
  const commit = readCommit(run.repository.gitDir, run.headSha);
  const parts = { jobs: '/jobs', logs: '/logs', cancel: '/cancel', rerun: '/rerun', artifacts: '/artifacts' };
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('WFR', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: commit.message.split('\n')[0],
    run_number: 1,
    run_attempt: 1,
    event: run.event,
    status: 'completed',
    conclusion: run.conclusion,
    workflow_id: 77,
    check_suite_id: run.id + 1,
    check_suite_node_id: nodeId('CS', run.id + 1),
    url,
    html_url: webUrl(store, run.repository, `/actions/runs/${run.id}`),
    // "pull_requests" is empty for forks: GitHub lists only pull requests of the repository's own branches.
    pull_requests: run.pulls.filter((pull) => pull.head.repository === run.repository).map((pull) => presentPullMinimal(store, pull)),
    created_at: run.createdAt,
    updated_at: run.createdAt,
    run_started_at: run.createdAt,
    actor: presentUser(store, run.actor),
    triggering_actor: presentUser(store, run.actor),
    ...Object.fromEntries(Object.entries(parts).map(([name, path]) => [`${name}_url`, `${url}${path}`])),
    check_suite_url: apiUrl(store, run.repository, `/check-suites/${run.id + 1}`),
    workflow_url: apiUrl(store, run.repository, '/actions/workflows/77'),
    previous_attempt_url: null,
    referenced_workflows: [],
    head_commit: {
      id: commit.sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
    },
    repository: presentRepository(store, run.repository),
    head_repository: presentRepository(store, run.headRepository),
  };
}
