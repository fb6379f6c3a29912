import { judgeApprovals, judgeConditionalApprovals, judgeSecurityApproval } from '../approvals/judge.ts';
import type { ChangeRecord, RecordContent } from '../evidence/record.ts';
import type { LoggedRecord } from '../evidence/verify/check.ts';
import type { PullRequest } from '../github/port.ts';
import type { Severity } from '../model/control.ts';
import type { Change, Finding, FindingWaiver } from '../model/finding.ts';
import type { Person } from '../model/person.ts';
import type { Report } from '../model/report.ts';
import { judge } from '../pipeline.ts';
import { type Commit, firstParents, readCommit } from '../source/first-parents.ts';
import { foldWaivers } from '../waivers/fold.ts';
import { collectCommit } from './collect-commit.ts';
import { collectApprovalCase, collectMakers, resolveHolders } from './collect-consent.ts';
import { emergenciesOf, waiverEvents } from './log.ts';
import type { Ports } from './ports.ts';

export interface Place {
  readonly branch: string;
  /** The log as it stands. */
  readonly records: readonly LoggedRecord[];
  /** Who pushed it, where the event that told of it says so. */
  readonly pushedBy?: Person;
  /** When the change before it came; this one cannot have come earlier. */
  readonly notBefore?: string;
}

/** What is to be recorded of one commit of a protected branch: who made and approved it, and what comes out when it is judged by the rules before it. */
export async function makeChangeRecord(
  commit: Commit,
  { branch, records, pushedBy, notBefore }: Place,
  ports: Ports,
): Promise<RecordContent> {
  const { owner, name, id } = ports.github.repository;
  const common = { repository: { id, name: `${owner}/${name}` }, runtime: ports.runtime, branch };
  const merge = { sha: commit.sha, tree: commit.tree };
  const [parent] = commit.parents;
  if (parent === undefined) return { kind: 'gap', predicate: { ...common, merge, at: ports.now(), reason: 'facts-unavailable' } };

  const whole = await findPullRequest(commit, branch, ports);
  const mergedAt = whole?.mergedAt ?? boundTime(commit.committedAt, notBefore, ports.now());
  const { given, rules } = await collectCommit(commit.sha, parent, ports);
  const makers = whole && (await collectMakers(whole, ports));
  const holders = await resolveHolders(rules.inForce, ports);
  const bearing = { rules, holders, changed: given.changed, records };
  const asked = whole && makers && (await collectApprovalCase(whole, makers, bearing, ports));
  const consent = asked && { ...asked, approvals: asked.approvals.filter(({ at }) => isBy(at, mergedAt)) };
  const approvals = consent === undefined ? [] : judgeApprovals(consent);
  const security = consent && { security: judgeSecurityApproval(consent), conditional: judgeConditionalApprovals(consent) };
  const emergency = emergenciesOf(records).findLast(
    ({ pullRequest, headSha, at }) => pullRequest === whole?.number && headSha === whole.headSha && isBy(at, mergedAt),
  );
  // What was decided after the merge had no part in it, though it is recorded already.
  const decided = waiverEvents(records).filter(({ at }) => isBy(at, mergedAt));
  const waivers = foldWaivers(decided, mergedAt, holders.personOf);
  const subjectWaivers = waivers.filter((waiver) => waiver.state === 'granted');
  const problems = [...given.problems, ...(makers?.problems ?? [])];
  const report = await judge({ ...given, ...security, approvals, waivers: subjectWaivers, problems }, ports.policies);
  await ports.store.fetchCommits([parent, ...(whole === undefined ? [] : [whole.headSha])]);
  const used = new Set(report.findings.flatMap((finding) => (isWaived(finding) ? [finding.waiver.id] : [])));
  return {
    kind: 'change',
    predicate: {
      ...common,
      ...(whole === undefined || consent === undefined
        ? {}
        : {
            pullRequest: {
              number: whole.number,
              author: whole.author,
              pushers: [...consent.pushers],
              contributors: [...consent.commitPeople],
              head: await treeOf(whole.headSha, ports),
            },
          }),
      directPush: whole === undefined,
      ...(whole === undefined && pushedBy !== undefined ? { pushedBy } : {}),
      base: await treeOf(parent, ports),
      merge,
      ...(whole?.mergedBy === undefined ? {} : { mergedBy: whole.mergedBy }),
      ...(await findBypass(commit, branch, ports)),
      ...(emergency === undefined ? {} : { emergency: emergency.id }),
      mergedAt: new Date(mergedAt).toISOString(),
      recordedAt: ports.now(),
      evaluation: evaluationOf(report),
      approvalsNeeded: Math.max(0, ...report.approvals.map(({ needed }) => needed)),
      approvals: report.approvals.flatMap(({ judged }) =>
        judged.map(({ approval, judgement }) => ({ ...approval, counts: judgement === 'counts' })),
      ),
      waivers: subjectWaivers.filter((waiver) => used.has(waiver.id)).map((waiver) => ({ id: waiver.id, expiresAt: waiver.expiresAt })),
      notAnalysed: report.problems.map(({ code, root, file }) => ({
        code,
        ...(root === undefined ? {} : { root }),
        ...(file === undefined ? {} : { file }),
      })),
    },
  };
}

/**
 * Of a commit that nobody merged only its own clock tells, and whoever made it set that. A date in the future would make the log fail, and one long past
 * would take the push out of the period that an auditor looks at; so it lies between the change before it and now.
 */
function boundTime(claimed: string, notBefore: string | undefined, now: string): string {
  const earliest = Math.max(Date.parse(claimed), notBefore === undefined ? 0 : Date.parse(notBefore));
  return new Date(Math.min(earliest, Date.parse(now))).toISOString();
}

/**
 * The merged pull request that brought this commit: the one whose merge it is, or, where its commits were rebased one by one, the one whose merge has it
 * among as many first parents as the pull request had commits. GitHub's word that the two belong together is not enough alone: of an older commit of
 * the branch that somebody put into a pull request it says so too.
 */
async function findPullRequest({ sha }: Commit, branch: string, { github, store }: Ports): Promise<PullRequest | undefined> {
  const merged = (await github.pullRequestsOf(sha)).filter((one) => one.merged && one.baseRef === branch);
  const own = merged.find(({ mergeCommitSha }) => mergeCommitSha === sha);
  if (own !== undefined) return github.pullRequest(own.number);
  for (const { number } of merged) {
    const whole = await github.pullRequest(number);
    if (whole.mergeCommitSha === undefined || whole.commits < 2) continue;
    const { commits } = await firstParents(store, whole.mergeCommitSha, undefined, whole.commits);
    const isRebased = commits.every(({ parents }) => parents.length === 1);
    if (isRebased && commits.some((one) => one.sha === sha)) return whole;
  }
  return undefined;
}

/** Of a push of several commits GitHub's rules know the last one alone. */
async function findBypass({ sha }: Commit, branch: string, { github }: Ports): Promise<Pick<ChangeRecord, 'bypass'>> {
  const found = (await github.ruleBypasses(branch))?.find(({ after }) => after === sha);
  return found === undefined ? {} : { bypass: { suite: found.suite, by: found.by } };
}

async function treeOf(sha: string, { store }: Ports): Promise<{ sha: string; tree: string }> {
  return { sha, tree: (await readCommit(store, sha)).tree };
}

function evaluationOf(report: Report): NonNullable<ChangeRecord['evaluation']> {
  const count = (severity: Severity, change: Change): number =>
    report.findings.filter((one) => one.severity === severity && one.change === change).length;
  const counts = (severity: Severity) => ({
    new: count(severity, 'new'),
    existing: count(severity, 'existing'),
    fixed: count(severity, 'fixed'),
  });
  return {
    conclusion: report.verdict.conclusion,
    configDigest: report.tool.configuration,
    policiesDigest: report.tool.policies,
    engineDigest: report.tool.engine,
    objects: report.objects,
    counts: { critical: counts('critical'), high: counts('high'), medium: counts('medium'), low: counts('low') },
    findings: report.findings.map((finding) => ({
      fingerprint: finding.fingerprint,
      control: finding.control,
      severity: finding.severity,
      status: finding.status,
      ...(finding.change === undefined ? {} : { change: finding.change }),
      ...(isWaived(finding) ? { waiver: finding.waiver.id } : {}),
    })),
  };
}

function isBy(instant: string, end: string): boolean {
  return Date.parse(instant) <= Date.parse(end);
}

function isWaived(finding: Finding): finding is Finding & { readonly waiver: FindingWaiver } {
  return finding.change !== 'fixed' && finding.waiver?.state === 'granted';
}
