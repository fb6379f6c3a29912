import { GitHubError } from '../github/error.ts';
import type { PullRequest } from '../github/port.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Conclusion } from '../model/verdict.ts';
import { judge } from '../pipeline.ts';
import { worse } from '../verdict/decide.ts';
import { announce, checkName, openCheck } from './announce.ts';
import { type Collected, collectPullRequest } from './collect.ts';
import type { Ports } from './ports.ts';

export interface Reviewed {
  readonly report: Report;
  readonly collected: Collected;
  readonly conclusion: Conclusion;
}

/** Whether pull requests into this branch are judged: the default branch alone, or what its configuration names. */
export async function isProtected(baseRef: string, ports: Ports): Promise<boolean> {
  return baseRef === (await ports.github.defaultBranch());
}

/** Judges one pull request and says so. Undefined when there is nothing to judge: closed, or into a branch that is not protected. */
export async function reviewPullRequest(number: number, ports: Ports): Promise<Reviewed | undefined> {
  const pullRequest = await ports.github.pullRequest(number);
  if (pullRequest.state !== 'open' || !(await isProtected(pullRequest.baseRef, ports))) return undefined;
  const check = await openCheck(pullRequest, ports);
  try {
    const collected = await collectPullRequest(pullRequest, ports);
    const report = withoutShiftedLines(await judge(collected.given, ports.policies), collected);
    const conclusion = await worstOfHead(report, pullRequest, ports);
    const now = await ports.github.pullRequest(number);
    if (now.headSha !== pullRequest.headSha) {
      await fail(check, `The head moved from ${pullRequest.headSha} to ${now.headSha} while it was judged.`, ports);
      return { report, collected, conclusion: 'undecided' };
    }
    await announce(report, conclusion, pullRequest, check, ports);
    return { report, collected, conclusion };
  } catch (error) {
    // The check must not stay in progress for ever, and never become green by an accident; where even this fails the job itself is red.
    await fail(
      check,
      error instanceof GitHubError ? `GitHub failed at ${error.what}: ${error.message}` : 'tilsyn failed by its own fault.',
      ports,
    ).catch(() => undefined);
    throw error;
  }
}

async function fail(check: number, summary: string, ports: Ports): Promise<void> {
  const output = { title: `${checkName}: could not be decided`, summary };
  await ports.github.updateCheck(check, { conclusion: 'failure', completedAt: ports.now(), detailsUrl: ports.detailsUrl, output });
}

/** A check belongs to a commit: other open pull requests with this head share it, and the worst verdict of all holds. */
async function worstOfHead(report: Report, pullRequest: PullRequest, ports: Ports): Promise<Conclusion> {
  let worst = report.verdict.conclusion;
  for (const other of await ports.github.pullRequestsOf(pullRequest.headSha)) {
    if (other.number === pullRequest.number || other.state !== 'open' || other.headSha !== pullRequest.headSha) continue;
    if (!(await isProtected(other.baseRef, ports))) continue;
    const collected = await collectPullRequest(await ports.github.pullRequest(other.number), ports);
    worst = worse(worst, (await judge(collected.given, ports.policies)).verdict.conclusion);
  }
  return worst;
}

/** Judged was the merged tree. Where a file differs from the head's, its lines are not those that people see, so only the file is named. */
function withoutShiftedLines(report: Report, { shifted }: Collected): Report {
  const strip = (finding: Finding): Finding => {
    if (finding.file === undefined || !shifted.has(finding.file)) return finding;
    const { line: _line, endLine: _endLine, ...rest } = finding;
    return { ...rest, precision: 'file' };
  };
  const reasons = report.verdict.reasons.map((reason) =>
    reason.finding === undefined ? reason : { ...reason, finding: strip(reason.finding) },
  );
  const excepted = report.excepted.map((one) => ({ ...one, finding: strip(one.finding) }));
  return { ...report, findings: report.findings.map(strip), excepted, verdict: { ...report.verdict, reasons } };
}
