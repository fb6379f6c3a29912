import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { composeCheck } from '../../src/report/check.ts';
import { sizeOf } from '../../src/report/clip.ts';
import { writeReport } from '../../src/report/json.ts';
import { composeSarif } from '../../src/report/sarif.ts';
import { composeWorkflowCommands } from '../../src/report/workflow-commands.ts';
import { finding, identity, inLanguage, judge, report, situations } from './fixtures.ts';

const validate = new Ajv({ allErrors: true, strict: false }).compile(
  JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')),
);

const many = Array.from({ length: 70 }, (_, index) =>
  finding(index % 2 === 0 ? 'WKL-02' : 'CHG-01', {
    file: `a${index}.yaml`,
    line: index + 1,
    object: identity('Deployment', 'journal', `api-${index}`),
  }),
);
const crowded = report({
  verdict: {
    conclusion: 'blocks',
    exit: 1,
    reasons: many.flatMap((one) => (one.control === 'WKL-02' ? judge(4, 'blocks', [one]) : judge(5, 'warns', [one]))),
  },
  findings: many,
});

describe('writeReport', () => {
  test.each(Object.entries(situations))('given the situation %s, then the document fits its schema', (_, one) => {
    const document = JSON.parse(JSON.stringify(writeReport(one)));
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
    expect(document.schema).toBe('tilsyn.report/v1');
  });

  test('given a document with a line 0 or an unknown field, then the schema refuses it', () => {
    const document = JSON.parse(JSON.stringify(writeReport(situations.blocked ?? report({}))));
    expect(validate({ ...document, extra: 1 })).toBe(false);
    expect(validate({ ...document, findings: [{ ...document.findings[0], line: 0 }] })).toBe(false);
  });

  test('given a Danish report, then the document is the same as the English one', () => {
    for (const one of Object.values(situations)) expect(writeReport(inLanguage(one, 'da'))).toEqual(writeReport(one));
  });

  test('given a finding, then its message, remediation and references are those of its control', () => {
    const [first] = writeReport(situations.blocked ?? report({})).findings;
    expect(first).toMatchObject({
      control: 'WKL-02',
      message: 'Container `api` runs with `privileged: true`.',
      remediation: expect.stringContaining('Remove privileged: true'),
      object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'journal', name: 'api', container: 'api', cluster: '' },
      references: { pss: 'baseline', cis: { '2.0': ['5.2.2'] } },
    });
    expect(first?.object).not.toHaveProperty('group');
  });

  test('given a problem that only the verdict names, then it is in the list of what was not analysed', () => {
    const problem = { code: 'merge-conflict', params: { files: 'a.yaml' } } as const;
    const one = report({ verdict: { conclusion: 'undecided', exit: 2, reasons: [{ row: 1, outcome: 'undecided', problem }] } });
    expect(writeReport(one).notAnalysed).toMatchObject([{ code: 'merge-conflict', message: expect.stringContaining('a.yaml') }]);
  });
});

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region?: object } },
  ];
  readonly suppressions: readonly { readonly status: string }[];
}

function sarifOf(one = report({})) {
  const document = composeSarif(one) as {
    version: string;
    runs: [{ tool: { driver: { rules: { id: string }[] } }; invocations: [{ executionSuccessful: boolean }]; results: SarifResult[] }];
  };
  return document.runs[0];
}

describe('composeSarif', () => {
  test('given every situation, then results point at their rule and have a place, and no line is made up', () => {
    for (const one of Object.values(situations)) {
      const run = sarifOf(one);
      expect(run.results).toHaveLength(one.findings.filter((finding) => finding.change !== 'fixed').length);
      for (const result of run.results) {
        expect(run.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
        expect(result.locations[0].physicalLocation.artifactLocation.uri).toMatch(/^[A-Za-z0-9%._~!'()*/-]+$/);
      }
    }
  });

  test('given a finding without a line or a file, then it has no region, and its root stands for the file', () => {
    const [result] = sarifOf(report({ findings: [finding('WKL-02', { precision: 'none' })] })).results;
    expect(result?.locations[0].physicalLocation).toEqual({ artifactLocation: { uri: 'apps/journal' } });
  });

  test('given a waived finding, then it is suppressed; given a requested waiver, then it is under review', () => {
    expect(sarifOf(situations.waived).results[0]?.suppressions).toMatchObject([{ kind: 'external', status: 'accepted' }]);
    expect(sarifOf(situations.requested).results[0]?.suppressions).toMatchObject([{ status: 'underReview' }]);
    expect(sarifOf(situations.blocked).results[0]?.suppressions).toEqual([]);
  });

  test('given a result that cannot be evaluated, then it is open and has no level', () => {
    expect(sarifOf(situations.blocked).results.find((result) => result.kind === 'open')).toMatchObject({ ruleId: 'WKL-02', level: 'none' });
  });

  test('given a root that did not render, then the run did not succeed', () => {
    expect(sarifOf(situations.undecided).invocations[0].executionSuccessful).toBe(false);
    expect(sarifOf(situations.blocked).invocations[0].executionSuccessful).toBe(true);
  });

  test('given a link in a name, then the message holds none', () => {
    for (const result of sarifOf(situations.hostile).results) expect(result.message.text).not.toMatch(/[^\\]\]\(/);
  });
});

describe('composeWorkflowCommands', () => {
  test('given more findings than GitHub shows, then ten of a level stand and the rest is counted', () => {
    const { commands, rest, note } = composeWorkflowCommands(crowded);
    expect(commands.filter((command) => command.level === 'error')).toHaveLength(10);
    expect(commands.filter((command) => command.level === 'warning')).toHaveLength(10);
    expect(rest).toBe(50);
    expect(note).toBe('50 more findings are not shown as annotations; the job summary lists them.');
  });

  test('given a finding without a sure line, then it is counted as not shown', () => {
    const vague = finding('WKL-02', { file: 'a.yaml', precision: 'file' });
    const one = report({ verdict: { conclusion: 'blocks', exit: 1, reasons: judge(4, 'blocks', [vague]) }, findings: [vague] });
    expect(composeWorkflowCommands(one)).toMatchObject({ commands: [], rest: 1 });
  });
});

describe('composeCheck', () => {
  test('given many findings, then title, summary, text and annotations are within the limits of GitHub', () => {
    const { title, summary, text, annotations } = composeCheck(crowded);
    expect(title.length).toBeLessThanOrEqual(255);
    expect(sizeOf(summary)).toBeLessThanOrEqual(65_535);
    expect(sizeOf(text)).toBeLessThanOrEqual(65_535);
    expect(annotations).toHaveLength(70);
    for (const annotation of annotations) {
      expect(annotation.title.length).toBeLessThanOrEqual(255);
      expect(sizeOf(annotation.message)).toBeLessThanOrEqual(65_536);
      expect(annotation.startLine).toBeGreaterThan(0);
    }
  });

  test('given an existing finding that blocks, then it is no annotation of this change', () => {
    const old = finding('WKL-02', { file: 'a.yaml', line: 3, change: 'existing' });
    const one = report({ verdict: { conclusion: 'blocks', exit: 1, reasons: judge(6, 'blocks', [old]) }, findings: [old] });
    expect(composeCheck(one).annotations).toEqual([]);
    expect(composeCheck(one).title).toBe('Blocked. 1 finding blocks, its severity is critical.');
  });
});
