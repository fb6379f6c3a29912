import { type Actor, hasScope } from '../access.ts';
import type { Store } from '../store/store.ts';
import { editWritten } from '../world/conversation.ts';
import { findComment, findNode, findThread, unresolved } from './node.ts';
import { graphqlRefusal } from './refusal.ts';

export interface MinimizeInput {
  readonly subjectId: string;
  readonly classifier?: string;
  readonly clientMutationId?: string;
}

export interface EditInput {
  readonly pullRequestReviewCommentId: string;
  readonly body: string;
  readonly clientMutationId?: string;
}

export interface ThreadInput {
  readonly threadId: string;
  readonly clientMutationId?: string;
}

export function minimizeComment(store: Store, actor: Actor, input: MinimizeInput): Record<string, unknown> {
  return setMinimized(store, actor, input, 'minimizedComment', input.classifier);
}

export function unminimizeComment(store: Store, actor: Actor, input: MinimizeInput): Record<string, unknown> {
  return setMinimized(store, actor, input, 'unminimizedComment', undefined);
}

export function updatePullRequestReviewComment(store: Store, actor: Actor, input: EditInput): Record<string, unknown> {
  if (!hasScope(actor, 'pull-requests', 'write')) throw forbidden();
  const comment = findComment(store, input.pullRequestReviewCommentId);
  if (comment === undefined) throw unresolved(input.pullRequestReviewCommentId);
  if (input.body.trim() === '') throw graphqlRefusal('UNPROCESSABLE', "Body can't be blank");
  editWritten(store, comment, input.body, actor.user);
  return { clientMutationId: input.clientMutationId ?? null, pullRequestReviewComment: findNode(store, input.pullRequestReviewCommentId) };
}

/** "pull-requests: write" is not enough: GitHub wants contents: write for this one. */
export function resolveReviewThread(store: Store, actor: Actor, input: ThreadInput, resolved: boolean): Record<string, unknown> {
  if (!hasScope(actor, 'contents', 'write') || !hasScope(actor, 'pull-requests', 'write')) throw forbidden();
  const thread = findThread(store, input.threadId);
  if (thread === undefined) throw unresolved(input.threadId);
  if (resolved) thread.resolvedBy = actor.user;
  else delete thread.resolvedBy;
  return { clientMutationId: input.clientMutationId ?? null, thread: findNode(store, input.threadId) };
}

export function forbidden(): Error {
  return graphqlRefusal('FORBIDDEN', 'Resource not accessible by integration');
}

function setMinimized(
  store: Store,
  actor: Actor,
  input: MinimizeInput,
  field: string,
  reason: string | undefined,
): Record<string, unknown> {
  if (!hasScope(actor, 'pull-requests', 'write') && !hasScope(actor, 'issues', 'write')) throw forbidden();
  const comment = findComment(store, input.subjectId);
  if (comment === undefined) throw unresolved(input.subjectId);
  if (reason === undefined) delete comment.minimized;
  else comment.minimized = reason;
  return { clientMutationId: input.clientMutationId ?? null, [field]: findNode(store, input.subjectId) };
}
