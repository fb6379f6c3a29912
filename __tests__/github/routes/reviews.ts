import type { Side } from '../git/hunks.ts';
import { presentReview, presentReviewComment } from '../present/conversation.ts';
import { type Call, ok, paged, Refusal, type Reply } from '../respond.ts';
import type { ReviewComment } from '../store/store.ts';
import { addReview, addReviewComment, dismissReview, editWritten } from '../world/conversation.ts';
import { reviewEvent } from '../world/events.ts';
import { type FoundPlace, findPlace, isCommitOfPull, type WantedPlace } from '../world/review-place.ts';
import { findPull, findReview } from './find.ts';
import { maximumBody, mayChange } from './issue-comments.ts';

export const reviewRoutes = {
  'pulls/create-review': create,
  'pulls/list-reviews': list,
  'pulls/get-review': get,
  'pulls/update-review': update,
  'pulls/dismiss-review': dismiss,
  'pulls/list-comments-for-review': listComments,
};

interface ReviewBody {
  readonly commit_id?: string;
  readonly body?: string;
  readonly event?: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';
  readonly comments?: readonly CommentBody[];
}

interface CommentBody {
  readonly path: string;
  readonly body: string;
  readonly position?: number;
  readonly line?: number;
  readonly side?: Side;
  readonly start_line?: number;
  readonly start_side?: Side;
}

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

/** One comment that cannot stand refuses the whole review. */
function create(call: Call): Reply {
  const { store, actor } = call;
  const pull = findPull(call);
  const { commit_id: commitId = pull.headSha, body = '', event, comments = [] } = (call.body ?? {}) as ReviewBody;
  const errors: string[] = [];
  if (!isCommitOfPull(pull, commitId)) throw unprocessable(['commit_id is not part of the pull request']);
  if (body.length > maximumBody || comments.some((comment) => comment.body.length > maximumBody))
    errors.push('Body is too long (maximum is 65536 characters)');
  if (event !== undefined && event !== 'APPROVE' && body === '' && comments.length === 0) errors.push("Body can't be blank");
  if (comments.some((comment) => comment.body.trim() === '')) errors.push("Pull request review comments body can't be blank");
  if (event === 'APPROVE' || event === 'REQUEST_CHANGES') errors.push(...refuseOwn(call, event));
  const placed = comments.map((comment) => ({ comment, found: findPlace(pull, wantedPlace(comment, commitId)) }));
  for (const { found } of placed) if ('errors' in found) errors.push(...found.errors);
  if (errors.length > 0) throw unprocessable(errors);
  const state = event === undefined ? 'PENDING' : states[event];
  const review = addReview(store, { pull, actor, state, body, commitId });
  for (const { comment, found } of placed)
    addReviewComment(store, { review, actor, path: comment.path, body: comment.body, ...(found as FoundPlace) });
  if (state !== 'PENDING') store.deliveries.push(reviewEvent(store, review, 'submitted', review.author));
  return ok(presentReview(store, review));
}

function list(call: Call): Reply {
  const pull = findPull(call);
  const visible = call.store.reviews.filter(
    (review) => review.pull === pull && (review.state !== 'PENDING' || review.author.id === call.actor.user.id),
  );
  return paged(call, visible, (review) => presentReview(call.store, review));
}

function get(call: Call): Reply {
  return ok(presentReview(call.store, findReview(call)));
}

function update(call: Call): Reply {
  const review = findReview(call);
  const { body } = call.body as { readonly body: string };
  if (body === '' || body.length > maximumBody) throw unprocessable(['Body is blank or too long (maximum is 65536 characters)']);
  mayChange(call, review);
  editWritten(call.store, review, body, call.actor.user);
  return ok(presentReview(call.store, review));
}

function dismiss(call: Call): Reply {
  const review = findReview(call);
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED')
    throw unprocessable(['Can not dismiss a commented pull request review']);
  dismissReview(call.store, review, call.actor.user);
  return ok(presentReview(call.store, review));
}

function listComments(call: Call): Reply {
  const review = findReview(call);
  const comments = call.store.reviewComments.filter((comment) => comment.review === review);
  return paged(call, comments, (comment) => presentCommentOfReview(call, comment));
}

/** This list has an older shape: it knows no subject, and `position` is the only place. */
function presentCommentOfReview(call: Call, comment: ReviewComment): Record<string, unknown> {
  const { subject_type: _subject, ...presented } = presentReviewComment(call.store, comment);
  return presented;
}

function refuseOwn(call: Call, event: 'APPROVE' | 'REQUEST_CHANGES'): string[] {
  const { actor, store } = call;
  const own = findPull(call).author.id === actor.user.id;
  const doing = event === 'APPROVE' ? 'approve' : 'request changes on';
  if (own) return [`Can not ${doing} your own pull request`];
  const barred = event === 'APPROVE' && actor.kind === 'app' && actor.app.slug === 'github-actions' && !store.actionsMayApprove;
  return barred ? ['GitHub Actions is not permitted to approve pull requests.'] : [];
}

function wantedPlace(comment: CommentBody, commitId: string): WantedPlace {
  return {
    path: comment.path,
    commitId,
    ...(comment.position === undefined ? {} : { position: comment.position }),
    ...(comment.line === undefined ? {} : { line: comment.line }),
    ...(comment.side === undefined ? {} : { side: comment.side }),
    ...(comment.start_line === undefined ? {} : { startLine: comment.start_line }),
    ...(comment.start_side === undefined ? {} : { startSide: comment.start_side }),
  };
}

function unprocessable(errors: readonly string[]): Refusal {
  return new Refusal(422, 'Unprocessable Entity', errors);
}
