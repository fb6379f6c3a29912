import type { Event } from '../event/webhook.ts';
import { GitHubError } from '../github/error.ts';
import type { PullRequest } from '../github/port.ts';
import type { Report } from '../model/report.ts';
import type { Conclusion } from '../model/verdict.ts';
import { judge } from '../pipeline.ts';
import { GitError } from '../source/git-error.ts';
import { worse } from '../verdict/decide.ts';
import { announce, checkName, closeCheck, type OpenCheck, openCheck, type Worst } from './announce.ts';
import { collectPullRequest } from './collect.ts';
import { collectMergeGroup } from './collect-group.ts';
import { onHeadLines } from './head-lines.ts';
import type { Ports } from './ports.ts';
import { isProtected } from './protected-branches.ts';
import { PartsRefused } from './shards/part.ts';

type MergeGroupEvent = Extract<Event, { kind: 'merge-group' }>;

export interface Reviewed {
  readonly report: Report;
  readonly conclusion: Conclusion;
  /** False when the token may not write checks: then the job's own log and exit status are all that tells. */
  readonly posted: boolean;
}

/** Judges one pull request and says so. Undefined when there is nothing to judge: closed, or into a branch that is not protected. */
export async function reviewPullRequest(number: number, ports: Ports): Promise<Reviewed | undefined> {
  const pullRequest = await ports.github.pullRequest(number);
  if (pullRequest.state !== 'open' || !(await isProtected(pullRequest.baseRef, ports))) return undefined;
  const check = await openCheck(pullRequest.headSha, `pull-request:${pullRequest.number}`, ports);
  return guardCheck(check, ports, async () => {
    const collected = await collectPullRequest(pullRequest, ports);
    ports.join?.(collected.given);
    const given = { ...collected.given, wantsFixes: true as const };
    const report = await onHeadLines(await judge(given, ports.policies), collected, ports.store);
    const worst = await worstOfHead(report, pullRequest, ports);
    const { conclusion } = worst;
    const now = await ports.github.pullRequest(number);
    if (now.headSha !== pullRequest.headSha) {
      await fail(check, `The head moved from ${pullRequest.headSha} to ${now.headSha} while it was judged.`, ports);
      return { report, conclusion: 'undecided', posted: check !== 'read-only' };
    }
    if (check === 'read-only') return { report, conclusion, posted: false };
    await announce(report, worst, pullRequest, check, ports);
    return { report, conclusion, posted: true };
  });
}

/** Judges a group of the merge queue, which has a commit and so a check of its own. Undefined when its branch is not protected. */
export async function reviewMergeGroup(event: MergeGroupEvent, ports: Ports): Promise<Reviewed | undefined> {
  if (!(await isProtected(event.baseRef, ports))) return undefined;
  const check = await openCheck(event.headSha, `merge-group:${event.baseRef}`, ports);
  return guardCheck(check, ports, async () => {
    const given = await collectMergeGroup(event, ports);
    ports.join?.(given);
    const report = await judge(given, ports.policies);
    const { conclusion } = report.verdict;
    if (check !== 'read-only') await closeCheck(check, report, { conclusion }, ports);
    return { report, conclusion, posted: check !== 'read-only' };
  });
}

/** The check must not stay in progress for ever, and never become green by an accident; where even this fails the job itself is red. */
async function guardCheck<Outcome>(check: OpenCheck, ports: Ports, judging: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await judging();
  } catch (error) {
    await fail(check, explain(error), ports).catch(() => undefined);
    throw error;
  }
}

/** Words of our own for what is not our fault; the message of any other error may hold anything and stays in the log of the job. */
function explain(error: unknown): string {
  if (error instanceof GitHubError) return `GitHub failed at ${error.what}: ${error.message}`;
  if (error instanceof GitError) return `git failed while the commits were read (${error.code}).`;
  if (error instanceof PartsRefused) return `The parts of the shared review do not fit: ${error.message}.`;
  return 'tilsyn failed by its own fault.';
}

async function fail(check: OpenCheck, summary: string, ports: Ports): Promise<void> {
  if (check === 'read-only') return;
  const output = { title: `${checkName}: could not be decided`, summary };
  await ports.github.updateCheck(check, { conclusion: 'failure', completedAt: ports.now(), detailsUrl: ports.detailsUrl, output });
}

/** A check belongs to a commit: other open pull requests with this head share it, and the worst verdict of all holds. */
async function worstOfHead(report: Report, pullRequest: PullRequest, ports: Ports): Promise<Worst> {
  let worst: Worst = { conclusion: report.verdict.conclusion };
  for (const other of await ports.github.pullRequestsOf(pullRequest.headSha)) {
    if (other.number === pullRequest.number || other.state !== 'open' || other.headSha !== pullRequest.headSha) continue;
    if (!(await isProtected(other.baseRef, ports))) continue;
    const collected = await collectPullRequest(await ports.github.pullRequest(other.number), ports);
    const { conclusion } = (await judge(collected.given, ports.policies)).verdict;
    if (worse(worst.conclusion, conclusion) !== worst.conclusion) worst = { conclusion, because: other.number };
  }
  return worst;
}
