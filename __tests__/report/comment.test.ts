import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/model/finding.ts';
import { composeCheck } from '../../src/report/check.ts';
import { sizeOf } from '../../src/report/clip.ts';
import { composeComment } from '../../src/report/comment.ts';
import { composeReview } from '../../src/report/review.ts';
import { composeSummary } from '../../src/report/summary.ts';
import { finding, hunks, identity, inLanguage, judge, report, situations } from './fixtures.ts';
import { hostileText } from './hostile-text.ts';
import { readMarkdown } from './markdown-reader.ts';

function many(count: number): Finding[] {
  return Array.from({ length: count }, (_, index) =>
    finding('WKL-02', { file: `apps/a${index}/deploy.yaml`, line: index + 1, object: identity('Deployment', 'journal', `api-${index}`) }),
  );
}

function blockedBy(findings: readonly Finding[]) {
  return report({ verdict: { conclusion: 'blocks', exit: 1, reasons: judge(4, 'blocks', findings) }, findings });
}

describe('composeComment', () => {
  test('given every situation, then the marker is the first line and the verdict the second, at most 90 characters, its weighty word first', () => {
    for (const one of Object.values(situations)) {
      for (const language of ['en', 'da'] as const) {
        const [marker, verdict = ''] = composeComment(inLanguage(one, language)).split('\n');
        expect(marker).toBe('<!-- tilsyn:verdict -->');
        expect(verdict).toMatch(/^\*\*[^*]+\.\*\* /);
        expect(verdict.length).toBeLessThanOrEqual(90);
      }
    }
  });

  test('given a clean change without a difference, then the comment is two lines', () => {
    const lines = composeComment(report({}))
      .split('\n')
      .filter((line) => line !== '');
    expect(lines.slice(1)).toEqual([
      '**Passed.** No new findings in 214 objects.',
      '<sub>The rules of Kubernetes `1.35` apply. tilsyn 0.1.0 · policies c0ffeec0ffee</sub>',
    ]);
  });

  test('given more findings than fit, then it stays within the limit, is closed, keeps its footer and says how many are not shown', () => {
    const text = composeComment(blockedBy(many(3000)));
    expect(sizeOf(text)).toBeLessThanOrEqual(65_536);
    expect(sizeOf(text)).toBeGreaterThan(60_000);
    expect(readMarkdown(text).isClosed).toBe(true);
    const shown = text.match(/^- \*\*Critical/gm)?.length ?? 0;
    const hidden = Number(/^- ([\d,]+) more are not shown here; the job summary/m.exec(text)?.[1]?.replace(',', ''));
    expect(shown + hidden).toBe(3000);
    expect(text).toMatch(/policies c0ffeec0ffee<\/sub>$/);
  });

  test('given a difference larger than a comment, then it is cut and said so', () => {
    const text = '+a\n'.repeat(500);
    const differences = Array.from({ length: 200 }, (_, index) => ({
      identity: identity('Deployment', 'a', `d${index}`),
      kind: 'added' as const,
      text,
    }));
    const written = composeComment(report({ differences }));
    expect(written).toContain('… 300 more lines');
    expect(written).toMatch(/- \d+ more are not shown here/);
    expect(readMarkdown(written).isClosed).toBe(true);
    expect(sizeOf(written)).toBeLessThanOrEqual(65_536);
  });

  test('given the same report with its findings in another order, then the comment is the same, byte for byte', () => {
    const findings = many(8);
    const expected = composeComment(blockedBy(findings));
    fc.assert(
      fc.property(fc.shuffledSubarray(findings, { minLength: 8 }), (shuffled) => {
        expect(composeComment(blockedBy(shuffled))).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('given a finding that the verdict does not speak of, then it is shown all the same', () => {
    const orphan = finding('AUT-09', { change: 'existing', object: identity('ClusterRole', '', 'orphan') });
    expect(composeComment(report({ findings: [orphan] }))).toContain('ClusterRole orphan');
  });

  test('given a finding whose line is not known, then no line is named', () => {
    const vague = finding('WKL-02', { file: 'apps/a.yaml', precision: 'file' });
    const nowhere = finding('ENC-07', { precision: 'none' });
    const text = composeComment(blockedBy([vague, nowhere]));
    expect(text).toContain(
      'correct `spec.template.spec.containers[0].securityContext.privileged` of `Deployment journal/api` in `apps/a.yaml`',
    );
    expect(text).toContain('no source file known');
    expect(text).not.toMatch(/a\.yaml:\d|#L\d/);
  });

  test('given a waiver that was denied, then it is said and not offered again', () => {
    const waiver = { id: 'WVR-0123456789AB', state: 'denied', expiresAt: '2026-12-01T23:59:59Z' } as const;
    const text = composeComment(blockedBy([finding('WKL-02', { file: 'a.yaml', line: 1, waiver })]));
    expect(text).toContain('Waiver `WVR-0123456789AB` was denied.');
    expect(text).not.toContain('/tilsyn waive');
  });

  test('given a root or a login too long for the verdict, then another sentence is taken, not a cut one', () => {
    const problem = { code: 'root-not-rendered', root: `helm:${'x'.repeat(80)}`, params: {} } as const;
    const undecided = report({
      verdict: { conclusion: 'undecided', exit: 2, reasons: [{ row: 2, outcome: 'undecided', problem }] },
      problems: [problem],
    });
    expect(composeComment(undecided).split('\n')[1]).toBe('**Could not be analysed.** 1 problem is named below, so the check blocks.');
    const awaiting = situations.awaiting ?? report({});
    const author = { id: 1, login: 'a'.repeat(39) };
    const long = { ...awaiting, subject: awaiting.subject.kind === 'pull-request' ? { ...awaiting.subject, author } : awaiting.subject };
    expect(composeComment(long).split('\n')[1]).toBe('**Awaiting approval.** 1 required approval is missing for commit `7be1c2f`.');
  });

  test('given an approval that is missing, then it is not among what is fulfilled', () => {
    expect(composeComment(situations.waived ?? report({}))).toMatch(/<sub>Four-eyes rule: 1 of 1\. /);
    expect(composeComment(situations.awaiting ?? report({}))).not.toMatch(/<sub>.*Four-eyes/);
  });

  test('given a problem that blocks among many findings, then both are told and the findings keep their place', () => {
    const problem = { code: 'yaml-invalid', file: 'b.yaml', line: 2, params: {} } as const;
    const one = finding('WKL-02', { file: 'a.yaml', line: 1 });
    const reasons = [{ row: 2, outcome: 'undecided', problem } as const, ...judge(4, 'blocks', [one])];
    const text = composeComment(report({ verdict: { conclusion: 'undecided', exit: 2, reasons }, findings: [one], problems: [problem] }));
    expect(text).toContain('**Next:** correct line 2 in `b.yaml`.');
    expect(text).toContain('#### 1 finding blocks');
  });

  test('given a control that allows no waiver, then none is offered for it', () => {
    const secret = finding('ENC-07', { file: 'a.yaml', line: 7 });
    expect(composeComment(blockedBy([secret]))).not.toContain('/tilsyn waive');
    const both = composeComment(blockedBy([secret, finding('AUT-09', { file: 'b.yaml', line: 1 })]));
    expect(both).toContain('It cannot be waived; for AUT-09 at `Deployment journal/api` a waiver can be asked for, which 1 other person');
    expect(both).toContain('/tilsyn waive AUT-09 --object Deployment/journal/api --expires 30d');
  });

  test('given a finding that may not be waived where it stands, then none is offered for it', () => {
    const one = finding('WKL-02', { file: 'a.yaml', line: 7 });
    const text = composeComment({ ...blockedBy([one]), unwaivable: new Set([one.fingerprint]) });
    expect(text).not.toContain('/tilsyn waive');
    expect(text).toContain('correct line 7 in `a.yaml`. Nothing here can be waived.');
  });

  test('given a name that is no Kubernetes name, then no command is made of it', () => {
    const odd = finding('WKL-02', { object: identity('Deployment', 'journal', 'api --reason "x" --expires') });
    expect(composeComment(blockedBy([odd]))).not.toContain('/tilsyn waive');
  });

  test('given a command to copy, then its reason is too short to be taken as it stands', () => {
    const [command = ''] = /\/tilsyn waive.*/.exec(composeComment(blockedBy(many(1)))) ?? [];
    expect(/--reason "(.*)"$/.exec(command)?.[1]?.length).toBeLessThan(20);
  });
});

describe('hostile text', () => {
  const hostileReport = fc
    .record({ name: hostileText, namespace: hostileText, file: hostileText, value: hostileText, diff: hostileText })
    .map((text) => {
      const one = finding('CHG-01', {
        file: text.file,
        line: 3,
        path: text.value,
        params: { image: text.value },
        object: { ...identity('Pod', text.namespace, text.name), container: text.name },
      });
      const problem = { code: 'yaml-invalid', file: text.file, line: 1, params: { detail: text.value } } as const;
      return report({
        verdict: { conclusion: 'blocks', exit: 1, reasons: judge(4, 'blocks', [one]) },
        findings: [one],
        problems: [problem],
        assumptions: [{ code: 'skip-annotation-ignored', params: { object: text.name, annotation: text.value } }],
        differences: [{ identity: one.object, kind: 'changed', text: text.diff }],
      });
    });

  test('given any text in names, files, values and diffs, then nothing of it is markup, mention or link in what GitHub renders', () => {
    fc.assert(
      fc.property(hostileReport, (one) => {
        const review = composeReview(one, new Map([[one.findings[0]?.file ?? '', [{ start: 1, end: 9 }]]]));
        const written = [
          composeComment(one),
          composeSummary(one),
          composeCheck(one).text,
          composeCheck(one).summary,
          ...review.comments.map((comment) => comment.body),
        ];
        for (const text of written) {
          const { isClosed, bare } = readMarkdown(text);
          expect(isClosed).toBe(true);
          expect(bare).not.toMatch(/@|<b>|javascript|<!-- *-->|#1\b/);
          expect(text).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
          expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('given hostile text, then no line of a comment begins with a command outside a fence', () => {
    fc.assert(
      fc.property(hostileReport, (one) => {
        expect(readMarkdown(composeComment(one)).bare).not.toMatch(/^\/tilsyn/m);
      }),
      { numRuns: 100 },
    );
  });

  test('given the hostile situation, then the annotations and the review hold one line where one line is meant', () => {
    const { annotations, title } = composeCheck(situations.hostile ?? report({}));
    expect(title).not.toContain('\n');
    for (const annotation of annotations) expect(annotation.title).not.toMatch(/[\n\u202E]/);
    expect(composeReview(situations.hostile ?? report({}), hunks).comments).toHaveLength(1);
  });
});
