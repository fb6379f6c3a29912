import { describe, expect, test } from '@jest/globals';
import type { Severity } from '../../src/model/control.ts';
import type { Finding, FindingWaiver } from '../../src/model/finding.ts';
import type { Problem, ProblemCode } from '../../src/model/root.ts';
import { decideVerdict } from '../../src/verdict/decide.ts';
import { type GateItem, type GateSettings, gateTable } from '../../src/verdict/gate.ts';

const settings: GateSettings = { failOn: 'high', gate: 'new', notEvaluable: 'show', register: 'optional' };
const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
const thresholds: readonly GateSettings['failOn'][] = [...severities, 'none'];
const waiverStates: readonly (FindingWaiver['state'] | 'none')[] = ['none', 'requested', 'granted', 'denied', 'expired', 'revoked'];

describe('the gate, row by row', () => {
  const runProblems: readonly ProblemCode[] = [
    'limit-exceeded',
    'config-invalid',
    'register-invalid',
    'policy-trap',
    'policy-timeout',
    'policy-count',
    'nothing-found',
    'merge-conflict',
    'head-moved',
    'change-truncated',
    'log-invalid',
    'github-failed',
    'internal-error',
  ];

  test.each(runProblems)('row 1: %s leaves everything undecided, whatever the change touches', (code) => {
    for (const affected of [true, false]) {
      const verdict = decideVerdict([problem({ code }, affected, true)], settings);
      expect([verdict.conclusion, verdict.exit, verdict.reasons[0]?.row]).toEqual(['undecided', 2, 1]);
    }
  });

  const rootProblems: readonly ProblemCode[] = [
    'yaml-invalid',
    'yaml-duplicate-key',
    'manifest-incomplete',
    'root-not-supported',
    'root-not-rendered',
    'root-partial',
    'render-refused',
    'engine-limit',
    'engine-timeout',
    'engine-memory',
    'engine-trap',
    'file-unreadable',
  ];

  test.each(rootProblems)('rows 2 and 3: %s undecides where the change touches it or brings it', (code) => {
    expect(rowOf(problem({ code }, true, true))).toBe(2);
    expect(rowOf(problem({ code }, true, false))).toBe(2);
    expect(rowOf(problem({ code }, false, false))).toBe(2);
    expect(rowOf(problem({ code }, false, true))).toBe(3);
    expect(decideVerdict([problem({ code }, false, true)], settings).exit).toBe(0);
  });

  test('rows 2 and 3: a limit that one file exceeds belongs to that file', () => {
    expect(rowOf(problem({ code: 'limit-exceeded', file: 'big.yaml' }, false, true))).toBe(3);
    expect(rowOf(problem({ code: 'limit-exceeded', file: 'big.yaml' }, true, true))).toBe(2);
  });

  test('rows 4 to 12: every combination of a finding meets the row that the table names', () => {
    let seen = 0;
    for (const failOn of thresholds)
      for (const gate of ['new', 'all'] as const)
        for (const notEvaluable of ['show', 'block'] as const)
          for (const severity of severities)
            for (const change of ['new', 'existing', undefined] as const)
              for (const status of ['fail', 'not-evaluable'] as const)
                for (const state of waiverStates)
                  for (const affected of [true, false])
                    for (const evaluableOnBase of [true, false]) {
                      const own: GateSettings = { ...settings, failOn, gate, notEvaluable };
                      const item = finding({ severity, change, status, state }, affected, evaluableOnBase);
                      const [reason] = decideVerdict([item], own).reasons;
                      expect([reason?.row, reason?.outcome]).toEqual(expected(item, own));
                      seen += 1;
                    }
    expect(seen).toBe(5 * 2 * 2 * 4 * 3 * 2 * 6 * 2 * 2);
  });

  test('rows 13 and 14: the register blocks only where it is required or touched', () => {
    const entry = (state: 'missing' | 'expired', registerTouched: boolean): GateItem => ({
      kind: 'attestation',
      finding: make({}),
      entry: state,
      registerTouched,
    });
    expect(outcomeOf(entry('missing', false))).toEqual([13, 'shown']);
    expect(outcomeOf(entry('missing', true))).toEqual([13, 'shown']);
    expect(outcomeOf(entry('missing', false), { ...settings, register: 'required' })).toEqual([13, 'blocks']);
    expect(outcomeOf(entry('expired', false))).toEqual([14, 'shown']);
    expect(outcomeOf(entry('expired', true))).toEqual([14, 'blocks']);
    expect(outcomeOf(entry('expired', false), { ...settings, register: 'required' })).toEqual([14, 'blocks']);
  });

  test('rows 9 and 10: an entry that has expired can have a waiver like any failure, one that is missing cannot', () => {
    const entry = (state: 'missing' | 'expired', waiver: FindingWaiver['state'], registerTouched: boolean): GateItem => ({
      kind: 'attestation',
      finding: { ...make({}), waiver: { id: 'WVR-0', state: waiver, expiresAt: '2026-12-01T00:00:00Z' } },
      entry: state,
      registerTouched,
    });
    expect(outcomeOf(entry('expired', 'granted', true))).toEqual([9, 'waived']);
    expect(outcomeOf(entry('expired', 'requested', true))).toEqual([10, 'awaits']);
    expect(outcomeOf(entry('expired', 'requested', false))).toEqual([14, 'shown']);
    expect(outcomeOf(entry('expired', 'revoked', true))).toEqual([14, 'blocks']);
    expect(outcomeOf(entry('missing', 'granted', true), { ...settings, register: 'required' })).toEqual([13, 'blocks']);
  });

  test('row 15: a weakened safeguard awaits the security approval', () => {
    expect(outcomeOf({ kind: 'safeguard', finding: make({}), approved: false })).toEqual([15, 'awaits']);
    expect(outcomeOf({ kind: 'safeguard', finding: make({}), approved: true })).toEqual([18, 'passes']);
  });

  test('row 16: a required approval that is missing awaits', () => {
    const by = { id: 2, login: 'bo' };
    const approval = { by, sha: 'a'.repeat(40), via: 'review', at: '2026-11-24T12:00:00Z', sourceId: 1 } as const;
    const requirement = { name: 'four-eyes', needed: 1, counted: [], from: ['bo'], judged: [] } as const;
    expect(outcomeOf({ kind: 'approval', requirement })).toEqual([16, 'awaits']);
    expect(outcomeOf({ kind: 'approval', requirement: { ...requirement, counted: [approval] } })).toEqual([18, 'passes']);
  });

  test('row 18: nothing at all passes', () => {
    expect(decideVerdict([], settings)).toEqual({ conclusion: 'passes', exit: 0, reasons: [{ row: 18, outcome: 'passes' }] });
  });

  test('every row of the table but 17, which adds no outcome of its own, is there and in order', () => {
    const rows = [...new Set(gateTable.map((row) => row.row))];
    expect(rows).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18]);
  });
});

describe('the verdict', () => {
  const undecided = problem({ code: 'internal-error' }, false, false);
  const blocks = finding({ severity: 'critical', change: 'new', status: 'fail', state: 'none' }, true, false);
  const awaits = finding({ severity: 'critical', change: 'new', status: 'fail', state: 'requested' }, true, false);
  const passes = finding({ severity: 'low', change: 'existing', status: 'fail', state: 'none' }, false, true);

  test.each([
    [[passes, awaits, blocks, undecided], 'undecided', 2],
    [[undecided, passes], 'undecided', 2],
    [[awaits, blocks, passes], 'blocks', 1],
    [[passes, awaits], 'awaits', 1],
    [[passes], 'passes', 0],
  ] as const)('is the worst of all items (%#)', (items, conclusion, exit) => {
    const verdict = decideVerdict(items, settings);
    expect([verdict.conclusion, verdict.exit]).toEqual([conclusion, exit]);
    expect(verdict.reasons).toHaveLength(items.length);
  });
});

/** The table of the design, read once more and written as nested questions instead of rows. */
function expected(item: GateItem & { kind: 'finding' }, own: GateSettings): readonly [number, string] {
  const { finding, affected, evaluableOnBase } = item;
  const rank = { critical: 4, high: 3, medium: 2, low: 1, none: 9 };
  const severe = rank[finding.severity] >= rank[own.failOn];
  const isNew = finding.change !== 'existing';
  const state = finding.waiver?.state ?? 'none';
  if (finding.status === 'not-evaluable') {
    if (evaluableOnBase && severe) return [11, 'blocks'];
    return [12, own.notEvaluable === 'block' && isNew ? 'blocks' : 'shown'];
  }
  if (state === 'granted') return [9, 'waived'];
  if (state === 'expired' || state === 'revoked') return affected ? [7, 'blocks'] : [8, 'shown'];
  if (!isNew) return [6, own.gate === 'all' && severe ? 'blocks' : 'shown'];
  if (!severe) return [5, 'warns'];
  return state === 'requested' ? [10, 'awaits'] : [4, 'blocks'];
}

function make(fields: Partial<Finding>): Finding {
  return {
    fingerprint: 'f'.repeat(64),
    control: 'WKL-02',
    severity: 'critical',
    status: 'fail',
    object: { cluster: '', apiVersion: 'apps/v1', group: 'apps', kind: 'Deployment', namespace: 'journal', name: 'api' },
    path: 'spec',
    messageKey: 'privileged',
    params: {},
    precision: 'none',
    root: 'plain:.',
    via: [],
    references: { guide: [], iso27001: [], gdpr: [], nis2: [], cis: {}, pss: null, datatilsynet: [] },
    ...fields,
  };
}

interface Traits {
  readonly severity: Severity;
  readonly change: 'new' | 'existing' | undefined;
  readonly status: 'fail' | 'not-evaluable';
  readonly state: FindingWaiver['state'] | 'none';
}

function finding({ severity, change, status, state }: Traits, affected: boolean, evaluableOnBase: boolean): GateItem & { kind: 'finding' } {
  return {
    kind: 'finding',
    affected,
    evaluableOnBase,
    finding: make({
      severity,
      status,
      ...(change === undefined ? {} : { change }),
      ...(state === 'none' ? {} : { waiver: { id: 'WVR-000000000000', state, expiresAt: '2026-12-01T00:00:00Z' } }),
    }),
  };
}

function problem(fields: { code: ProblemCode; file?: string }, affected: boolean, onBase: boolean): GateItem {
  return { kind: 'problem', problem: { params: {}, ...fields } satisfies Problem, affected, onBase };
}

function rowOf(item: GateItem): number | undefined {
  return decideVerdict([item], settings).reasons[0]?.row;
}

function outcomeOf(item: GateItem, own: GateSettings = settings): readonly [number | undefined, string | undefined] {
  const [reason] = decideVerdict([item], own).reasons;
  return [reason?.row, reason?.outcome];
}
