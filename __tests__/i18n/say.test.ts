import { describe, expect, test } from '@jest/globals';
import { formatDay, formatInstant } from '../../src/i18n/dates.ts';
import { wordCommandErrors, wordDecision } from '../../src/i18n/decision-text.ts';
import { wordFinding } from '../../src/i18n/finding-text.ts';
import { joinOr } from '../../src/i18n/lists.ts';
import { formatNumber } from '../../src/i18n/numbers.ts';
import { wordProblem, wordProblemNext } from '../../src/i18n/problem-text.ts';
import { say } from '../../src/i18n/say.ts';
import { markdown, plain } from '../../src/report/media.ts';
import { controls } from '../report/controls.ts';
import { finding } from '../report/fixtures.ts';

describe('say', () => {
  test.each([
    ['`{file}` has {count} keys', { file: 'a`b', count: 1200 }, '``a`b`` has 1,200 keys'],
    ['at line {line}', { line: 1200 }, 'at line 1200'],
    ['no[? by {who}] one', {}, 'no one'],
    ['no[? by {who}] one', { who: '@x' }, 'no by `@x` one'],
    ['missing {who}', {}, 'missing {who}'],
    ['[a](b) | <c> ~d~ \\', {}, '\\[a\\](b) \\| \\<c\\> \\~d\\~ \\\\'],
    ['a * b and `*`', {}, 'a \\* b and `*`'],
    ['**Bold `{x}`** rest', { x: '1' }, '**Bold `1`** rest'],
    ['rule `rules[{n}]` is {yes}', { n: 0, yes: true }, 'rule `rules[0]` is true'],
    ['`{constructor}` {toString}', {}, '`{constructor}` {toString}'],
  ])('given %j with %j, then it is %j', (template, params, expected) => {
    expect(say(template, params, markdown, 'en')).toBe(expected);
  });
});

describe('dates and numbers', () => {
  test('given an instant, then each language writes it its way', () => {
    expect(formatInstant('2026-11-24T14:05:59Z', 'en')).toBe('24 November 2026, 14:05 UTC');
    expect(formatInstant('2026-11-24T14:05:59Z', 'da')).toBe('24. november 2026 kl. 14.05 UTC');
    expect(formatDay('2026-12-01T23:59:59.999Z', 'en')).toBe('1 December 2026');
    expect(formatDay('2026-12-01T23:30:00-02:00', 'da')).toBe('2. december 2026');
    expect(formatDay('tomorrow', 'da')).toBe('tomorrow');
  });

  test.each([
    [0, '0', '0'],
    [999, '999', '999'],
    [1000, '1,000', '1.000'],
    [-1234567, '-1,234,567', '-1.234.567'],
    [1.5, '1.5', '1,5'],
    [1e21, '1e+21', '1e+21'],
    [Number.NaN, 'NaN', 'NaN'],
  ])('given %d, then it is %s and %s', (value, en, da) => {
    expect(formatNumber(value, 'en')).toBe(en);
    expect(formatNumber(value, 'da')).toBe(da);
  });

  test('given names, then they are joined by or', () => {
    expect(joinOr([], 'en')).toBe('');
    expect(joinOr(['a'], 'en')).toBe('a');
    expect(joinOr(['a', 'b', 'c'], 'da')).toBe('a, b eller c');
  });
});

describe('wordFinding', () => {
  test('given a number from a manifest, then it is not grouped', () => {
    const one = finding('AUT-09', { params: { rule: 8080, field: 'verbs' } });
    expect(wordFinding(one, controls.get('AUT-09'), plain, 'en')).toBe('Rule 8080 has `*` in `verbs`.');
  });

  test('given a key without a message, then the title of the control speaks', () => {
    expect(wordFinding(finding('WKL-02', { messageKey: 'toString' }), controls.get('WKL-02'), plain, 'da')).toBe(
      'Ingen container kører som privileged.',
    );
  });

  test('given an unknown control, then its id and key speak', () => {
    expect(wordFinding(finding('WKL-02', {}), undefined, plain, 'en')).toBe('`WKL-02`: `privileged`.');
  });
});

describe('wordDecision', () => {
  test.each([
    [
      'self-approval',
      { login: 'anna', who: 'bo, carla' },
      '**Not counted.** `anna` made this change and cannot approve it. `bo` or `carla` can.',
    ],
    [
      'waiver-requested',
      {
        login: 'anna',
        control: 'AUT-12',
        subject: 'RoleBinding/journal/drift',
        expiresAt: '2026-12-01T23:59:59Z',
        id: 'WVR-0123456789AB',
        people: 2,
        days: 7,
      },
      '**Waiver requested** by `anna` for AUT-12 on `RoleBinding/journal/drift`, until 1 December 2026. It is `WVR-0123456789AB`. Approvals needed: 2. The request lapses in 7 days.',
    ],
    [
      'control-unknown',
      { control: '@x`y' },
      '**Not counted.** There is no control ``@x`y``. `/tilsyn status` lists the findings with their controls.',
    ],
    [
      'approval-recorded',
      { login: 'bo', sha: '7be1c2f04d3a9b8c7e6f' },
      '**Approval recorded.** `bo` approves commit `7be1c2f04d3a`. A new commit needs a new approval.',
    ],
  ] as const)('given %s, then the answer says which rule decided and who may act', (code, params, expected) => {
    expect(wordDecision(code, params, markdown, 'en')).toBe(expected);
  });

  test('given Danish, then the model sentence of the glossary stands', () => {
    const params = { login: 'anna', who: 'bo, carla' };
    expect(wordDecision('self-approval', params, markdown, 'da')).toBe(
      '**Tæller ikke.** `anna` har lavet ændringen og kan ikke selv godkende den. `bo` eller `carla` kan.',
    );
  });
});

describe('wordCommandErrors', () => {
  test('given errors, then each has its line, and the head says that nothing was carried out', () => {
    const errors = [
      { line: 3, code: 'unknown-verb', params: { word: 'wave', suggestion: 'waive' } },
      { line: 4, code: 'unknown-flag', params: { flag: '--x', verb: 'waive', suggestion: '' } },
    ] as const;
    expect(wordCommandErrors(errors, markdown, 'en')).toEqual([
      '**Not understood.** Nothing in this comment was carried out.',
      'Line 3: `wave` is not a command. Was `waive` meant?',
      'Line 4: `--x` is not an option of `waive`.',
    ]);
  });
});

describe('wordProblem', () => {
  test('given facts, then they are named; given none, then the sentence stands without them', () => {
    const problem = { code: 'yaml-invalid', file: 'a.yaml', line: 3, params: { detail: 'bad indentation.' } } as const;
    expect(wordProblem(problem, plain, 'en')).toBe('`a.yaml`, line 3, is not valid YAML: bad indentation.');
    expect(wordProblemNext(problem, plain, 'da')).toBe('Ret linje 3 i `a.yaml`.');
    expect(wordProblem({ code: 'github-failed', params: {} }, plain, 'en')).toBe('GitHub did not answer as needed.');
  });
});
