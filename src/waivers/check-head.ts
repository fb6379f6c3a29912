import type { CommandedPullRequest, CommandSource, Decision } from './decision.ts';
import { refuse } from './decision.ts';

/**
 * Whether a consent is for the commit that would be merged (trust.md 6). A comment carries no commit and must name one; a review has the one
 * it was submitted on, and what it names besides must be the same. Returns the refusal, or undefined when all is well.
 */
export function checkHead(named: string | undefined, source: CommandSource, pullRequest: CommandedPullRequest): Decision | undefined {
  const { headSha: head } = pullRequest;
  const given = [...(named === undefined ? [] : [named]), ...(source.kind === 'review' ? [source.reviewCommit ?? ''] : [])];
  if (given.length === 0) return refuse('sha-unknown', { head });
  for (const sha of given) {
    // Fewer than 12 characters name nothing, and an empty one would fit every head.
    if (sha.length >= 12 && head.startsWith(sha)) continue;
    const earlier = sha.length >= 12 && pullRequest.earlierHeads?.some((known) => known.startsWith(sha)) === true;
    const moved = earlier || (source.kind === 'review' && sha === source.reviewCommit);
    return refuse(moved ? 'head-moved' : 'sha-unknown', { sha, head });
  }
  return checkWrittenAfterHead(source, pullRequest);
}

/**
 * Whether the comment was written when the head was already there. GitHub's instants are whole seconds: in the same second nobody can tell,
 * and nobody reads a commit in that time.
 */
export function checkWrittenAfterHead(source: CommandSource, { headSha, headSeenAt }: CommandedPullRequest): Decision | undefined {
  if (headSeenAt === undefined || Date.parse(source.createdAt) > Date.parse(headSeenAt)) return undefined;
  return refuse('head-moved', { head: headSha });
}
