import { describe, expect, test } from '@jest/globals';
import { loadForChange } from '../../src/config/of-change.ts';
import type { Problem } from '../../src/model/root.ts';
import type { Side } from '../../src/model/side.ts';

const PATH = '.github/tilsyn.yml';

describe('the configuration that a change is judged by', () => {
  test('given a sound base, then it is the base, whatever the change brings', () => {
    const rules = loadForChange(side('failOn: medium'), side('failOn: none'));
    expect(rules).toMatchObject({ broken: false, problems: [], assumptions: [], inForce: { configuration: { failOn: 'medium' } } });
  });

  test('given none on the base, then it is the default, and that is said', () => {
    const rules = loadForChange(side(), side('failOn: none'));
    expect(rules).toMatchObject({ broken: false, problems: [], inForce: { configuration: { failOn: 'high' } } });
    expect(rules.assumptions).toEqual([{ code: 'no-configuration', params: {} }]);
  });

  test('given a broken base that the change mends, then the strict default decides and the break is named', () => {
    const rules = loadForChange(side('language: da\nfailon: none'), side('failOn: none'));
    expect(rules).toMatchObject({
      broken: true,
      problems: [],
      inForce: { problems: [], configuration: { failOn: 'high', language: 'en' } },
    });
    expect(rules.assumptions).toMatchObject([{ code: 'configuration-broken', params: { file: PATH, line: 2 } }]);
  });

  test.each(['symlink', 'missing'])('given a base file that cannot be read (%s), then it is broken, not absent', (what) => {
    const unreadable: Side = { files: new Map(), problems: [{ code: 'file-unreadable', file: PATH, params: { what } }] };
    expect(loadForChange(unreadable, side('failOn: none'))).toMatchObject({
      broken: true,
      assumptions: [{ code: 'configuration-broken' }],
    });
  });

  test('given a change that breaks it, or leaves it broken, then the problem has file and line', () => {
    for (const base of ['failOn: high', 'failon: high']) {
      const { problems } = loadForChange(side(base), side('failOn: high\nlanguage: fr'));
      expect(problems).toMatchObject([{ code: 'config-invalid', file: PATH, line: 2 } satisfies Partial<Problem>]);
    }
  });

  test('given other files that cannot be read, then the configuration is none the worse', () => {
    const base: Side = { ...side('failOn: low'), problems: [{ code: 'file-unreadable', file: 'a.yaml', params: { what: 'symlink' } }] };
    expect(loadForChange(base, side()).broken).toBe(false);
  });
});

function side(text?: string): Side {
  const bytes = new TextEncoder().encode(text);
  return { files: new Map(text === undefined ? [] : [[PATH, { path: PATH, oid: 'x', bytes }]]), problems: [] };
}
