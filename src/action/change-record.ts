import { judgeApprovals } from '../approvals/judge.ts';
import type { ChangeRecord, RecordContent } from '../evidence/record.ts';
import type { LoggedRecord } from '../evidence/verify/check.ts';
import type { Severity } from '../model/control.ts';
import type { Change } from '../model/finding.ts';
import type { Person } from '../model/person.ts';
import type { Report } from '../model/report.ts';
import { judge } from '../pipeline.ts';
import { type Commit, readCommit } from '../source/first-parents.ts';
import { foldWaivers } from '../waivers/fold.ts';
import { collectApprovalCase, collectCommit } from './collect-commit.ts';
import { waiverEvents } from './log.ts';
import type { Ports } from './ports.ts';

export interface Place {
  readonly branch: string;
  /** The log as it stands. */
  readonly records: readonly LoggedRecord[];
  /** Who pushed it, where the event that told of it says so. */
  readonly pushedBy?: Person;
}

/** What is to be recorded of one commit of a protected branch: who made and approved it, and what comes out when it is judged by the rules before it. */
export async function makeChangeRecord(commit: Commit, { branch, records, pushedBy }: Place, ports: Ports): Promise<RecordContent> {
  const { owner, name, id } = ports.github.repository;
  const common = { repository: { id, name: `${owner}/${name}` }, runtime: ports.runtime, branch };
  const merge = { sha: commit.sha, tree: commit.tree };
  const [parent] = commit.parents;
  if (parent === undefined) return { kind: 'gap', predicate: { ...common, merge, at: ports.now(), reason: 'facts-unavailable' } };

  const pullRequest = (await ports.github.pullRequestsOf(commit.sha)).find(
    (one) => one.merged && one.mergeCommitSha === commit.sha && one.baseRef === branch,
  );
  const whole = pullRequest && (await ports.github.pullRequest(pullRequest.number));
  const mergedAt = whole?.mergedAt ?? commit.committedAt;
  const given = await collectCommit(commit.sha, parent, ports);
  const asked = whole && (await collectApprovalCase(whole, given, records, ports));
  const consent = asked?.consent;
  const approvals = consent === undefined ? [] : judgeApprovals(consent);
  const waivers = foldWaivers(waiverEvents(records), mergedAt);
  const subjectWaivers = waivers.filter((waiver) => waiver.state === 'granted');
  const problems = [...given.problems, ...(asked?.problems ?? [])];
  const report = await judge({ ...given, approvals, waivers: subjectWaivers, problems }, ports.policies);
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
      ...(whole === undefined && pushedBy !== undefined ? { pushedBy } : {}),
      base: await treeOf(parent, ports),
      merge,
      ...(whole?.mergedBy === undefined ? {} : { mergedBy: whole.mergedBy }),
      mergedAt: new Date(mergedAt).toISOString(),
      recordedAt: ports.now(),
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
