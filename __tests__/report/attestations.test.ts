import { describe, expect, test } from '@jest/globals';
import type { Attestation, ControlResult } from '../../src/model/control.ts';
import { writeReport } from '../../src/report/json.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { composeSummary } from '../../src/report/summary.ts';
import { composeText } from '../../src/report/text.ts';
import { report } from './fixtures.ts';

const counts = { examined: 0, failed: 0, waived: 0, excepted: 0, notEvaluable: 0 };

function attested(attestation: Attestation) {
  return report({ results: [{ control: 'WKL-02', outcome: 'attested', ...counts, attestation }] });
}

const vouched = attested({ entries: ['aarhus-2'], until: '2028-03-09', soon: false });

describe('what rests on the register', () => {
  test('is told apart from what was checked, with its entry and its last day, in both languages', () => {
    expect(composeText(vouched)).toContain('1 control rests on the register\n  WKL-02: `aarhus-2`, until 9 March 2028.\n');
    expect(composeText({ ...vouched, language: 'da' })).toContain('  WKL-02: `aarhus-2`, til og med den 9. marts 2028.\n');
    expect(composeSummary(vouched)).toContain('| attested by `aarhus-2` until 9 March 2028 |');
    expect(composeSummary({ ...vouched, language: 'da' })).toContain(
      '| dokumenteret i registeret af `aarhus-2` til og med den 9. marts 2028 |',
    );
  });

  test('says that its end is near', () => {
    const soon = attested({ entries: ['aarhus-2'], until: '2026-12-01', soon: true });
    expect(composeText(soon)).toContain('until 1 December 2026. Renew it before that day.');
    expect(composeSummary(soon)).toContain('until 1 December 2026, which is soon |');
  });

  test('is counted in the verdict and never called a pass', () => {
    expect(composeText(vouched)).toContain('1 control rests on the register');
    expect(writeReport(vouched).controls).toMatchObject([
      { result: 'attested', attestation: { entries: ['aarhus-2'], until: '2028-03-09' } },
    ]);
  });

  test('names three entries and counts the rest; the JSON report names all', () => {
    const many = attested({ entries: ['a', 'b', 'c', 'd', 'e'], until: '2028-03-09', soon: false });
    expect(composeText(many)).toContain('WKL-02: `a`, `b`, `c`, 2 more, until');
    expect(writeReport(many).controls[0]?.attestation?.entries).toHaveLength(5);
  });

  test('cannot mention anybody or break out of the table', () => {
    const hostile = composeSummary(attested({ entries: ['x` | @klinik/drift\n| pass'], until: '2028-03-09', soon: false }));
    const rows = hostile.split('\n').filter((line) => line.startsWith('| WKL-02'));
    expect(rows).toHaveLength(1);
    // All of it stays inside one code span of one cell.
    expect(rows[0]?.split('|')).toHaveLength(9);
    expect(rows[0]).toContain('``x` ¦ @klinik/drift ¦ pass``');
  });
});

describe('why a result is what it is', () => {
  const because = (result: Partial<ControlResult>) =>
    report({ results: [{ control: 'WKL-02', outcome: 'not-evaluable', ...counts, ...result }] });
  const missing = because({ reason: { messageKey: 'noRegister', params: { path: 'compliance/register.yaml' } } });

  test('stands beside it in the summary and in the JSON report', () => {
    expect(composeSummary(missing)).toContain('| not evaluable: There is no register at `compliance/register.yaml`. |');
    expect(writeReport({ ...missing, language: 'da' }).controls[0]?.reason).toBe('There is no register at `compliance/register.yaml`.');
  });

  test('keeps to the schema, and a reason that nobody knows falls back on that of the control', () => {
    for (const one of [missing, vouched]) expect(reportSchema.safeParse(writeReport(one)).error).toBeUndefined();
    expect(writeReport(because({ reason: { messageKey: 'constructor', params: {} } })).controls[0]?.reason).toBe(
      report({}).controls.get('WKL-02')?.en.notEvaluableWhen,
    );
  });
});
