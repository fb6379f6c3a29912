import { bad, type Fault } from '../fault.ts';
import type { Check, LoggedRecord } from './check.ts';

/** What came onto the protected branch past the rules and is honestly recorded as such: no fault of the log, but what an auditor asks for first. */
export function listBypasses(records: readonly LoggedRecord[]): Check {
  return { name: 'bypasses', status: 'ok', faults: records.flatMap(describeBypass) };
}

function describeBypass({ position, path, record }: LoggedRecord): readonly Fault[] {
  const place = { position, path };
  if (record.kind === 'gap') return [bad('gap', { sha: record.predicate.merge.sha, reason: record.predicate.reason }, place).fault];
  if (record.kind !== 'change') return [];
  const { merge, directPush, evaluation } = record.predicate;
  if (directPush) return [bad('direct-push', { sha: merge.sha }, place).fault];
  if (evaluation === undefined) return [bad('merged-unjudged', { sha: merge.sha }, place).fault];
  if (evaluation.conclusion === 'passes') return [];
  return [bad('merged-unpassed', { sha: merge.sha, conclusion: evaluation.conclusion }, place).fault];
}
