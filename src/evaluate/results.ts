import type { Control, ControlOutcome, ControlResult } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';

/** One result a control. `failed` and `notEvaluable` count findings; waivers are applied later. */
export function makeResults(
  controls: readonly Control[],
  examined: ReadonlyMap<string, ReadonlySet<number>>,
  findings: readonly Finding[],
): readonly ControlResult[] {
  return controls.map(({ id }) => {
    const own = findings.filter(({ control }) => control === id);
    const failed = own.filter(({ status }) => status === 'fail').length;
    const counts = { examined: examined.get(id)?.size ?? 0, failed, excepted: 0, waived: 0, notEvaluable: own.length - failed };
    return { control: id, outcome: outcomeOf(counts), ...counts };
  });
}

/** Adds how many of the failures have a granted waiver. They stay failures: a waiver permits a deviation and does not mend it. */
export function countWaived(results: readonly ControlResult[], findings: readonly Finding[]): readonly ControlResult[] {
  const waived = findings.filter(({ change, status, waiver }) => change !== 'fixed' && status === 'fail' && waiver?.state === 'granted');
  return results.map((result) => ({ ...result, waived: waived.filter(({ control }) => control === result.control).length }));
}

/** Adds what was found in comparing the change with the base. */
export function addChanges(
  results: readonly ControlResult[],
  examined: ReadonlyMap<string, ReadonlySet<number>> | undefined,
  findings: readonly Finding[],
): readonly ControlResult[] {
  return results.map((result) => {
    const own = findings.filter(({ control }) => control === result.control);
    const failed = own.filter(({ status }) => status === 'fail').length;
    const counts = {
      ...result,
      examined: result.examined + (examined?.get(result.control)?.size ?? 0),
      failed: result.failed + failed,
      notEvaluable: result.notEvaluable + own.length - failed,
    };
    return { ...counts, outcome: outcomeOf(counts) };
  });
}

/** Takes failures that were excepted out of the count of failures, into one of their own. */
export function countExcepted(
  results: readonly ControlResult[],
  excepted: readonly { readonly finding: Finding }[],
): readonly ControlResult[] {
  const byControl = new Map<string, number>();
  for (const { finding } of excepted) byControl.set(finding.control, (byControl.get(finding.control) ?? 0) + 1);
  return results.map((result) => {
    const count = byControl.get(result.control) ?? 0;
    const counts = { ...result, failed: result.failed - count, excepted: count };
    return { ...counts, outcome: outcomeOf(counts) };
  });
}

/** What was looked at by nobody is not relevant, and never a pass. */
function outcomeOf({ examined, failed, notEvaluable }: Pick<ControlResult, 'examined' | 'failed' | 'notEvaluable'>): ControlOutcome {
  if (failed > 0) return 'fail';
  if (notEvaluable > 0) return 'not-evaluable';
  return examined === 0 ? 'not-applicable' : 'pass';
}
