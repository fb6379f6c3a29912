import type { Permissions } from '../github/access.ts';
import type { FakeGitHub } from '../github/server.ts';
import { githubActions } from '../github/store/create.ts';
import type { Delivery } from '../github/store/store.ts';
import { refAndSha } from './environment.ts';
import { type Contexts, interpolate } from './expression.ts';
import { allowed, contextsOf, type Needs, type WorkflowOptions } from './job-contexts.ts';
import { grant, isReadOnlyFork } from './permissions.ts';
import { type ActionOptions, type ActionResult, runAction } from './runner.ts';
import { reacts } from './triggers.ts';
import { type Job, readWorkflow, type Step, type Workflow } from './workflow-file.ts';

export type { WorkflowOptions };

export interface WorkflowResult {
  /** False when the workflow does not react to the event. */
  readonly started: boolean;
  readonly jobs: readonly JobResult[];
  /** `workflow_run` of its end; none for events without a pull request or deployment. */
  readonly completed?: Delivery;
}

interface JobResult {
  readonly id: string;
  readonly conclusion: 'success' | 'failure' | 'skipped';
  readonly permissions: Permissions;
  /** Runs of our action, in order. */
  readonly runs: readonly ActionResult[];
  /** Steps that are not our action: they are not run. */
  readonly others: readonly string[];
}

/** Does with a workflow file what GitHub does on an event: picks the jobs, makes each a token with its permissions, runs our action. */
export async function runWorkflow(options: WorkflowOptions): Promise<WorkflowResult> {
  const { github, event, payload } = options;
  const workflow = readWorkflow(options.workflow);
  if (!reacts(workflow.on, event, payload)) return { started: false, jobs: [] };
  const jobs: JobResult[] = [];
  const needs: Record<string, { result: string; outputs: Record<string, string> }> = {};
  for (const [id, job] of inOrder(workflow.jobs)) {
    const result = await runJob(options, workflow, id, job, needs);
    jobs.push(result.job);
    needs[id] = { result: result.job.conclusion, outputs: result.outputs };
    reportJob(github, options, job.name ?? id, result.job.conclusion);
  }
  return { started: true, jobs, ...complete(options, workflow, jobs) };
}

function inOrder(jobs: Readonly<Record<string, Job>>): [string, Job][] {
  const ordered: [string, Job][] = [];
  const visit = (id: string): void => {
    const job = jobs[id];
    if (job === undefined) throw new Error(`no job ${id}`);
    if (ordered.some(([known]) => known === id)) return;
    for (const need of [job.needs ?? []].flat()) visit(need);
    ordered.push([id, job]);
  };
  for (const id of Object.keys(jobs)) visit(id);
  return ordered;
}

async function runJob(
  options: WorkflowOptions,
  workflow: Workflow,
  id: string,
  job: Job,
  needs: Needs,
): Promise<{ job: JobResult; outputs: Record<string, string> }> {
  if (job.strategy !== undefined) throw new Error('a matrix is not modelled');
  const fork = isReadOnlyFork(options.event, options.payload);
  const permissions = grant(job.permissions ?? workflow.permissions, fork);
  const failedBefore = [job.needs ?? []].flat().some((need) => needs[need]?.result !== 'success');
  const base = contextsOf(options, job, needs, fork, '');
  if (!allowed(job.if, { ...base, failed: failedBefore }))
    return { job: { id, conclusion: 'skipped', permissions, runs: [], others: [] }, outputs: {} };
  const token = options.github.issueToken({ permissions });
  const runs: ActionResult[] = [];
  const others: string[] = [];
  const steps: Record<string, unknown> = {};
  let failed = false;
  for (const step of job.steps) {
    const contexts = { ...contextsOf(options, job, needs, fork, token), steps, failed };
    if (!allowed(step.if, contexts)) continue;
    const outputs = isOurs(step) ? await runStep(options, step, contexts, token, runs) : (options.steps?.[step.id ?? ''] ?? {});
    if (!isOurs(step)) others.push(step.uses ?? step.run ?? step.name ?? '');
    if (step.id !== undefined) steps[step.id] = { outputs };
    const last = runs.at(-1);
    if (isOurs(step) && last?.exitCode !== 0 && step['continue-on-error'] !== true) failed = true;
  }
  options.github.revokeToken(token);
  const contexts = { ...contextsOf(options, job, needs, fork, token), steps };
  const outputs = Object.fromEntries(Object.entries(job.outputs ?? {}).map(([name, text]) => [name, interpolate(text, contexts)]));
  return { job: { id, conclusion: failed ? 'failure' : 'success', permissions, runs, others }, outputs };
}

function isOurs(step: Step): boolean {
  return step.uses === './' || /(^|\/)tilsyn(@|$)/.test(step.uses ?? '');
}

async function runStep(
  options: WorkflowOptions,
  step: Step,
  contexts: Contexts,
  token: string,
  runs: ActionResult[],
): Promise<Readonly<Record<string, string>>> {
  const { github, event, payload, action, timeoutSeconds } = options;
  const resolve = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, interpolate(String(value), contexts)]));
  const secrets = Object.values((contexts.secrets ?? {}) as Readonly<Record<string, string>>);
  const run: ActionOptions = {
    github,
    event,
    payload,
    token,
    secrets,
    inputs: resolve(step.with ?? {}),
    env: { ...resolve(step.env ?? {}), ...options.env },
    ...(action === undefined ? {} : { action }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  };
  const result = await runAction(run);
  runs.push(result);
  return result.outputs;
}

/** Every job is a check run of GitHub Actions under its own name; a skipped one counts as passing there. */
function reportJob(github: FakeGitHub, options: WorkflowOptions, name: string, conclusion: string): void {
  const { store, repository } = github;
  const at = store.tick();
  store.checkRuns.push({
    id: store.nextId(),
    repository,
    app: githubActions,
    headSha: checkedSha(github, options),
    name,
    status: 'completed',
    conclusion,
    externalId: '',
    detailsUrl: `${github.serverUrl}/${github.fullName}/actions`,
    startedAt: at,
    completedAt: at,
    title: null,
    summary: null,
    text: null,
    annotations: [],
  });
}

function checkedSha(github: FakeGitHub, { event, payload }: WorkflowOptions): string {
  const pull = payload.pull_request as { readonly head: { readonly sha: string } } | undefined;
  return event.startsWith('pull_request') && pull !== undefined ? pull.head.sha : refAndSha(github, event, payload).sha;
}

function complete(options: WorkflowOptions, workflow: Workflow, jobs: readonly JobResult[]): { completed?: Delivery } {
  const pull = options.payload.pull_request as { readonly number: number; readonly head: { readonly sha: string } } | undefined;
  const deployment = options.payload.deployment as { readonly sha: string } | undefined;
  const headSha = pull?.head.sha ?? deployment?.sha;
  if (headSha === undefined) return {};
  const conclusion = jobs.some((job) => job.conclusion === 'failure') ? 'failure' : 'success';
  return {
    completed: options.github.completeWorkflow({
      name: workflow.name ?? 'workflow',
      event: options.event,
      ...(pull === undefined ? {} : { pull: pull.number }),
      headSha,
      conclusion,
    }),
  };
}
