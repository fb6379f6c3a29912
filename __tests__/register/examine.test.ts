import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { configurationSchema } from '../../src/config/schema.ts';
import type { ControlOutcome, ControlResult } from '../../src/model/control.ts';
import type { Side, SourceFile } from '../../src/model/side.ts';
import { examineRegister } from '../../src/register/examine.ts';
import { withoutAnswered } from '../../src/register/results.ts';
import { control, finding } from '../waivers/world.ts';

const path = 'compliance/register.yaml';
const now = '2026-11-24T12:00:00Z';

const location = (id: string, until?: string, more = '') =>
  `  - id: ${id}\n    name: Data centre ${id}\n    country: DK\n${
    until === undefined
      ? ''
      : `    certificate: {standard: ISO27001, scope: "Operation of ${id}", validUntil: ${until}, reference: r${more}}\n`
  }`;
const register = (...locations: readonly string[]) => `version: 1\nlocations:\n${locations.join('')}`;

function side(text: string | undefined, evidence: Readonly<Record<string, string>> = {}): Side {
  const file = (name: string, content: string): readonly [string, SourceFile] => [
    name,
    { path: name, oid: name, bytes: new TextEncoder().encode(content) },
  ];
  const files = new Map(text === undefined ? [] : [file(path, text)]);
  return { files, problems: [], evidence: new Map(Object.entries(evidence).map(([name, content]) => file(name, content))) };
}

function result(outcome: ControlOutcome): ControlResult {
  return { control: 'PHY-01', outcome, examined: 0, failed: 0, waived: 0, excepted: 0, notEvaluable: 0 };
}

interface Given {
  readonly head: Side;
  readonly base?: Side;
  readonly rules?: ControlOutcome;
  readonly required?: boolean;
  readonly now?: string;
}

function examine({ head, base, rules = 'not-applicable', required = false, now: at = now }: Given) {
  return examineRegister({
    head: { side: head, results: [result(rules)] },
    ...(base === undefined ? {} : { base: { side: base, results: [result(rules)] } }),
    controls: [control('PHY-01')],
    configuration: configurationSchema.parse({ register: { required } }),
    now: at,
  });
}

const outcome = (given: Given) => examine(given).results[0]?.outcome;
const valid = register(location('aarhus-2', '2028-03-09'));

describe('the answer of the register', () => {
  test('says who vouches, until when, and never passes', () => {
    const [answered] = examine({ head: side(register(location('aarhus-2', '2028-03-09'), location('odense-1', '2027-05-01'))) }).results;
    expect(answered).toMatchObject({
      outcome: 'attested',
      attestation: { entries: ['aarhus-2', 'odense-1'], until: '2027-05-01', soon: false },
    });
  });

  test.each([
    ['2027-01-24', false],
    ['2027-01-23', true],
    ['2026-11-24', true],
  ])('an end on %s is near: %p', (until, soon) => {
    expect(examine({ head: side(register(location('aarhus-2', until))) }).results[0]?.attestation).toMatchObject({ until, soon });
  });

  test.each([
    ['2026-11-24T23:59:59.999Z', 'attested'],
    ['2026-11-25T00:30:00+01:00', 'attested'],
    ['2026-11-25T00:00:00Z', 'fail'],
  ])('the last day still counts, in UTC: at %s it is %s', (at, expected) => {
    expect(outcome({ head: side(register(location('aarhus-2', '2026-11-24'))), now: at })).toBe(expected);
  });

  test.each([
    ['fail', 'fail'],
    ['pass', 'pass'],
    ['not-evaluable', 'attested'],
    ['not-applicable', 'attested'],
  ] as const)('where the rules say %s, a valid entry makes it %s', (rules, expected) => {
    expect(outcome({ head: side(valid), rules })).toBe(expected);
  });

  test.each([undefined, 'version: 1\n', 'version: 1\nlocations: []\n', `${valid}unknown: 1\n`])(
    'nothing is attested by a register that is missing, empty or broken (%#)',
    (text) => {
      expect(outcome({ head: side(text) })).toBe('not-evaluable');
    },
  );

  test('a control that is switched off is not asked', () => {
    const { results, findings } = examineRegister({
      head: { side: side(register(location('aarhus-2', '2020-01-01'))), results: [result('not-applicable')] },
      controls: [],
      configuration: configurationSchema.parse({}),
      now,
    });
    expect([results[0]?.outcome, findings]).toEqual(['not-applicable', []]);
  });
});

describe('the evidence behind an entry', () => {
  const sha256 = createHash('sha256').update('the certificate').digest('hex');
  const head = register(location('aarhus-2', '2028-03-09', `, evidence: {file: evidence/c.pdf, sha256: ${sha256}}`));

  test.each([
    ['the one that was registered', { 'evidence/c.pdf': 'the certificate' }, 'attested'],
    ['kept elsewhere', {}, 'attested'],
    ['another one', { 'evidence/c.pdf': 'the certificate, improved' }, 'fail'],
  ] as const)('is %s', (_, evidence, expected) => {
    const { results, findings } = examine({ head: side(head, evidence) });
    expect(results[0]?.outcome).toBe(expected);
    expect(findings.map(({ messageKey, line }) => [messageKey, line])).toEqual(expected === 'fail' ? [['evidenceDiffers', 6]] : []);
  });
});

describe('what a register lacks', () => {
  test('stands on its lines; a section that is not there has none', () => {
    const { findings } = examine({ head: side(register(location('aarhus-2', '2026-11-01'), location('odense-1'))) });
    expect(findings).toMatchObject([
      {
        messageKey: 'expired',
        status: 'fail',
        file: path,
        line: 6,
        precision: 'exact',
        params: { entry: 'aarhus-2', until: '2026-11-01' },
      },
      {
        messageKey: 'missing',
        status: 'not-evaluable',
        file: path,
        line: 7,
        precision: 'derived',
        object: { kind: 'Register', name: 'odense-1' },
      },
    ]);
    const [none] = examine({ head: side('version: 1\n') }).findings;
    expect([none?.file, none?.line, none?.precision]).toEqual([path, undefined, 'file']);
  });

  test('is one remark for a repository without a register, and a finding a control where one is required', () => {
    expect(examine({ head: side(undefined) })).toMatchObject({ findings: [], unanswered: 1 });
    expect(examine({ head: side(undefined), required: true })).toMatchObject({ unanswered: 0, findings: [{ precision: 'none' }] });
  });

  test('is not asked for where rules have judged in full', () => {
    expect(examine({ head: side(register(location('aarhus-2', '2020-01-01'))), rules: 'pass' }).findings).toEqual([]);
  });

  test('a renewed date is another finding, a moved entry the same', () => {
    const of = (...locations: readonly string[]) => examine({ head: side(register(...locations)) }).findings[0]?.fingerprint;
    const moved = of(location('odense-1', '2028-01-01'), location('aarhus-2', '2026-11-01'));
    expect(of(location('aarhus-2', '2026-11-01'))).toBe(moved);
    expect(of(location('aarhus-2', '2026-11-02'))).not.toBe(moved);
  });
});

describe('a change of the register', () => {
  const entries = (head: string | undefined, base: string | undefined) => [
    ...examine({ head: side(head), base: side(base) }).entries.values(),
  ];

  test('cannot vouch for itself: a new entry counts once it is merged', () => {
    const [answered] = examine({ head: side(valid), base: side(register(location('aarhus-2'))) }).results;
    expect(answered).toMatchObject({ outcome: 'not-evaluable', reason: { messageKey: 'pending' } });
  });

  test('cannot vouch for a location that it brings, beside one that is in force', () => {
    const both = register(location('aarhus-2', '2028-03-09'), location('odense-1', '2027-05-01'));
    expect(outcome({ head: side(both), base: side(valid) })).toBe('not-evaluable');
    expect(outcome({ head: side(both), base: side(both) })).toBe('attested');
    expect(outcome({ head: side(valid), base: side(both) })).toBe('attested');
  });

  test('does not make what is in force last longer', () => {
    const longer = examine({ head: side(valid), base: side(register(location('aarhus-2', '2026-12-01'))) }).results[0];
    expect(longer?.attestation?.until).toBe('2026-12-01');
  });

  test('can mend an entry that has run out, or a broken register', () => {
    for (const base of [register(location('aarhus-2', '2020-01-01')), `${valid}unknown: 1\n`])
      expect(examine({ head: side(valid), base: side(base) })).toMatchObject({ findings: [], problems: [] });
  });

  test.each([
    ['takes a valid certificate away', register(location('aarhus-2')), valid, true],
    ['takes away one that has run out', register(location('aarhus-2')), register(location('aarhus-2', '2020-01-01')), true],
    ['deletes the list', 'version: 1\n', valid, true],
    ['deletes the register', undefined, valid, true],
    ['adds a location without a certificate', register(location('aarhus-2', '2028-03-09'), location('odense-1')), valid, false],
    ['leaves alone what was missing', register(location('aarhus-2')), register(location('aarhus-2')), false],
  ])('that %s hides something: %#', (_, head, base, hidden) => {
    expect(entries(head, base)).toEqual([{ state: 'missing', hidden }]);
  });

  test('a location that closes takes its certificate with it', () => {
    const both = register(location('aarhus-2', '2028-03-09'), location('odense-1', '2020-01-01'));
    expect(examine({ head: side(valid), base: side(both) })).toMatchObject({ findings: [], findingsBefore: [{ messageKey: 'expired' }] });
  });

  test('the faults of the head are told, those of the base have had their effect', () => {
    expect(examine({ head: side('version: 2\n'), base: side(valid) }).problems).toMatchObject([{ code: 'register-invalid', line: 1 }]);
    expect(examine({ head: side(valid), base: side('version: 2\n') }).problems).toEqual([]);
  });
});

test('what rules could not evaluate is not repeated once the register answers, but a change that makes it so is told', () => {
  const blind = (change: 'new' | 'existing') => finding(`f-${change}`, { control: 'PHY-01', status: 'not-evaluable', change });
  const failing = finding('f-fail', { control: 'PHY-01', change: 'existing' });
  const findings = [blind('new'), blind('existing'), failing];
  expect(withoutAnswered(findings, [result('attested')])).toEqual([blind('new'), failing]);
  expect(withoutAnswered(findings, [result('not-evaluable')])).toEqual(findings);
});
