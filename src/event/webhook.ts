import { z } from 'zod';
import { commentActions, commentEvent } from './comment.ts';
import { mergeGroupActions, mergeGroupEvent } from './merge-group.ts';
import { pullRequestActions, pullRequestEvent } from './pull-request.ts';
import { pushEvent } from './push.ts';
import { scheduleEvent } from './schedule.ts';
import { workflowRunActions, workflowRunEvent } from './workflow-run.ts';

export type Event =
  | z.output<typeof pullRequestEvent>
  | z.output<typeof commentEvent>
  | z.output<typeof workflowRunEvent>
  | z.output<typeof mergeGroupEvent>
  | z.output<typeof pushEvent>
  | z.output<typeof scheduleEvent>
  /** Runs with the pull request's own workflow: nothing is read and nothing is done, its end starts `workflow_run`. */
  | { readonly kind: 'review-signal'; readonly name: string }
  /** An event, or an action of one, that tilsyn does nothing on. */
  | { readonly kind: 'unsupported'; readonly name: string; readonly action?: string };

export type EventResult =
  | { readonly ok: true; readonly event: Event }
  | { readonly ok: false; readonly name: string; readonly errors: readonly EventError[] };

/** A field of the payload (`pull_request.head.sha`; empty for the whole) that is missing or not what it must be. */
export interface EventError {
  readonly field: string;
  readonly message: string;
}

/**
 * Reads a webhook payload as GitHub hands it to a workflow. Ids come from here and from nowhere else: refs and SHAs of the environment belong
 * to the workflow's own branch (trust.md 5). Additional fields are ignored; a field that is needed and wrong is named.
 */
export function readEvent(name: string, payload: unknown): EventResult {
  switch (name) {
    case 'pull_request_target':
      return readActions(name, payload, pullRequestActions, pullRequestEvent);
    case 'issue_comment':
      return readActions(name, payload, commentActions, commentEvent);
    case 'workflow_run':
      return readActions(name, payload, workflowRunActions, workflowRunEvent);
    case 'merge_group':
      return readActions(name, payload, mergeGroupActions, mergeGroupEvent);
    case 'push':
      return readPayload(name, payload, pushEvent);
    case 'schedule':
      return readPayload(name, payload, scheduleEvent);
    case 'pull_request':
    case 'pull_request_review':
    case 'deployment_status':
      return { ok: true, event: { kind: 'review-signal', name } };
    default:
      return { ok: true, event: { kind: 'unsupported', name } };
  }
}

function readActions(name: string, payload: unknown, actions: readonly string[], schema: z.ZodType<Event>): EventResult {
  const action = z.object({ action: z.string() }).safeParse(payload);
  if (action.success && !actions.includes(action.data.action)) {
    return { ok: true, event: { kind: 'unsupported', name, action: action.data.action } };
  }
  return readPayload(name, payload, schema);
}

function readPayload(name: string, payload: unknown, schema: z.ZodType<Event>): EventResult {
  const result = schema.safeParse(payload);
  if (result.success) return { ok: true, event: result.data };
  return { ok: false, name, errors: result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })) };
}
