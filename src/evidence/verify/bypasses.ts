import { bad, type Fault } from '../fault.ts';
import type { Check, LoggedRecord } from './check.ts';

/** What came onto a protected branch past the rules and is honestly recorded as such: no fault of the log, but what an auditor asks for first. */
export function listBypasses(records: readonly LoggedRecord[]): Check {
  return { name: 'bypasses', status: 'ok', faults: records.flatMap((logged) => describeBypass(logged) ?? []) };
}

/** How a record tells of something that went past the rules, or null when it does not. */
export function describeBypass({ position, path, record }: LoggedRecord): Fault | null {
  const place = { position, path };
  if (record.kind === 'gap') return bad('gap', { sha: record.predicate.merge.sha, reason: record.predicate.reason }, place).fault;
  if (record.kind === 'rewrite') {
    const { branch, tip, abandoned } = record.predicate;
    return bad('branch-rewritten', { branch, sha: tip.sha, count: abandoned.length }, place).fault;
  }
  if (record.kind !== 'change') return null;
  const { merge, directPush, evaluation, emergency, bypass } = record.predicate;
  if (emergency !== undefined) return bad('merged-in-emergency', { sha: merge.sha, id: emergency }, place).fault;
  if (directPush) return bad('direct-push', { sha: merge.sha }, place).fault;
  if (evaluation === undefined) return bad('merged-unjudged', { sha: merge.sha }, place).fault;
  if (evaluation.conclusion !== 'passes') return bad('merged-unpassed', { sha: merge.sha, conclusion: evaluation.conclusion }, place).fault;
  if (bypass !== undefined) return bad('past-branch-rules', { sha: merge.sha, by: bypass.by.login }, place).fault;
  return null;
}
