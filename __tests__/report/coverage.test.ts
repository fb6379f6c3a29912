import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readPolicyManifest } from '../../src/evaluate/controls.ts';
import { textsFor } from '../../src/i18n/texts.ts';
import type { ControlResult } from '../../src/model/control.ts';
import { coverFrames } from '../../src/report/coverage.ts';
import { nameRow } from '../../src/report/coverage-names.ts';
import { finding, identity, report } from './fixtures.ts';

const all = readPolicyManifest(readFileSync(new URL('../../dist/policies.json', import.meta.url), 'utf8')).controls;
const controls = new Map(all.map((control) => [control.id, control]));
const quiet = { examined: 0, failed: 0, excepted: 0, waived: 0, notEvaluable: 0 };

function coverageOf(...results: readonly ControlResult[]) {
  return coverFrames(report({ controls, results }));
}

function answersOf(result: ControlResult, findings = report({}).findings) {
  const [guide] = coverFrames(report({ controls, results: [result], findings }));
  return guide?.rows.flatMap(({ answers }) => Object.entries(answers).flatMap(([answer, own]) => (own.length === 0 ? [] : [answer])));
}

describe('the coverage of all controls', () => {
  const frames = coverageOf(...all.map(({ id }): ControlResult => ({ control: id, outcome: 'pass', ...quiet, examined: 1 })));
  const rowsOf = (name: string) => frames.find(({ frame }) => frame === name)?.rows ?? [];

  test('has each control in the frame of the guide, by its areas or beyond them', () => {
    const covered = rowsOf('guide').flatMap(({ answers }) => answers.met.map(({ control }) => control));
    expect([...new Set(covered)].sort()).toEqual([...controls.keys()].sort());
    expect(rowsOf('guide').map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '']);
  });

  test('has the ten measures of section 6, those that no control answers included, and the duties to report below', () => {
    expect(rowsOf('nis2').map(({ key }) => key)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `6(1)(${index + 1})`),
      '12',
      '13',
      '15',
    ]);
    expect(
      rowsOf('nis2')
        .filter(({ count }) => count === 0)
        .map(({ key }) => key),
    ).toEqual(['6(1)(1)', '6(1)(7)']);
  });

  test('orders numbers as numbers and names each row in both languages', () => {
    const iso = rowsOf('iso27001').map(({ key }) => key);
    expect(iso.indexOf('5.9')).toBeLessThan(iso.indexOf('5.12'));
    for (const language of ['en', 'da'] as const) {
      for (const { frame, rows } of frames)
        for (const { key } of rows) {
          const { number, title } = nameRow(frame, key, report({ controls, language }), textsFor(language).coverage);
          expect(number).not.toBe('');
          if (key !== '' && !/^(12|13|15)$/.test(key)) expect([frame, key, title]).not.toContain('');
        }
    }
  });

  test('writes a provision as the law of the reader does', () => {
    const name = (frame: 'gdpr' | 'nis2', key: string, language: 'en' | 'da') =>
      nameRow(frame, key, report({ controls, language }), textsFor(language).coverage).number;
    expect(name('gdpr', '32(1)(b)', 'da')).toBe('artikel 32, stk. 1, litra b');
    expect(name('nis2', '6(1)(8)', 'da')).toBe('§ 6, stk. 1, nr. 8');
    expect(name('nis2', '6(1)(8)', 'en')).toBe('Section 6(1)(8)');
  });
});

describe('the answer to a control', () => {
  const until = { entries: ['aarhus-2'], until: '2027-01-01', soon: false };
  const lapsed = { messageKey: 'expired', params: { entry: 'aarhus-2', until: '2026-01-01' } };
  const register = finding('WKL-02', { control: 'BAK-05', object: { ...identity('Register', '', 'aarhus-2'), group: 'tilsyn.register' } });
  const bucket = finding('WKL-02', { control: 'BAK-05', object: identity('Bucket', '', 'copies') });

  test('that somebody vouches for is never among what was checked', () => {
    expect(answersOf({ control: 'PHY-01', outcome: 'attested', ...quiet, attestation: until })).toEqual(['attested']);
  });

  test('that only the register keeps from being met is a matter of the register', () => {
    expect(answersOf({ control: 'BAK-05', outcome: 'fail', ...quiet, failed: 1, reason: lapsed }, [register])).toEqual(['lacking']);
    expect(answersOf({ control: 'PHY-01', outcome: 'not-evaluable', ...quiet, reason: { messageKey: 'missing', params: {} } })).toEqual([
      'lacking',
    ]);
  });

  test('that manifests fail is not met, whatever the register says besides', () => {
    expect(answersOf({ control: 'BAK-05', outcome: 'fail', ...quiet, failed: 2, reason: lapsed }, [register, bucket])).toEqual(['notMet']);
    expect(answersOf({ control: 'BAK-05', outcome: 'fail', ...quiet, failed: 1 }, [bucket])).toEqual(['notMet']);
  });

  test('that looked at nothing is never met', () => {
    expect(answersOf({ control: 'PHY-02', outcome: 'not-applicable', ...quiet })).toEqual(['notApplicable']);
  });
});
