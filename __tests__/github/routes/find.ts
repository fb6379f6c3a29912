import { resolveCommit } from '../git/repository.ts';
import { type Call, notFound } from '../respond.ts';
import type { IssueComment, Pull, Review, ReviewComment } from '../store/store.ts';

export function findPull(call: Call): Pull {
  const number = Number(call.params.pull_number ?? call.params.issue_number);
  return must(call.store.pulls.find((pull) => pull.repository === call.repository && pull.number === number));
}

export function findIssueComment(call: Call): IssueComment {
  const id = Number(call.params.comment_id);
  return must(call.store.issueComments.find((comment) => comment.id === id && comment.pull.repository === call.repository));
}

export function findReview(call: Call): Review {
  const pull = findPull(call);
  return must(call.store.reviews.find((review) => review.id === Number(call.params.review_id) && review.pull === pull));
}

export function findReviewComment(call: Call): ReviewComment {
  const id = Number(call.params.comment_id);
  return must(call.store.reviewComments.find((comment) => comment.id === id && comment.pull.repository === call.repository));
}

/** A commit by SHA, branch, tag or `heads/…`, in the repository or, by SHA, anywhere in its network. */
export function findCommit(call: Call, name: string): string {
  const { gitDir, refs } = call.repository;
  const candidates = /^[0-9a-f]{7,40}$/.test(name)
    ? [name]
    : [`${refs}heads/${name}`, `${refs}tags/${name}`, `${refs}${name.replace(/^refs\//, '')}`];
  for (const candidate of candidates) {
    const sha = resolveCommit(gitDir, candidate);
    if (sha !== undefined) return sha;
  }
  throw notFound();
}

export function must<T>(found: T | undefined): T {
  if (found === undefined) throw notFound();
  return found;
}
