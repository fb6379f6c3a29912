import { GitHubError } from '../github/error.ts';
import type { CheckUpdate, Comment, PullRequest, ReviewComment } from '../github/port.ts';
import type { Report } from '../model/report.ts';
import type { Conclusion } from '../model/verdict.ts';
import { composeCheck } from '../report/check.ts';
import { composeComment, VERDICT_MARKER } from '../report/comment.ts';
import { composeReview } from '../report/review.ts';
import { FINDING_MARKER } from '../report/review-marker.ts';
import type { StandingComment } from '../report/review-standing.ts';
import { readHunks } from './hunks.ts';
import type { Ports } from './ports.ts';

export const checkName = 'tilsyn';

export const conclusionOf: Record<Conclusion, CheckUpdate['conclusion']> = {
  undecided: 'failure',
  blocks: 'failure',
  awaits: 'action_required',
  passes: 'success',
};

/** The check of this run by its id, or word that the token may not write any. */
export type OpenCheck = number | 'read-only';

/** The verdict that holds for a commit; `because` names the other pull request whose verdict it is. */
export interface Worst {
  readonly conclusion: Conclusion;
  readonly because?: number;
}

/** Posted before anything is judged: a run that dies leaves this standing, not an older success. */
export async function openCheck(headSha: string, externalId: string, { github, detailsUrl }: Ports): Promise<OpenCheck> {
  const output = { title: checkName, summary: 'tilsyn is judging this commit.' };
  try {
    return await github.createCheck({ name: checkName, headSha, externalId, detailsUrl, output });
  } catch (error) {
    if (error instanceof GitHubError && error.isRefusedScope) return 'read-only';
    throw error;
  }
}

/** Says the verdict where people look: the sticky comment, line comments that are new, and last of all the check. */
export async function announce(report: Report, worst: Worst, pullRequest: PullRequest, checkId: number, ports: Ports): Promise<void> {
  const around = { detailsUrl: ports.detailsUrl, serverUrl: ports.serverUrl };
  const mine = (await ports.github.viewer()).id;
  const isKnown = await putComment(pullRequest.number, composeComment(report, around), mine, ports);
  await putReview(report, pullRequest, mine, isKnown, ports);
  await closeCheck(checkId, report, worst, ports);
}

export async function closeCheck(checkId: number, report: Report, { conclusion, because }: Worst, ports: Ports): Promise<void> {
  const { detailsUrl, serverUrl } = ports;
  await ports.github.updateCheck(checkId, {
    conclusion: conclusionOf[conclusion],
    completedAt: ports.now(),
    detailsUrl,
    output: composeCheck(report, { detailsUrl, serverUrl, ...(because === undefined ? {} : { because }) }),
  });
}

/** A comment is ours only when we wrote it; a marker in somebody else's is just text. True where an earlier run wrote one. */
async function putComment(number: number, body: string, mine: number, { github }: Ports): Promise<boolean> {
  const own = (await github.comments(number)).find((comment) => isOwn(comment, mine, VERDICT_MARKER));
  if (own === undefined) await github.createComment(number, body);
  else if (own.body !== body) await github.updateComment(own.id, body);
  return own !== undefined;
}

function isOwn(comment: Comment, mine: number, marker: string): boolean {
  return comment.author.id === mine && comment.body.startsWith(marker);
}

/** @param isKnown an earlier run has spoken here, so that its comments may be standing */
async function putReview(report: Report, pullRequest: PullRequest, mine: number, isKnown: boolean, ports: Ports): Promise<void> {
  const { github, detailsUrl, serverUrl } = ports;
  const hunks = await readHunks(report, pullRequest, github);
  if (hunks.size === 0 && !isKnown) return;
  const around = { detailsUrl, serverUrl };
  const planned = composeReview(report, hunks, around);
  if (!isKnown && planned.comments.length + planned.fileComments.length === 0) return;
  const standing = findStanding(await github.reviewComments(pullRequest.number), mine);
  const { body, comments, fileComments, settlement } = composeReview(report, hunks, around, standing);
  const commit = pullRequest.headSha;
  if (comments.length > 0) await github.createReview(pullRequest.number, { commit, body, comments });
  for (const { path, body: text } of fileComments) await github.createFileComment(pullRequest.number, { commit, path, body: text });
  if (settlement.edits.length + settlement.fold.length + settlement.unfold.length > 0) await github.changeReviewComments(settlement);
}

function findStanding(all: readonly ReviewComment[], mine: number): readonly StandingComment[] {
  const answered = new Set(all.flatMap(({ inReplyTo, author }) => (inReplyTo === undefined || author.id === mine ? [] : [inReplyTo])));
  return all
    .filter((comment) => isOwn(comment, mine, FINDING_MARKER) && comment.inReplyTo === undefined)
    .map(({ id, nodeId, path, body, isOutdated }) => ({ nodeId, path, body, isOutdated, isAnswered: answered.has(id) }));
}
