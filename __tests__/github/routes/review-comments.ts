import type { Side } from '../git/hunks.ts';
import { presentReviewComment } from '../present/conversation.ts';
import { type Call, invalid, noContent, ok, paged, Refusal, type Reply } from '../respond.ts';
import type { Pull, ReviewComment } from '../store/store.ts';
import { addReview, addReviewComment, editWritten } from '../world/conversation.ts';
import { reviewCommentEvent } from '../world/events.ts';
import { fileIsChanged, findPlace, isCommitOfPull } from '../world/review-place.ts';
import { findPull, findReviewComment, must } from './find.ts';
import { maximumBody, mayChange } from './issue-comments.ts';

export const reviewCommentRoutes = {
  'pulls/list-review-comments': list,
  'pulls/list-review-comments-for-repo': listForRepository,
  'pulls/get-review-comment': get,
  'pulls/create-review-comment': create,
  'pulls/create-reply-for-review-comment': reply,
  'pulls/update-review-comment': update,
  'pulls/delete-review-comment': remove,
};

interface CommentBody {
  readonly body: string;
  readonly commit_id: string;
  readonly path: string;
  readonly line?: number;
  readonly side?: Side;
  readonly start_line?: number;
  readonly start_side?: Side;
  readonly position?: number;
  readonly in_reply_to?: number;
  readonly subject_type?: 'line' | 'file';
}

function list(call: Call): Reply {
  const pull = findPull(call);
  return listed(call, (comment) => comment.pull === pull);
}

function listForRepository(call: Call): Reply {
  return listed(call, (comment) => comment.pull.repository === call.repository);
}

function listed(call: Call, belongs: (comment: ReviewComment) => boolean): Reply {
  const { since, direction = 'asc' } = call.query;
  const found = call.store.reviewComments.filter((comment) => belongs(comment) && comment.review.state !== 'PENDING');
  const recent = found.filter((comment) => since === undefined || Date.parse(comment.updatedAt) >= Date.parse(since));
  return paged(call, direction === 'desc' ? recent.reverse() : recent, (comment) => presentReviewComment(call.store, comment));
}

function get(call: Call): Reply {
  return ok(presentReviewComment(call.store, findReviewComment(call)));
}

function create(call: Call): Reply {
  const pull = findPull(call);
  const body = call.body as CommentBody;
  refuseBadBody(body.body);
  if (body.in_reply_to !== undefined) return replyTo(call, pull, body.in_reply_to, body.body);
  if (!isCommitOfPull(pull, body.commit_id))
    throw invalid('PullRequestReviewComment', 'commit_id', 'commit_id is not part of the pull request');
  const found = body.subject_type === 'file' ? placeOnFile(pull, body) : placeOnLine(pull, body);
  return answer(call, pull, body.commit_id, { path: body.path, body: body.body, ...found });
}

function reply(call: Call): Reply {
  const { body } = call.body as { readonly body: string };
  refuseBadBody(body);
  return replyTo(call, findPull(call), Number(call.params.comment_id), body);
}

function update(call: Call): Reply {
  const comment = findReviewComment(call);
  const { body } = call.body as { readonly body: string };
  refuseBadBody(body);
  mayChange(call, comment);
  editWritten(call.store, comment, body, call.actor.user);
  return ok(presentReviewComment(call.store, comment));
}

function remove(call: Call): Reply {
  const comment = findReviewComment(call);
  mayChange(call, comment);
  call.store.reviewComments.splice(call.store.reviewComments.indexOf(comment), 1);
  return noContent;
}

function placeOnLine(pull: Pull, body: CommentBody): { hunk: string; place?: ReviewComment['place'] & object } {
  const found = findPlace(pull, {
    path: body.path,
    commitId: body.commit_id,
    ...(body.position === undefined ? {} : { position: body.position }),
    ...(body.line === undefined ? {} : { line: body.line }),
    ...(body.side === undefined ? {} : { side: body.side }),
    ...(body.start_line === undefined ? {} : { startLine: body.start_line }),
    ...(body.start_side === undefined ? {} : { startSide: body.start_side }),
  });
  if ('hunk' in found) return found;
  const errors = found.errors.map((message) => ({
    resource: 'PullRequestReviewComment',
    code: 'custom',
    field: 'pull_request_review_thread.line',
    message,
  }));
  throw new Refusal(422, 'Validation Failed', errors);
}

/** A comment on a file takes no line, and the file must be in the difference. */
function placeOnFile(pull: Pull, body: CommentBody): { hunk: string } {
  if (body.line !== undefined) throw invalid('PullRequestReviewComment', 'line', 'line is not allowed when subject_type is file');
  if (!fileIsChanged(pull, body.commit_id, body.path)) throw invalid('PullRequestReviewComment', 'path', 'path could not be resolved');
  return { hunk: '' };
}

function replyTo(call: Call, pull: Pull, id: number, body: string): Reply {
  const parent = must(call.store.reviewComments.find((comment) => comment.id === id && comment.pull === pull));
  const { path, hunk, place, thread } = parent;
  const more = { path, body, hunk, thread, replyTo: parent.replyTo ?? parent.id, ...(place === undefined ? {} : { place }) };
  return answer(call, pull, parent.commitId, more);
}

/** A single comment comes with a review of its own, as at GitHub. */
function answer(
  call: Call,
  pull: Pull,
  commitId: string,
  comment: Omit<Parameters<typeof addReviewComment>[1], 'review' | 'actor'>,
): Reply {
  const { store, actor } = call;
  const review = addReview(store, { pull, actor, state: 'COMMENTED', body: '', commitId });
  const added = addReviewComment(store, { review, actor, ...comment });
  store.deliveries.push(reviewCommentEvent(store, added, 'created', actor.user));
  return ok(presentReviewComment(store, added), 201);
}

function refuseBadBody(body: string): void {
  if (body.trim() === '') throw invalid('PullRequestReviewComment', 'body', "body can't be blank");
  if (body.length > maximumBody) throw invalid('PullRequestReviewComment', 'body', 'body is too long (maximum is 65536 characters)');
}
