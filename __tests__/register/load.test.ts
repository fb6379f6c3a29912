import { describe, expect, test } from '@jest/globals';
import { loadRegister } from '../../src/register/load.ts';

const path = 'compliance/register.yaml';
const today = '2026-11-24';

const faults = (text: string) => {
  const { register, problems } = loadRegister(text, path, today);
  return { usable: register !== undefined, faults: problems.map(({ line, params }) => `${line} ${params.detail}`) };
};

describe('loadRegister', () => {
  test('no file is no fault, and an entry is read', () => {
    expect(loadRegister(undefined, path, today)).toMatchObject({ present: false, problems: [] });
    const { register } = loadRegister('version: 1\nlocations:\n  - {id: aarhus-2, name: Aarhus, country: DK}\n', path, today);
    expect(register?.locations).toEqual([{ id: 'aarhus-2', name: 'Aarhus', country: 'DK' }]);
  });

  test('an unknown key deep in the file is told with its line and the key that was meant', () => {
    const text = 'version: 1\nlocations:\n  - id: aarhus-2\n    name: Aarhus\n    country: DK\n    certficate: {}\n';
    expect(faults(text)).toEqual({ usable: false, faults: ['6 unknown key `certficate`; did you mean `certificate`?'] });
  });

  test.each([
    ['a day that the calendar has not', 'reviewedOn: 2026-02-30', /^3 `roster\.reviewedOn`: a day of the calendar/],
    ['a day that has not come', 'reviewedOn: 2026-11-25', /^3 `roster\.reviewedOn`: 2026-11-25 has not come yet/],
    ['an instant in place of a day', 'reviewedOn: 2026-11-24T08:00:00Z', /^3 /],
  ])('%s is a fault on its line', (_, line, expected) => {
    const { usable, faults: found } = faults(`version: 1\nroster:\n  ${line}\n  people: [anna]\n  reviewer: bo\n  reference: r\n`);
    expect(usable).toBe(false);
    expect(found).toEqual([expect.stringMatching(expected)]);
  });

  test('today has come', () => {
    expect(faults('version: 1\nroster: {reviewedOn: 2026-11-24, people: [anna], reviewer: bo, reference: r}\n').usable).toBe(true);
  });

  test('a certificate that would never end, one that ends before it begins, and a name that stands twice', () => {
    const certificate = (dates: string) => `certificate: {standard: ISO27001, scope: Aarhus, reference: r, ${dates}}`;
    const location = (dates: string) => `  - {id: a, name: Aarhus, country: DK, ${certificate(dates)}}\n`;
    const text = `version: 1\nlocations:\n${location('validUntil: 9999-12-31')}${location('issuedOn: 2026-01-01, validUntil: 2025-12-31')}`;
    expect(faults(text).faults).toEqual([
      '4 `locations.1.certificate.validUntil`: ends before it begins',
      expect.stringMatching(/^3 `locations\.0\.certificate\.validUntil`: a certificate runs for three years/),
      '4 `locations.1.id`: `a` stands twice',
    ]);
  });

  test.each(['/etc/passwd', '../other/report.pdf', 'a/../../b', 'a/..'])('evidence at %s is refused', (file) => {
    const evidence = `{file: ${JSON.stringify(file)}, sha256: ${'a'.repeat(64)}}`;
    const text = `version: 1\nroster: {reviewedOn: 2026-11-24, people: [anna], reviewer: bo, reference: r, evidence: ${evidence}}\n`;
    expect(faults(text)).toMatchObject({ usable: false, faults: [expect.stringContaining('a path from the top of the repository')] });
  });

  test('aliases that unfold without end are a fault and no crash', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...['b', 'c', 'd', 'e', 'f', 'g'].map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]}, `.repeat(9)}]`),
    ];
    expect(faults(`${bomb.join('\n')}\n`)).toMatchObject({ usable: false });
  });

  test('of two documents in one file neither counts', () => {
    expect(faults('version: 1\n---\nversion: 1\n').usable).toBe(false);
  });
});
