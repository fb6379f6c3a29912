import { describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/load.ts';

describe('loadConfiguration', () => {
  test('no file and an empty file are the same sound defaults', () => {
    const none = loadConfiguration(undefined);
    const empty = loadConfiguration('# nothing yet\n');
    expect([none.present, empty.present]).toEqual([false, true]);
    expect([none.problems, empty.problems]).toEqual([[], []]);
    expect(empty.configuration).toEqual(none.configuration);
    expect(none.configuration).toMatchObject({
      profile: 'danish-healthcare',
      failOn: 'high',
      approvals: { required: 1, rules: [] },
      gate: 'new',
    });
  });

  test('an unknown key is named with its line and the key that was probably meant', () => {
    const { problems, configuration } = loadConfiguration('language: da\n\nfailon: low\n');
    expect(problems).toEqual([
      { code: 'config-invalid', file: '.github/tilsyn.yml', line: 3, params: { detail: 'unknown key `failon`; did you mean `failOn`?' } },
    ]);
    expect(configuration.language).toBe('en');
  });

  test('all faults are told at once, each on its line', () => {
    const { problems } = loadConfiguration('failOn: everything\nwaivers:\n  maxDays:\n    critical: 0\n    hihg: 3\n');
    expect(problems.map((problem) => problem.line)).toEqual([1, 4, 5]);
  });

  test('a broken file gives the strict defaults and never half of what it says', () => {
    const { configuration, problems } = loadConfiguration('approvals: none\nfailOn: [\n');
    expect(problems.length).toBeGreaterThan(0);
    expect(configuration.approvals).toEqual({ required: 1, rules: [] });
  });

  test('a key that stands twice is refused, since people and programs would read different ones', () => {
    const { problems } = loadConfiguration('failOn: none\nfailOn: high\n');
    expect(problems).toMatchObject([{ code: 'config-invalid', line: 2 }]);
  });

  test('the digest follows the bytes', () => {
    expect(loadConfiguration('language: da').digest).not.toBe(loadConfiguration('language: en').digest);
  });
});

describe('platform components', () => {
  test('are acknowledged by their ids', () => {
    const { configuration, problems } = loadConfiguration('platform:\n  acknowledged: [flux, cert-manager]\n');
    expect(problems).toEqual([]);
    expect(configuration.platform.acknowledged).toEqual(['flux', 'cert-manager']);
  });

  test('an unknown one is an error with its line and the nearest known one', () => {
    const { configuration, problems } = loadConfiguration('platform:\n  acknowledged:\n    - flux\n    - cert-manger\n');
    expect(problems).toEqual([
      {
        code: 'config-invalid',
        file: '.github/tilsyn.yml',
        line: 4,
        params: { detail: expect.stringContaining('did you mean `cert-manager`?') },
      },
    ]);
    expect(configuration.platform.acknowledged).toEqual([]);
  });
});
