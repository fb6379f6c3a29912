import type { Payload } from '../github/store/store.ts';

/** What the `on:` of a workflow says of one event. */
interface Trigger {
  readonly types?: readonly string[] | string;
  readonly branches?: readonly string[] | string;
  readonly 'branches-ignore'?: readonly string[] | string;
  readonly workflows?: readonly string[] | string;
  readonly cron?: string;
  readonly paths?: unknown;
}

/** Activity types that start a workflow when it names none. ("Events that trigger workflows") */
const defaultTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
};

/** Whether an event starts a workflow. Filters that are not modelled throw: a run that is silently left out would prove nothing. */
export function reacts(on: unknown, event: string, payload: Payload): boolean {
  const trigger = findTrigger(on, event);
  if (trigger === undefined) return false;
  if (trigger.paths !== undefined) throw new Error('paths: is not modelled, and a required check must not have it');
  if (causedByToken(event, payload)) return false;
  const types = trigger.types === undefined ? defaultTypes[event] : list(trigger.types);
  if (types !== undefined && payload.action !== undefined && !types.includes(payload.action)) return false;
  if (event === 'workflow_run' && !list(trigger.workflows).includes(runName(payload))) return false;
  if (event === 'pull_request' && payload.action !== 'closed' && isConflicting(payload)) return false;
  return fitsBranch(trigger, event, payload);
}

/** `on: push`, `on: [push]` or `on: { push: … }`; undefined when the event is not named. */
function findTrigger(on: unknown, event: string): Trigger | undefined {
  if (typeof on === 'string' || Array.isArray(on)) return [on].flat().includes(event) ? {} : undefined;
  const named = on as Readonly<Record<string, Trigger | null>>;
  return event in named ? (named[event] ?? {}) : undefined;
}

/** "Events triggered by the GITHUB_TOKEN … will not create a new workflow run." */
function causedByToken(event: string, payload: Payload): boolean {
  const sender = payload.sender as { readonly login?: string } | undefined;
  return event !== 'schedule' && event !== 'workflow_run' && sender?.login === 'github-actions[bot]';
}

/** "Workflows will not run on pull_request activity if the pull request has a merge conflict." */
function isConflicting(payload: Payload): boolean {
  return (payload.pull_request as { readonly mergeable?: boolean | null } | undefined)?.mergeable === false;
}

function runName(payload: Payload): string {
  return (payload.workflow_run as { readonly name?: string } | undefined)?.name ?? '';
}

function fitsBranch(trigger: Trigger, event: string, payload: Payload): boolean {
  const branch = branchOf(event, payload);
  if (branch === undefined) return true;
  if (list(trigger['branches-ignore']).some((pattern) => glob(pattern).test(branch))) return false;
  return trigger.branches === undefined || list(trigger.branches).some((pattern) => glob(pattern).test(branch));
}

function branchOf(event: string, payload: Payload): string | undefined {
  const pull = payload.pull_request as { readonly base: { readonly ref: string } } | undefined;
  if (event === 'push') return String(payload.ref).replace(/^refs\/heads\//, '');
  if (event === 'merge_group') return (payload.merge_group as { readonly base_ref: string }).base_ref.replace(/^refs\/heads\//, '');
  if (event === 'workflow_run') return (payload.workflow_run as { readonly head_branch: string }).head_branch;
  return event.startsWith('pull_request') ? pull?.base.ref : undefined;
}

function glob(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*|\*|\?/g, (sign) => ({ '**': '.*', '*': '[^/]*', '?': '[^/]' })[sign] ?? sign);
  return new RegExp(`^${source}$`);
}

function list(value: readonly string[] | string | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
