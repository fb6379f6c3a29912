import type { Conclusion, GateOutcome, Reason, Verdict } from '../model/verdict.ts';
import { type GateItem, type GateSettings, gateTable } from './gate.ts';

/** Puts every item through the gate; the verdict is the worst of all, and its reasons say which row each one met. */
export function decideVerdict(items: readonly GateItem[], settings: GateSettings): Verdict {
  const reasons = (items.length === 0 ? [nothing] : items).map((item) => judge(item, settings));
  const conclusion = reasons.map((reason) => conclusionOf(reason.outcome)).reduce(worse, 'passes');
  return { conclusion, exit: exitOf[conclusion], reasons };
}

const nothing: GateItem = { kind: 'nothing' };

function judge(item: GateItem, settings: GateSettings): Reason {
  const row = gateTable.find((candidate) => candidate.fits(item, settings));
  if (row === undefined) throw new Error('The last row of the gate fits everything.');
  return {
    row: row.row,
    outcome: row.outcome,
    ...('finding' in item ? { finding: item.finding } : {}),
    ...(item.kind === 'problem' ? { problem: item.problem } : {}),
    ...(item.kind === 'approval' ? { approval: item.requirement } : {}),
  };
}

function conclusionOf(outcome: GateOutcome): Conclusion {
  switch (outcome) {
    case 'undecided':
    case 'blocks':
    case 'awaits':
      return outcome;
    case 'warns':
    case 'shown':
    case 'waived':
    case 'passes':
      return 'passes';
  }
}

const badness: Record<Conclusion, number> = { undecided: 3, blocks: 2, awaits: 1, passes: 0 };

/** Of two conclusions the worse: undecided over blocks over awaits over passes. */
export function worse(left: Conclusion, right: Conclusion): Conclusion {
  return badness[left] >= badness[right] ? left : right;
}

const exitOf: Record<Conclusion, Verdict['exit']> = { undecided: 2, blocks: 1, awaits: 1, passes: 0 };
