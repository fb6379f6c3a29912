import type { Control, Severity } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';
import type { CommandedPullRequest, Decision, DecisionContext } from './decision.ts';
import { refuse } from './decision.ts';

/** A review speaks of the commit it was submitted on. */
export function checkReviewedHead({ source }: DecisionContext, { headSha }: CommandedPullRequest): Decision | undefined {
  if (source.kind !== 'review' || source.reviewCommit === headSha) return undefined;
  return refuse('head-moved', { head: headSha, ...(source.reviewCommit === undefined ? {} : { sha: source.reviewCommit }) });
}

export function isWaivable({ waivable }: Control): boolean {
  return waivable.value && waivable.approvals !== null;
}

/** What is critical takes two people besides the one who asks, whatever its control says. */
export function approvalsNeeded({ waivable, severity }: Control): number {
  return Math.max(severity === 'critical' ? 2 : 1, waivable.approvals ?? 1);
}

/** The strictest cap of all severities that the waiver would cover, in days. */
export function longestLife(control: Control, findings: readonly Finding[], { configuration }: DecisionContext): number {
  const severities: readonly Severity[] = [control.severity, ...findings.map(({ severity }) => severity)];
  return Math.min(...severities.map((severity) => configuration.waivers.maxDays[severity]));
}
