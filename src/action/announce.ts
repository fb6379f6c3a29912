import { GitHubError } from '../github/error.ts';
import type { CheckUpdate, Comment, PullRequest } from '../github/port.ts';
import type { Report } from '../model/report.ts';
import type { Conclusion } from '../model/verdict.ts';
import { composeCheck } from '../report/check.ts';
import { composeComment, VERDICT_MARKER } from '../report/comment.ts';
import { composeReview, type LineRange } from '../report/review.ts';
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
  await putComment(pullRequest.number, composeComment(report, around), mine, ports);
  await putReview(report, pullRequest, mine, ports);
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

/** A comment is ours only when we wrote it; a marker in somebody else's is just text. */
async function putComment(number: number, body: string, mine: number, { github }: Ports): Promise<void> {
  const own = (await github.comments(number)).find((comment) => isOwn(comment, mine, VERDICT_MARKER));
  if (own === undefined) await github.createComment(number, body);
  else if (own.body !== body) await github.updateComment(own.id, body);
}

function isOwn(comment: Comment, mine: number, marker: string): boolean {
  return comment.author.id === mine && comment.body.startsWith(marker);
}

async function putReview(report: Report, pullRequest: PullRequest, mine: number, { github, detailsUrl, serverUrl }: Ports): Promise<void> {
  const review = composeReview(report, await readHunks(report, pullRequest, github), { detailsUrl, serverUrl });
  if (review.comments.length + review.fileComments.length === 0) return;
  const said = new Set(
    (await github.reviewComments(pullRequest.number)).filter(({ author }) => author.id === mine).map(({ body }) => firstLine(body)),
  );
  const comments = review.comments.filter(({ body }) => !said.has(firstLine(body)));
  const commit = pullRequest.headSha;
  if (comments.length > 0) await github.createReview(pullRequest.number, { commit, body: review.body, comments });
  for (const { path, body } of review.fileComments) {
    if (!said.has(firstLine(body))) await github.createFileComment(pullRequest.number, { commit, path, body });
  }
}

/** The first line of a line comment is its hidden marker with the fingerprints: the same findings, the same marker. */
function firstLine(body: string): string {
  return body.split('\n', 1)[0]?.trim() ?? '';
}

/** Lines of the head that a comment may stand on. Without findings nobody asks GitHub for them. */
async function readHunks(
  report: Report,
  pullRequest: PullRequest,
  github: Ports['github'],
): Promise<ReadonlyMap<string, readonly LineRange[]>> {
  if (!report.findings.some((finding) => finding.change === 'new')) return new Map();
  // GitHub lists no more than so many. What cannot be said on a line is said in the check.
  if (pullRequest.changedFiles >= MOST_LISTED_FILES) return new Map();
  const files = await github.changedFiles(pullRequest);
  return new Map(files.map(({ path, patch }) => [path, patch === undefined ? [] : rangesOf(patch)]));
}

const MOST_LISTED_FILES = 3_000;

function rangesOf(patch: string): readonly LineRange[] {
  return [...patch.matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)]
    .map(([, start, count]) => ({ start: Number(start), end: Number(start) + Number(count ?? 1) - 1 }))
    .filter(({ start, end }) => end >= start);
}
