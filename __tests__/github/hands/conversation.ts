import type { Delivery, IssueComment, Review } from '../store/store.ts';
import { addIssueComment, addReview, addReviewComment, dismissReview, editWritten } from '../world/conversation.ts';
import { issueCommentEvent, reviewCommentEvent, reviewEvent } from '../world/events.ts';
import { type Context, must } from './context.ts';

/** What people say in a pull request. */
export function conversationHands({ store, user, pull, announce }: Context) {
  const findComment = (id: number): IssueComment =>
    must(
      store.issueComments.find((comment) => comment.id === id),
      `comment ${id}`,
    );
  const findReview = (id: number): Review =>
    must(
      store.reviews.find((review) => review.id === id),
      `review ${id}`,
    );
  return {
    comment: (number: number, login: string, body: string): Delivery & { readonly id: number } => {
      const comment = addIssueComment(store, pull(number), { kind: 'person', user: user(login) }, body);
      return { ...announce(issueCommentEvent(store, comment, 'created', user(login))), id: comment.id };
    },
    editComment: (id: number, body: string, by: string): Delivery => {
      const comment = findComment(id);
      const from = comment.body;
      editWritten(store, comment, body, user(by));
      return announce(issueCommentEvent(store, comment, 'edited', user(by), { changes: { body: { from } } }));
    },
    deleteComment: (id: number, by: string): Delivery => {
      const comment = findComment(id);
      store.issueComments.splice(store.issueComments.indexOf(comment), 1);
      return announce(issueCommentEvent(store, comment, 'deleted', user(by)));
    },
    review: (
      number: number,
      login: string,
      review: { readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED'; readonly body?: string; readonly commitId?: string },
    ): Delivery & { readonly id: number } => {
      const reviewed = pull(number);
      const added = addReview(store, {
        pull: reviewed,
        actor: { kind: 'person', user: user(login) },
        state: review.state,
        body: review.body ?? '',
        commitId: review.commitId ?? reviewed.headSha,
      });
      return { ...announce(reviewEvent(store, added, 'submitted', user(login))), id: added.id };
    },
    editReview: (id: number, body: string, by: string): Delivery => {
      const review = findReview(id);
      const from = review.body;
      editWritten(store, review, body, user(by));
      return announce(reviewEvent(store, review, 'edited', user(by), { changes: { body: { from } } }));
    },
    dismissReview: (id: number, by: string): Delivery => dismissReview(store, findReview(id), user(by)),
    /** Somebody answers a review comment. */
    reply: (id: number, login: string, body: string): Delivery & { readonly id: number } => {
      const parent = must(
        store.reviewComments.find((comment) => comment.id === id),
        `review comment ${id}`,
      );
      const actor = { kind: 'person', user: user(login) } as const;
      const review = addReview(store, { pull: parent.pull, actor, state: 'COMMENTED', body: '', commitId: parent.commitId });
      const { path, hunk, thread, place } = parent;
      const added = addReviewComment(store, {
        review,
        actor,
        path,
        hunk,
        thread,
        body,
        replyTo: parent.replyTo ?? id,
        ...(place === undefined ? {} : { place }),
      });
      return { ...announce(reviewCommentEvent(store, added, 'created', user(login))), id: added.id };
    },
  };
}
