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
    const counts = { examined: examined.get(id)?.size ?? 0, failed, waived: 0, notEvaluable: own.length - failed };
    return { control: id, outcome: outcomeOf(counts), ...counts };
  });
}

/** Adds how many of the failures have a granted waiver. They stay failures: a waiver permits a deviation and does not mend it. */
export function countWaived(results: readonly ControlResult[], findings: readonly Finding[]): readonly ControlResult[] {
  const waived = findings.filter(({ change, status, waiver }) => change !== 'fixed' && status === 'fail' && waiver?.state === 'granted');
  return results.map((result) => ({ ...result, waived: waived.filter(({ control }) => control === result.control).length }));
}

/** What was looked at by nobody is not relevant, and never a pass. */
function outcomeOf({ examined, failed, notEvaluable }: Omit<ControlResult, 'control' | 'outcome'>): ControlOutcome {
  if (failed > 0) return 'fail';
  if (notEvaluable > 0) return 'not-evaluable';
  return examined === 0 ? 'not-applicable' : 'pass';
}
