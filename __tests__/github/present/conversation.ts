import type { IssueComment, Reaction, Review, ReviewComment, Store } from '../store/store.ts';
import { currentPlace } from '../world/comment-place.ts';
import { apiUrl, nodeId, pullUrl, webUrl } from './links.ts';
import { association, presentRollup } from './pull.ts';
import { presentApp, presentUser } from './user.ts';

export function presentIssueComment(store: Store, comment: IssueComment): Record<string, unknown> {
  const { repository, number } = comment.pull;
  const url = apiUrl(store, repository, `/issues/comments/${comment.id}`);
  return {
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    url,
    html_url: webUrl(store, repository, `/pull/${number}#issuecomment-${comment.id}`),
    issue_url: apiUrl(store, repository, `/issues/${number}`),
    user: presentUser(store, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(repository, comment.author),
    body: comment.body,
    reactions: presentRollup(url, reactionsOn(store, comment)),
    performed_via_github_app: comment.app === undefined ? null : presentApp(store, comment.app),
  };
}

export function presentReview(store: Store, review: Review): Record<string, unknown> {
  const html = webUrl(store, review.pull.repository, `/pull/${review.pull.number}#pullrequestreview-${review.id}`);
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: presentUser(store, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pullUrl(store, review.pull),
    author_association: association(review.pull.repository, review.author),
    _links: { html: { href: html }, pull_request: { href: pullUrl(store, review.pull) } },
    ...(review.state === 'PENDING' ? {} : { submitted_at: review.createdAt }),
    commit_id: review.commitId,
  };
}

export function presentReviewComment(store: Store, comment: ReviewComment): Record<string, unknown> {
  const { repository, number } = comment.pull;
  const url = apiUrl(store, repository, `/pulls/comments/${comment.id}`);
  const html = webUrl(store, repository, `/pull/${number}#discussion_r${comment.id}`);
  return {
    id: comment.id,
    node_id: nodeId('PRRC', comment.id),
    url,
    html_url: html,
    pull_request_url: pullUrl(store, comment.pull),
    pull_request_review_id: comment.review.id,
    ...(comment.replyTo === undefined ? {} : { in_reply_to_id: comment.replyTo }),
    user: presentUser(store, comment.author),
    body: comment.body,
    path: comment.path,
    diff_hunk: comment.hunk,
    commit_id: comment.pull.headSha,
    original_commit_id: comment.commitId,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(repository, comment.author),
    subject_type: comment.place === undefined ? 'file' : 'line',
    ...presentPlace(comment),
    reactions: presentRollup(url, reactionsOn(store, comment)),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullUrl(store, comment.pull) } },
  };
}

/** GitHub leaves `line` null once a comment is outdated; the original place stays. A comment on a file carries line 1 at GitHub. */
function presentPlace(comment: ReviewComment): Record<string, unknown> {
  const { place } = comment;
  if (place === undefined) return wholeFile;
  const now = currentPlace(comment);
  return {
    position: now === undefined ? null : 1,
    original_position: 1,
    line: now?.line ?? null,
    original_line: place.line,
    side: place.side,
    start_line: now?.startLine ?? null,
    original_start_line: place.startLine ?? null,
    start_side: place.startLine === undefined ? null : (place.startSide ?? place.side),
  };
}

const wholeFile = {
  line: 1,
  original_line: 1,
  position: 1,
  original_position: 1,
  start_line: null,
  original_start_line: null,
  side: 'RIGHT',
  start_side: null,
};

export function presentReaction(store: Store, reaction: Reaction): Record<string, unknown> {
  return {
    id: reaction.id,
    node_id: nodeId('REA', reaction.id),
    user: presentUser(store, reaction.author),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

function reactionsOn(store: Store, comment: IssueComment | ReviewComment): string[] {
  return store.reactions.filter((reaction) => reaction.on === comment).map((reaction) => reaction.content);
}
