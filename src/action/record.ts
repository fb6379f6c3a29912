import { judgeApprovals, judgeSecurityApproval } from '../approvals/judge.ts';
import { LOG_BRANCH } from '../evidence/layout.ts';
import type { ChangeRecord, RecordContent } from '../evidence/record.ts';
import type { Severity } from '../model/control.ts';
import type { Change } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { judge } from '../pipeline.ts';
import { type Commit, firstParents, readCommit } from '../source/first-parents.ts';
import { foldWaivers } from '../waivers/fold.ts';
import { collectApprovalCase, collectCommit } from './collect-commit.ts';
import { appendRecords, readLog, waiverEvents } from './log.ts';
import type { Ports } from './ports.ts';

/** Commits in one go; a longer absence is made up for over several runs. */
const mostCommits = 200;

/** Writes a record of every commit of the protected branch since the last one that has a record. Returns how many were added. */
export async function recordChanges(branch: string, before: string | undefined, ports: Ports): Promise<number> {
  const log = await readLog(ports);
  if (log.problems.length > 0) throw new Error(`The branch ${LOG_BRANCH} does not verify; nothing is added to it.`);
  const recorded = log.records.flatMap(({ record }) =>
    record.kind === 'change' || record.kind === 'gap' ? [record.predicate.merge.sha] : [],
  );
  const until = recorded.at(-1) ?? before;
  const tip = await ports.github.branchTip(branch);
  if (tip === until) return 0;
  const { commits, complete } = await firstParents(ports.store, tip, until, mostCommits);
  if (!complete)
    throw new Error(
      `More than ${mostCommits} commits lie between the last record and ${tip}, or the branch was rewritten; record them by hand.`,
    );
  const contents: RecordContent[] = [];
  for (const commit of commits.toReversed()) contents.push(await recordOf(commit, ports));
  return appendRecords(contents, ports);
}

async function recordOf(commit: Commit, ports: Ports): Promise<RecordContent> {
  const { owner, name, id } = ports.github.repository;
  const common = { repository: { id, name: `${owner}/${name}` }, runtime: ports.runtime };
  const merge = { sha: commit.sha, tree: commit.tree };
  const [parent] = commit.parents;
  if (parent === undefined) return { kind: 'gap', predicate: { ...common, merge, at: ports.now(), reason: 'facts-unavailable' } };

  const pullRequest = (await ports.github.pullRequestsOf(commit.sha)).find((one) => one.merged && one.mergeCommitSha === commit.sha);
  const whole = pullRequest && (await ports.github.pullRequest(pullRequest.number));
  const mergedAt = whole?.mergedAt ?? commit.committedAt;
  const log = await readLog(ports);
  const given = await collectCommit(commit.sha, parent, ports);
  const asked = whole && (await collectApprovalCase(whole, given, log.records, ports));
  const consent = asked?.consent;
  const approvals = consent === undefined ? [] : judgeApprovals(consent);
  const security = consent && { security: judgeSecurityApproval(consent) };
  const waivers = foldWaivers(waiverEvents(log.records), mergedAt);
  const subjectWaivers = waivers.filter((waiver) => waiver.state === 'granted');
  const problems = [...given.problems, ...(asked?.problems ?? [])];
  const report = await judge({ ...given, ...security, approvals, waivers: subjectWaivers, problems }, ports.policies);
  await ports.store.fetchCommits([parent, ...(whole === undefined ? [] : [whole.headSha])]);
  const used = new Set(
    report.findings.flatMap((finding) => (finding.change !== 'fixed' && finding.waiver !== undefined ? [finding.waiver.id] : [])),
  );
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
      base: await treeOf(parent, ports),
      merge,
      ...(whole?.mergedBy === undefined ? {} : { mergedBy: whole.mergedBy }),
      mergedAt: new Date(mergedAt).toISOString(),
      evaluation: evaluationOf(report),
      approvalsNeeded: Math.max(0, ...approvals.map(({ needed }) => needed)),
      approvals: approvals.flatMap(({ judged }) =>
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
    objects: report.objects,
    counts: { critical: counts('critical'), high: counts('high'), medium: counts('medium'), low: counts('low') },
    findings: report.findings.map(({ fingerprint, control, severity, status, change, waiver }) => ({
      fingerprint,
      control,
      severity,
      status,
      ...(change === undefined ? {} : { change }),
      ...(waiver === undefined || change === 'fixed' ? {} : { waiver: waiver.id }),
    })),
  };
}
