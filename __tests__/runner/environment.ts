import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { FakeGitHub } from '../github/server.ts';
import type { Payload } from '../github/store/store.ts';

/** The places a step gets for itself. */
export interface StepFolder {
  readonly folder: string;
  readonly workspace: string;
  readonly temp: string;
  readonly event: string;
  readonly output: string;
  readonly summary: string;
  readonly state: string;
}

export function createStepFolder(folder: string, payload: Payload): StepFolder {
  const file = (name: string): string => join(folder, '_runner_file_commands', name);
  const step = {
    folder,
    workspace: join(folder, 'work', 'gitops', 'gitops'),
    temp: join(folder, '_temp'),
    event: join(folder, '_github_workflow', 'event.json'),
    output: file('set_output'),
    summary: file('step_summary'),
    state: file('save_state'),
  };
  for (const path of [step.workspace, step.temp, dirname(step.event), dirname(step.output), join(folder, 'home')])
    mkdirSync(path, { recursive: true });
  for (const path of [step.output, step.summary, step.state, file('set_env'), file('add_path')]) writeFileSync(path, '');
  writeFileSync(step.event, JSON.stringify(payload));
  return step;
}

/** `github.ref` and `github.sha` as "Events that trigger workflows" has them for each event. */
export function refAndSha(github: FakeGitHub, event: string, payload: Payload): { ref: string; sha: string } {
  const main = { ref: `refs/heads/${github.repository.defaultBranch}`, sha: github.tip(github.repository.defaultBranch) ?? '' };
  if (event === 'push') return { ref: String(payload.ref), sha: String(payload.after) };
  if (event === 'deployment_status') return { ref: '', sha: (payload.deployment as { readonly sha: string }).sha };
  if (event === 'merge_group') {
    const group = payload.merge_group as { readonly head_ref: string; readonly head_sha: string };
    return { ref: group.head_ref, sha: group.head_sha };
  }
  if (['pull_request', 'pull_request_review', 'pull_request_review_comment'].includes(event)) {
    const pull = payload.pull_request as { readonly number: number; readonly merge_commit_sha: string | null };
    return { ref: `refs/pull/${pull.number}/merge`, sha: pull.merge_commit_sha ?? '' };
  }
  return main;
}

/** The variables a hosted runner sets for a JavaScript action, and nothing of the machine besides the path. */
export function buildEnvironment(
  github: FakeGitHub,
  step: StepFolder,
  run: { readonly event: string; readonly payload: Payload; readonly inputs: Readonly<Record<string, string>>; readonly runId: number },
): Record<string, string> {
  const { ref, sha } = refAndSha(github, run.event, run.payload);
  const sender = (run.payload.sender ?? github.repository.owner) as { readonly login: string; readonly id: number };
  const pull = run.payload.pull_request as { readonly head: { readonly ref: string }; readonly base: { readonly ref: string } } | undefined;
  const inputs = Object.entries(run.inputs).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]);
  const { repository } = github;
  return {
    PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
    HOME: join(step.folder, 'home'),
    LANG: 'C.UTF-8',
    CI: 'true',
    ...(Object.fromEntries(inputs) as Record<string, string>),
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__acme_tilsyn',
    GITHUB_ACTION_REPOSITORY: 'acme/tilsyn',
    GITHUB_ACTION_REF: 'v1',
    GITHUB_ACTOR: sender.login,
    GITHUB_ACTOR_ID: String(sender.id),
    GITHUB_TRIGGERING_ACTOR: sender.login,
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_BASE_REF: pull?.base.ref ?? '',
    GITHUB_HEAD_REF: pull?.head.ref ?? '',
    GITHUB_EVENT_NAME: run.event,
    GITHUB_EVENT_PATH: step.event,
    GITHUB_JOB: 'review',
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REF_PROTECTED: 'true',
    GITHUB_REPOSITORY: github.fullName,
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_REPOSITORY_OWNER: repository.owner.login,
    GITHUB_REPOSITORY_OWNER_ID: String(repository.owner.id),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: String(run.runId),
    GITHUB_RUN_NUMBER: '1',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_SHA: sha,
    GITHUB_WORKFLOW: 'tilsyn',
    GITHUB_WORKFLOW_REF: `${github.fullName}/.github/workflows/tilsyn.yml@${ref}`,
    GITHUB_WORKFLOW_SHA: sha,
    GITHUB_WORKSPACE: step.workspace,
    GITHUB_OUTPUT: step.output,
    GITHUB_STEP_SUMMARY: step.summary,
    GITHUB_STATE: step.state,
    GITHUB_ENV: join(dirname(step.output), 'set_env'),
    GITHUB_PATH: join(dirname(step.output), 'add_path'),
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'GitHub Actions 1',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: step.temp,
    RUNNER_TOOL_CACHE: join(step.folder, 'toolcache'),
  };
}
