import { describe, expect, test } from '@jest/globals';
import { foldImplied } from '../../src/report/implied.ts';
import { sortOutcomes } from '../../src/report/outcomes.ts';
import { finding, identity, judge, report } from './fixtures.ts';

const api = { ...identity('Deployment', 'journal', 'api'), container: 'api' };
const web = { ...identity('Deployment', 'journal', 'api'), container: 'web' };

describe('foldImplied', () => {
  test('given a chain, then all of it is told with its beginning', () => {
    const first = finding('WKL-02', { object: api });
    const second = finding('WKL-05', { object: api, impliedBy: 'WKL-02' });
    const third = finding('CHG-01', { object: api, impliedBy: 'WKL-05' });
    expect(foldImplied([third, second, first], () => true)).toEqual([{ finding: first, implied: [third, second] }]);
  });

  test('given a ring or a missing cause, then each stands for itself', () => {
    const left = finding('WKL-02', { object: api, impliedBy: 'WKL-05' });
    const right = finding('WKL-05', { object: api, impliedBy: 'WKL-02' });
    const alone = finding('CHG-01', { object: web, impliedBy: 'WKL-02' });
    expect(foldImplied([left, right, alone], () => true).map((told) => told.finding)).toEqual([left, right, alone]);
  });
});

describe('sortOutcomes', () => {
  test('given an implied finding that the gate judged, then it stands on its own pile', () => {
    const cause = finding('WKL-02', { object: api });
    const effect = finding('WKL-05', { object: api, impliedBy: 'WKL-02' });
    const { blocking, warning } = sortOutcomes(
      report({
        verdict: { conclusion: 'blocks', exit: 1, reasons: [...judge(4, 'blocks', [cause]), ...judge(5, 'warns', [effect])] },
        findings: [effect, cause],
      }),
    );
    expect(blocking).toEqual([{ finding: cause, implied: [] }]);
    expect(warning).toEqual([{ finding: effect, implied: [] }]);
  });

  test('given a waived cause, then what follows from it is told as waived and nowhere else', () => {
    const cause = finding('WKL-02', { object: api });
    const effect = finding('WKL-05', { object: api, impliedBy: 'WKL-02' });
    const outcomes = sortOutcomes(
      report({ verdict: { conclusion: 'passes', exit: 0, reasons: judge(9, 'waived', [cause]) }, findings: [effect, cause] }),
    );
    expect(outcomes.waived).toEqual([{ finding: cause, implied: [effect] }]);
    expect(outcomes.warning).toEqual([]);
  });

  test('given two judgements of one fingerprint, then the worse one counts', () => {
    const one = finding('WKL-02', { object: api });
    const reasons = [...judge(4, 'blocks', [one]), ...judge(9, 'waived', [one])];
    const { blocking, waived } = sortOutcomes(report({ verdict: { conclusion: 'blocks', exit: 1, reasons }, findings: [one] }));
    expect([blocking.length, waived.length]).toEqual([1, 0]);
  });
});
