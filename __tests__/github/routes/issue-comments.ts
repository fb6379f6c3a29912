import { roleOf } from '../access.ts';
import { presentIssueComment } from '../present/conversation.ts';
import { type Call, invalid, noContent, ok, paged, Refusal, type Reply } from '../respond.ts';
import type { IssueComment, Written } from '../store/store.ts';
import { addIssueComment, editWritten } from '../world/conversation.ts';
import { issueCommentEvent } from '../world/events.ts';
import { findIssueComment, findPull } from './find.ts';

/** "Body is too long (maximum is 65536 characters)" is what the API answers beyond it. */
export const maximumBody = 65_536;

export const issueCommentRoutes = {
  'issues/list-comments': list,
  'issues/list-comments-for-repo': listForRepository,
  'issues/get-comment': get,
  'issues/create-comment': create,
  'issues/update-comment': update,
  'issues/delete-comment': remove,
};

function list(call: Call): Reply {
  const pull = findPull(call);
  return paged(
    call,
    since(
      call,
      call.store.issueComments.filter((comment) => comment.pull === pull),
    ),
    (comment) => presentIssueComment(call.store, comment),
  );
}

/** Sorted by creation, or with `sort=updated` by the last edit; ascending unless asked. */
function listForRepository(call: Call): Reply {
  const { sort = 'created', direction = sort === 'created' ? 'asc' : 'desc' } = call.query;
  const time = (comment: IssueComment): string => (sort === 'updated' ? comment.updatedAt : comment.createdAt);
  const found = since(
    call,
    call.store.issueComments.filter((comment) => comment.pull.repository === call.repository),
  );
  found.sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : a.id - b.id));
  return paged(call, direction === 'desc' ? found.reverse() : found, (comment) => presentIssueComment(call.store, comment));
}

function get(call: Call): Reply {
  return ok(presentIssueComment(call.store, findIssueComment(call)));
}

function create(call: Call): Reply {
  const { body } = call.body as { readonly body: string };
  refuseBadBody(body);
  const comment = addIssueComment(call.store, findPull(call), call.actor, body);
  call.store.deliveries.push(issueCommentEvent(call.store, comment, 'created', call.actor.user));
  return ok(presentIssueComment(call.store, comment), 201);
}

function update(call: Call): Reply {
  const comment = findIssueComment(call);
  const { body } = call.body as { readonly body: string };
  refuseBadBody(body);
  mayChange(call, comment);
  const from = comment.body;
  editWritten(call.store, comment, body, call.actor.user);
  call.store.deliveries.push(issueCommentEvent(call.store, comment, 'edited', call.actor.user, { changes: { body: { from } } }));
  return ok(presentIssueComment(call.store, comment));
}

function remove(call: Call): Reply {
  const comment = findIssueComment(call);
  mayChange(call, comment);
  call.store.issueComments.splice(call.store.issueComments.indexOf(comment), 1);
  return noContent;
}

/** One's own words may be changed, and those of others by who has write here; an app's token with the scope counts as write. */
export function mayChange(call: Call, written: Written): void {
  const { actor, repository } = call;
  if (actor.kind === 'app' || written.author.id === actor.user.id) return;
  if (!['write', 'maintain', 'admin'].includes(roleOf(repository, actor.user)))
    throw new Refusal(403, 'Must have admin rights to Repository.');
}

function since(call: Call, comments: readonly IssueComment[]): IssueComment[] {
  const { since: from } = call.query;
  return comments.filter((comment) => from === undefined || Date.parse(comment.updatedAt) >= Date.parse(from));
}

function refuseBadBody(body: string): void {
  if (body.trim() === '') throw invalid('IssueComment', 'body', "body can't be blank");
  if (body.length > maximumBody) throw invalid('IssueComment', 'body', 'body is too long (maximum is 65536 characters)');
}
