import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.ts';
import { composeJunit } from '../../src/report/junit.ts';
import { finding, inLanguage, report, situations } from './fixtures.ts';

describe('the report as JUnit', () => {
  test.each(Object.entries(situations))('given %s, then it is red exactly where the verdict is', (_name, one) => {
    const text = composeJunit(one);
    expect(/<(?:failure|error) /.test(text)).toBe(one.verdict.exit !== 0);
    const [, tests, failures, errors, skipped] = /tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(text) ?? [];
    const count = (tag: string): string => String(text.match(new RegExp(`<${tag} `, 'g'))?.length ?? 0);
    expect([tests, failures, errors, skipped]).toEqual(['testcase', 'failure', 'error', 'skipped'].map(count));
  });

  test('given a finding that blocks, then its control fails and names object, file and line', () => {
    expect(composeJunit(situations.blocked as Report)).toMatch(
      /<testcase classname="tilsyn.WKL" name="WKL-02 [^"]+"><failure type="critical" message="Deployment journal\/api: [^"]+\(apps\/journal\/deploy.yaml:\d+\)/,
    );
  });

  test('given a finding of a control without a result, then it is not lost', () => {
    const one = finding('WKL-02', {});
    const verdict = { conclusion: 'blocks', exit: 1, reasons: [{ row: 4, outcome: 'blocks', finding: one }] } as const;
    expect(composeJunit(report({ findings: [one], results: [], verdict }))).toContain('name="WKL-02');
  });

  test('given hostile names, then nothing of them is markup', () => {
    const text = composeJunit(situations.hostile as Report);
    expect(text).not.toMatch(/<(?!\/?(?:testsuites|testsuite|testcase|failure|error|skipped)\b|\?xml)/);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('given Danish, then titles are Danish', () => {
    expect(composeJunit(inLanguage(situations.blocked as Report, 'da'))).toContain('Ingen container kører som privileged');
  });
});
