import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/model/finding.ts';
import { composeReview } from '../../src/report/review.ts';
import { finding, identity, judge, report } from './fixtures.ts';

const inApi = { object: { ...identity('Deployment', 'journal', 'api'), container: 'api' }, file: 'a.yaml' };

function blockedBy(findings: readonly Finding[]) {
  return report({ verdict: { conclusion: 'blocks', exit: 1, reasons: judge(4, 'blocks', findings) }, findings });
}

describe('composeReview', () => {
  test('given findings on one line, then one comment speaks of all of them', () => {
    const findings = [finding('WKL-02', { ...inApi, line: 4 }), finding('CHG-01', { ...inApi, line: 4 })];
    const { comments, left } = composeReview(blockedBy(findings), new Map([['a.yaml', [{ start: 1, end: 9 }]]]));
    expect(comments).toHaveLength(1);
    expect(comments[0]).toMatchObject({ path: 'a.yaml', line: 4, side: 'RIGHT' });
    expect(comments[0]).not.toHaveProperty('startLine');
    expect(comments[0]?.body).toContain('No container runs privileged');
    expect(comments[0]?.body).toContain('Images are fixed');
    const marked = findings.map((one) => one.fingerprint.slice(0, 16)).join(' ');
    expect(comments[0]?.body.split('\n')[0]).toBe(`<!-- tilsyn:finding ${marked} -->`);
    expect(left).toEqual([]);
  });

  test.each([
    ['before the hunk', 4],
    ['after the hunk', 21],
  ])('given a line %s, then the finding goes on its file', (_, line) => {
    const { comments, fileComments } = composeReview(
      blockedBy([finding('WKL-02', { ...inApi, line })]),
      new Map([['a.yaml', [{ start: 5, end: 20 }]]]),
    );
    expect(comments).toEqual([]);
    expect(fileComments.map((comment) => comment.path)).toEqual(['a.yaml']);
  });

  test.each([
    [5, 5, { line: 5 }],
    [5, 8, { startLine: 5, line: 8 }],
    // A range that leaves its hunk is refused by GitHub.
    [18, 22, { line: 18 }],
    [20, 20, { line: 20 }],
  ])('given lines %i to %i in a hunk of 5 to 20, then the place is %j', (line, endLine, place) => {
    const { comments } = composeReview(
      blockedBy([finding('WKL-02', { ...inApi, line, endLine })]),
      new Map([['a.yaml', [{ start: 5, end: 20 }]]]),
    );
    const [comment] = comments;
    expect(comment && { ...(comment.startLine === undefined ? {} : { startLine: comment.startLine }), line: comment.line }).toEqual(place);
  });

  test('given a file that the diff does not have, then the finding is left to the check', () => {
    const one = finding('WKL-02', { ...inApi, line: 4 });
    const review = composeReview(blockedBy([one]), new Map());
    expect(review).toMatchObject({ body: '', comments: [], fileComments: [], left: [one] });
  });

  test.each(['file', 'none'] as const)('given a line of precision %s, then it is not pointed at', (precision) => {
    const { comments } = composeReview(
      blockedBy([finding('WKL-02', { ...inApi, line: 4, precision })]),
      new Map([['a.yaml', [{ start: 1, end: 9 }]]]),
    );
    expect(comments).toEqual([]);
  });

  test('given existing, waived and fixed findings, then no comment speaks of them', () => {
    const findings = [
      finding('WKL-02', { ...inApi, line: 4, change: 'existing' }),
      finding('CHG-01', { ...inApi, line: 5 }),
      finding('AUT-09', { ...inApi, line: 6, change: 'fixed' }),
    ];
    const reasons = [...judge(6, 'blocks', findings.slice(0, 1)), ...judge(9, 'waived', findings.slice(1, 2))];
    const review = composeReview(
      report({ verdict: { conclusion: 'blocks', exit: 1, reasons }, findings }),
      new Map([['a.yaml', [{ start: 1, end: 9 }]]]),
    );
    expect(review).toMatchObject({ body: '', comments: [], fileComments: [], left: [] });
  });

  test('given a finding that follows from another, then it is told with it and counts as spoken of', () => {
    const cause = finding('WKL-02', { ...inApi, line: 4 });
    const effect = finding('WKL-05', { ...inApi, line: 30, impliedBy: 'WKL-02' });
    const one = report({ verdict: { conclusion: 'blocks', exit: 1, reasons: judge(4, 'blocks', [cause]) }, findings: [effect, cause] });
    const { comments, left } = composeReview(one, new Map([['a.yaml', [{ start: 1, end: 9 }]]]));
    expect(comments[0]?.fingerprints).toEqual([cause.fingerprint, effect.fingerprint]);
    expect(comments[0]?.body).toContain('Not met either because of it: WKL-05.');
    expect(left).toEqual([]);
  });

  test('given more lines and files than a review takes, then the caps hold and the rest is left', () => {
    const onLines = Array.from({ length: 40 }, (_, index) =>
      finding('WKL-02', { file: 'a.yaml', line: index + 1, object: identity('Pod', 'journal', `l${index}`) }),
    );
    const onFiles = Array.from({ length: 15 }, (_, index) =>
      finding('WKL-02', { file: `f${index}.yaml`, line: 99, object: identity('Pod', 'journal', `f${index}`) }),
    );
    const hunks = new Map([...onLines, ...onFiles].map((one) => [one.file ?? '', [{ start: 1, end: 40 }]]));
    const review = composeReview(blockedBy([...onLines, ...onFiles]), hunks);
    expect([review.comments.length, review.fileComments.length, review.left.length]).toEqual([30, 10, 15]);
    expect(review.body).toContain('40 findings are commented on below. 15 more have no comment here');
  });

  test('given the same fault at two containers of one object, then one comment stands at the first and names the line of the other', () => {
    const findings = [4, 40].map((line) =>
      finding('WKL-02', {
        ...inApi,
        line,
        object: { ...identity('Deployment', 'journal', 'api'), container: `c${line}` },
        fingerprint: `${line}`.padEnd(64, 'a'),
      }),
    );
    const { comments, fileComments, left } = composeReview(blockedBy(findings), new Map([['a.yaml', [{ start: 1, end: 9 }]]]));
    expect([comments.length, fileComments.length, left.length]).toEqual([1, 0, 0]);
    expect(comments[0]?.fingerprints).toHaveLength(2);
    expect(comments[0]?.body).toContain('`a.yaml:40`');
  });

  test('given a line of the base, then the comment stands on the side of what is taken away, and only where the diff takes it away', () => {
    const gone = finding('WKL-02', { ...inApi, line: 4, onBase: true });
    const at = (side?: 'LEFT') =>
      composeReview(blockedBy([gone]), new Map([['a.yaml', [{ start: 4, end: 4, ...(side ? { side } : {}) }]]]));
    expect(at('LEFT').comments).toMatchObject([{ line: 4, side: 'LEFT' }]);
    expect([at().comments, at().fileComments.length]).toEqual([[], 1]);
  });

  describe('given comments of an earlier run', () => {
    const one = finding('WKL-02', { ...inApi, line: 4 });
    const hunks = new Map([['a.yaml', [{ start: 1, end: 9 }]]]);
    const written = composeReview(blockedBy([one]), hunks).comments[0]?.body ?? '';
    const standing = { nodeId: 'N1', path: 'a.yaml', body: written, isAnswered: false, isOutdated: false };

    test('then what it says already is not said again', () => {
      const again = composeReview(blockedBy([one]), hunks, {}, [standing]);
      expect(again).toMatchObject({ body: '', comments: [], left: [], settlement: { edits: [], fold: [], unfold: [] } });
    });

    test('then a comment to which a finding comes is brought up to date', () => {
      const more = finding('CHG-01', { ...inApi, line: 4 });
      const { comments, settlement } = composeReview(blockedBy([one, more]), hunks, {}, [standing]);
      expect(comments).toEqual([]);
      expect(settlement.edits).toMatchObject([{ nodeId: 'N1', body: expect.stringContaining('Images are fixed') }]);
      expect(settlement.fold).toEqual([]);
    });

    test('then a comment whose finding is gone says so and is folded once, and unfolded when the finding is back', () => {
      const { settlement } = composeReview(report({}), new Map(), {}, [standing]);
      expect(settlement).toMatchObject({ edits: [{ nodeId: 'N1', body: expect.stringContaining('**Fixed.**') }], fold: ['N1'] });
      const folded = { ...standing, body: settlement.edits[0]?.body ?? '' };
      expect(composeReview(report({}), new Map(), {}, [folded]).settlement).toEqual({ edits: [], fold: [], unfold: [] });
      expect(composeReview(blockedBy([one]), hunks, {}, [folded])).toMatchObject({
        comments: [],
        settlement: { edits: [{ nodeId: 'N1', body: written }], fold: [], unfold: ['N1'] },
      });
    });

    test('then a comment that people answered says so and stays open', () => {
      const { settlement } = composeReview(report({}), new Map(), {}, [{ ...standing, isAnswered: true }]);
      expect(settlement).toMatchObject({ edits: [{ nodeId: 'N1' }], fold: [] });
    });

    test('then a comment that has lost its line is written anew and the old one is folded, unless people answered it', () => {
      const outdated = { ...standing, isOutdated: true };
      const review = composeReview(blockedBy([one]), hunks, {}, [outdated]);
      expect([review.comments.length, review.settlement.fold]).toEqual([1, ['N1']]);
      expect(review.settlement.edits[0]?.body).toContain('**Out of date.**');
      const answered = composeReview(blockedBy([one]), hunks, {}, [{ ...outdated, isAnswered: true }]);
      expect([answered.comments.length, answered.settlement]).toEqual([0, { edits: [], fold: [], unfold: [] }]);
    });
  });

  describe('given a fix', () => {
    const one = finding('WKL-02', { ...inApi, line: 4 });
    const fix = {
      file: 'a.yaml',
      start: 4,
      end: 4,
      before: ['  privileged: true ```'],
      after: ['  privileged: false ```'],
      fingerprints: [one.fingerprint],
    };
    const offer = (range: { start: number; end: number }, more = {}) =>
      composeReview({ ...blockedBy([one]), fixes: [{ ...fix, ...more }] }, new Map([['a.yaml', [range]]]));

    test('then it is a suggestion on its own lines, in a fence that its text cannot close', () => {
      const [comment] = offer({ start: 1, end: 9 }).comments;
      expect(comment?.body).toContain('````suggestion\n  privileged: false ```\n````');
      expect(comment).toMatchObject({ line: 4 });
    });

    test('then lines of several are commented on as a range', () => {
      const several = { end: 6, before: ['a', 'b', 'c'], after: ['d'] };
      expect(offer({ start: 1, end: 9 }, several).comments[0]).toMatchObject({ startLine: 4, line: 6 });
      // A range that leaves its hunk is refused by GitHub.
      const [cut] = offer({ start: 1, end: 5 }, several).comments;
      expect([cut?.line, cut?.body.includes('```suggestion'), cut?.body.includes('```diff\n-a\n-b\n-c\n+d\n```')]).toEqual([
        4,
        false,
        true,
      ]);
    });

    test('then it is a patch where GitHub can make no suggestion', () => {
      const { fileComments } = offer({ start: 90, end: 99 });
      expect(fileComments[0]?.body).toContain('`a.yaml:4`');
      expect(fileComments[0]?.body).toContain('````diff\n-  privileged: true ```\n+  privileged: false ```\n````');
    });
  });

  test('given any findings, then each is in exactly one place, places are distinct and the caps hold', () => {
    const one = fc.record({
      control: fc.constantFrom('WKL-02', 'WKL-05', 'CHG-01', 'AUT-09'),
      file: fc.constantFrom('a.yaml', 'b.yaml', 'c.yaml', ...Array.from({ length: 15 }, (_, index) => `d${index}.yaml`)),
      line: fc.integer({ min: 1, max: 60 }),
      name: fc.constantFrom('api', 'web', 'db'),
      isImplied: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 120 }), (rows) => {
        const findings = rows.map(({ control, file, line, name, isImplied }, index) =>
          finding(control, {
            file,
            line,
            object: identity('Deployment', 'journal', name),
            fingerprint: index.toString(16).padStart(64, '0'),
            ...(isImplied ? { impliedBy: 'WKL-02' } : {}),
          }),
        );
        const hunks = new Map(
          [...new Set(rows.map((row) => row.file))].filter((file) => file !== 'c.yaml').map((file) => [file, [{ start: 1, end: 40 }]]),
        );
        const { comments, fileComments, left } = composeReview(blockedBy(findings), hunks);
        const told = [...comments, ...fileComments].flatMap((comment) => comment.fingerprints);
        expect([...told, ...left.map((finding) => finding.fingerprint)].sort()).toEqual(
          findings.map((finding) => finding.fingerprint).sort(),
        );
        expect(comments.length).toBeLessThanOrEqual(30);
        expect(fileComments.length).toBeLessThanOrEqual(10);
        expect(new Set(comments.map(({ path, line }) => `${path}:${line}`)).size).toBe(comments.length);
        const faults = comments.map(({ path, body }) => `${path} ${body}`);
        expect(new Set(faults).size).toBe(faults.length);
        for (const { path, line } of comments) expect(hunks.get(path)?.some(({ start, end }) => start <= line && line <= end)).toBe(true);
      }),
    );
  });
});
