import type { ApprovalRequirement } from './approval.ts';
import type { Finding } from './finding.ts';
import type { Problem } from './root.ts';

/** Order of badness, worst first: undecided, blocks, awaits, passes. */
export type Conclusion = 'undecided' | 'blocks' | 'awaits' | 'passes';

/** One thing that the gate looked at: exactly one of `finding`, `problem` and `approval` is set, save in the row that says nothing is wrong. */
export interface Reason {
  /** Row of the gate table that fitted, 1 to 18. */
  readonly row: number;
  readonly outcome: GateOutcome;
  readonly finding?: Finding;
  readonly problem?: Problem;
  readonly approval?: ApprovalRequirement;
}

export type GateOutcome = 'undecided' | 'blocks' | 'awaits' | 'warns' | 'shown' | 'waived' | 'passes';

/** The verdict is data with its why: every report renders this and nothing else decides. */
export interface Verdict {
  readonly conclusion: Conclusion;
  /** 0 passes, 1 blocked or awaiting, 2 undecided. */
  readonly exit: 0 | 1 | 2;
  readonly reasons: readonly Reason[];
}
