import type { ApprovalRequirement } from '../model/approval.ts';
import type { Severity } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';
import type { Problem } from '../model/root.ts';
import type { GateOutcome } from '../model/verdict.ts';

/** What the gate looks at, one by one. */
export type GateItem =
  | { readonly kind: 'problem'; readonly problem: Problem; readonly affected: boolean; readonly onBase: boolean }
  | { readonly kind: 'finding'; readonly finding: Finding; readonly affected: boolean; readonly evaluableOnBase: boolean }
  | { readonly kind: 'attestation'; readonly finding: Finding; readonly entry: 'missing' | 'expired'; readonly registerTouched: boolean }
  | { readonly kind: 'safeguard'; readonly finding: Finding; readonly approved: boolean }
  | { readonly kind: 'approval'; readonly requirement: ApprovalRequirement }
  | { readonly kind: 'nothing' };

export interface GateSettings {
  readonly failOn: Severity | 'none';
  readonly gate: 'new' | 'all';
  readonly notEvaluable: 'show' | 'block';
  readonly register: 'optional' | 'required';
}

export interface GateRow {
  readonly row: number;
  readonly when: string;
  readonly fits: (item: GateItem, settings: GateSettings) => boolean;
  readonly outcome: GateOutcome;
}

/**
 * The whole gate. Rows are tried from the top and the first that fits decides; nothing is decided anywhere else. A row whose outcome a
 * setting changes stands twice, the stricter reading first. Rows 4 and 7 share findings by the state of their waiver, so that row 10 can be
 * reached and an expired waiver is named as such.
 */
export const gateTable: readonly GateRow[] = [
  { row: 1, when: 'the run itself failed', outcome: 'undecided', fits: (item) => item.kind === 'problem' && !isRootProblem(item.problem) },
  {
    row: 2,
    when: 'a root that the change touches did not render in full',
    outcome: 'undecided',
    fits: (item) => item.kind === 'problem' && (item.affected || !item.onBase),
  },
  {
    row: 3,
    when: 'a root that the change leaves alone did not render, on the base neither',
    outcome: 'shown',
    fits: (item) => item.kind === 'problem',
  },
  {
    row: 4,
    when: 'a new finding of blocking severity without a waiver',
    outcome: 'blocks',
    fits: (item, settings) => isNewFailure(item) && reaches(item, settings.failOn) && ['none', 'denied'].includes(waiverState(item)),
  },
  {
    row: 5,
    when: 'a new finding below the blocking severity',
    outcome: 'warns',
    fits: (item, settings) => isNewFailure(item) && !reaches(item, settings.failOn) && waiverState(item) !== 'granted',
  },
  {
    row: 6,
    when: 'an existing finding, and existing ones block',
    outcome: 'blocks',
    fits: (item, settings) => isNeverWaived(item) && settings.gate === 'all' && reaches(item, settings.failOn),
  },
  { row: 6, when: 'an existing finding', outcome: 'shown', fits: (item) => isNeverWaived(item) },
  {
    row: 7,
    when: 'the waiver has ended and the change touches the root',
    outcome: 'blocks',
    fits: (item) => hasEndedWaiver(item) && isAffected(item),
  },
  { row: 8, when: 'the waiver has ended, elsewhere', outcome: 'shown', fits: (item) => hasEndedWaiver(item) },
  {
    row: 9,
    when: 'a valid waiver covers the finding',
    outcome: 'waived',
    fits: (item) => (isFailure(item) || isExpiredEntry(item)) && waiverState(item) === 'granted',
  },
  {
    row: 10,
    when: 'a waiver has been requested',
    outcome: 'awaits',
    fits: (item, settings) => (isFailure(item) || isBlockingExpiry(item, settings)) && waiverState(item) === 'requested',
  },
  {
    row: 11,
    when: 'the change hides what could be evaluated before',
    outcome: 'blocks',
    fits: (item, settings) => isNotEvaluable(item) && item.kind === 'finding' && item.evaluableOnBase && reaches(item, settings.failOn),
  },
  {
    row: 12,
    when: 'new, not evaluable, and such block',
    outcome: 'blocks',
    fits: (item, settings) => isNotEvaluable(item) && settings.notEvaluable === 'block' && isNew(item),
  },
  { row: 12, when: 'not evaluable', outcome: 'shown', fits: (item) => isNotEvaluable(item) },
  {
    row: 13,
    when: 'an entry is missing from a register that is required',
    outcome: 'blocks',
    fits: (item, settings) => item.kind === 'attestation' && item.entry === 'missing' && settings.register === 'required',
  },
  {
    row: 13,
    when: 'an entry is missing from the register',
    outcome: 'shown',
    fits: (item) => item.kind === 'attestation' && item.entry === 'missing',
  },
  {
    row: 14,
    when: 'an entry has expired and the register is touched or required',
    outcome: 'blocks',
    fits: (item, settings) => isBlockingExpiry(item, settings),
  },
  { row: 14, when: 'an entry of the register has expired', outcome: 'shown', fits: (item) => item.kind === 'attestation' },
  {
    row: 15,
    when: 'a safeguard is weakened without the security approval',
    outcome: 'awaits',
    fits: (item) => item.kind === 'safeguard' && !item.approved,
  },
  {
    row: 16,
    when: 'a required approval is missing or stale',
    outcome: 'awaits',
    fits: (item) => item.kind === 'approval' && item.requirement.counted.length < item.requirement.needed,
  },
  { row: 18, when: 'nothing above', outcome: 'passes', fits: () => true },
];

/** Problems that belong to one root or file; all others, and a limit that no single file exceeds, are about the run and leave nothing decided. */
const rootProblems: readonly Problem['code'][] = [
  'yaml-invalid',
  'yaml-duplicate-key',
  'manifest-incomplete',
  'root-not-supported',
  'source-not-available',
  'remote-not-available',
  'lock-invalid',
  'root-not-rendered',
  'root-partial',
  'render-refused',
  'engine-limit',
  'engine-timeout',
  'engine-memory',
  'engine-trap',
  'file-unreadable',
];

export function isRootProblem(problem: Problem): boolean {
  return rootProblems.includes(problem.code) || (problem.code === 'limit-exceeded' && problem.file !== undefined);
}

const rank: Record<Severity | 'none', number> = { critical: 4, high: 3, medium: 2, low: 1, none: 5 };

function reaches(item: GateItem, failOn: Severity | 'none'): boolean {
  return 'finding' in item && rank[item.finding.severity] >= rank[failOn];
}

function isFailure(item: GateItem): boolean {
  return item.kind === 'finding' && item.finding.status === 'fail';
}

function isNotEvaluable(item: GateItem): boolean {
  return item.kind === 'finding' && item.finding.status === 'not-evaluable';
}

function isExpiredEntry(item: GateItem): boolean {
  return item.kind === 'attestation' && item.entry === 'expired';
}

function isBlockingExpiry(item: GateItem, settings: GateSettings): boolean {
  return item.kind === 'attestation' && item.entry === 'expired' && (item.registerTouched || settings.register === 'required');
}

/** Without a base every finding counts as new. */
function isNew(item: GateItem): boolean {
  return item.kind === 'finding' && item.finding.change !== 'existing';
}

function isNewFailure(item: GateItem): boolean {
  return isFailure(item) && isNew(item) && !hasEndedWaiver(item);
}

function isNeverWaived(item: GateItem): boolean {
  return isFailure(item) && !isNew(item) && ['none', 'denied', 'requested'].includes(waiverState(item));
}

function hasEndedWaiver(item: GateItem): boolean {
  return isFailure(item) && ['expired', 'revoked', 'lapsed'].includes(waiverState(item));
}

function isAffected(item: GateItem): boolean {
  return item.kind === 'finding' && item.affected;
}

function waiverState(item: GateItem): string {
  return item.kind === 'finding' || item.kind === 'attestation' ? (item.finding.waiver?.state ?? 'none') : 'none';
}
