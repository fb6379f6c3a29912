import type { Actor } from '../access.ts';
import type { IssueComment, Pull, Review, ReviewComment, Store, Thread, User, Written } from '../store/store.ts';
import { reviewEvent } from './events.ts';

export function addIssueComment(store: Store, pull: Pull, actor: Actor, body: string): IssueComment {
  const comment: IssueComment = { ...write(store, actor, body), pull };
  store.issueComments.push(comment);
  return comment;
}

export function addReview(
  store: Store,
  review: { readonly pull: Pull; readonly actor: Actor; readonly state: Review['state']; readonly body: string; readonly commitId: string },
): Review {
  const { pull, actor, state, body, commitId } = review;
  const added: Review = { ...write(store, actor, body), pull, state, commitId };
  store.reviews.push(added);
  return added;
}

export function addReviewComment(
  store: Store,
  comment: {
    readonly review: Review;
    readonly actor: Actor;
    readonly path: string;
    readonly body: string;
    readonly hunk: string;
    readonly place?: ReviewComment['place'] & object;
    readonly thread?: Thread;
    readonly replyTo?: number;
  },
): ReviewComment {
  const { review, actor, body, thread: known, ...rest } = comment;
  const { pull, commitId } = review;
  const thread = known ?? { id: store.nextId(), pull };
  if (known === undefined) store.threads.push(thread);
  const added: ReviewComment = { ...write(store, actor, body), ...rest, review, pull, commitId, thread };
  store.reviewComments.push(added);
  return added;
}

/** Text changes in place, and GitHub remembers what it was. */
export function editWritten(store: Store, written: Written, body: string, by: User): void {
  const at = store.tick();
  written.edits.push({ at, by, before: written.body });
  written.body = body;
  written.updatedAt = at;
}

export function dismissReview(store: Store, review: Review, by: User): ReturnType<typeof reviewEvent> {
  review.state = 'DISMISSED';
  const delivery = reviewEvent(store, review, 'dismissed', by);
  store.deliveries.push(delivery);
  return delivery;
}

function write(store: Store, actor: Actor, body: string): Written {
  const at = store.tick();
  const { user } = actor;
  return {
    id: store.nextId(),
    author: user,
    ...(actor.kind === 'app' ? { app: actor.app } : {}),
    body,
    createdAt: at,
    updatedAt: at,
    edits: [],
  };
}
