import { afterAll, describe, expect, test } from '@jest/globals';
import { connect } from '../github/client.ts';
import type { Fault } from '../github/faults.ts';
import { expectNoViolations } from '../github/server.ts';
import { journal, openClinic, rooted, sound } from './clinic.ts';

const clinic = await openClinic();
const { github } = clinic;
afterAll(() => github.close());

const forever = 1_000;

/** Every request of a run that has findings, in its order; `checked`: the commit has the check of this run by then. */
const points: readonly (readonly [what: string, method: string, path: RegExp, checked: boolean])[] = [
  ['the pull request', 'GET', /\/pulls\/\d+$/, false],
  ['the check', 'POST', /\/check-runs$/, false],
  ['the tip of the base', 'POST', /\/graphql/, true],
  ['the comparison', 'GET', /\/compare\//, true],
  ['the commits of git', 'POST', /git-upload-pack/, true],
  ['the pushes', 'GET', /\/activity/, true],
  ['the log', 'GET', /\/git\/ref\/heads%2Ftilsyn-log/, true],
  ['the reviews', 'GET', /\/pulls\/\d+\/reviews/, true],
  ['pull requests with this head', 'GET', /\/commits\/[0-9a-f]+\/pulls/, true],
  ['the comments', 'GET', /\/issues\/\d+\/comments/, true],
  ['the new comment', 'POST', /\/issues\/\d+\/comments/, true],
  ['the changed files', 'GET', /\/pulls\/\d+\/files/, true],
  ['the line comments', 'GET', /\/pulls\/\d+\/comments/, true],
  ['the review', 'POST', /\/pulls\/\d+\/reviews/, true],
  ['the end of the check', 'PATCH', /\/check-runs\//, true],
];
const kinds: readonly Fault['kind'][] = ['500', 'drop', '502'];

describe('GitHub fails for good', () => {
  test.each(points.map(([what, ...rest], index) => [what, kinds[index % kinds.length] ?? '500', ...rest] as const))(
    'at %s (%s): no verdict is posted, and an older success does not stand',
    async (what, kind, method, path, checked) => {
      const { headSha, payload } = clinic.change(what.replaceAll(' ', '-'), { [journal]: rooted });
      await passedBefore(headSha);
      const fault = github.fail({ method, path, kind, times: forever });
      const run = await clinic.review({ payload });
      fault.lift();
      expect([run.exitCode, run.outputs.conclusion]).toEqual([2, undefined]);
      expect(run.annotations.map(({ name }) => name)).toEqual(['error']);
      const { status, conclusion } = clinic.check(headSha) ?? {};
      const expected = !checked ? ['completed', 'success'] : method === 'PATCH' ? ['in_progress', null] : ['completed', 'failure'];
      expect([status, conclusion]).toEqual(expected);
      expectNoViolations(github);
    },
  );

  /** As an earlier run may have passed this very commit, when its rules were others. */
  async function passedBefore(sha: string): Promise<void> {
    const app = connect(github, github.issueToken({ permissions: { checks: 'write' } }));
    await app.checks.create({ owner: 'acme', repo: 'gitops', name: 'tilsyn', head_sha: sha, status: 'completed', conclusion: 'success' });
  }
});

describe('an answer is lost of what was done', () => {
  test.each([
    ['the comment', 'POST', /\/issues\/\d+\/comments/],
    ['the review', 'POST', /\/pulls\/\d+\/reviews/],
    ['the new check', 'POST', /\/check-runs$/],
  ])('%s: the next run says nothing twice', async (what, method, path) => {
    const { number, headSha, payload } = clinic.change(`lost-${what.replaceAll(' ', '-')}`, { [journal]: rooted });
    github.fail({ method, path, kind: 'drop', times: 1, late: true });
    expect((await clinic.review({ payload })).exitCode).toBe(2);
    expect(clinic.check(headSha)?.conclusion).not.toBe('success');
    expect((await clinic.reviewAgain(number)).exitCode).toBe(1);
    expect(clinic.check(headSha)).toMatchObject({ conclusion: 'failure', title: 'Blocked. 1 new finding, its severity is high.' });
    expect([clinic.said(number).length, github.reviewsOn(number).length, github.reviewCommentsOn(number).length]).toEqual([1, 1, 1]);
    expectNoViolations(github);
  });
});

describe('GitHub stumbles', () => {
  const fine = sound.replace('replicas: 2', 'replicas: 3');

  test('now and then, and nobody notices', async () => {
    const { headSha, payload } = clinic.change('stumble', { [journal]: fine });
    for (const [kind, path, late] of [
      ['500', /\/pulls\/\d+$/],
      ['drop', /\/compare\//],
      ['502', /\/reviews/],
      ['drop', /\/check-runs\//, true],
    ] as const)
      github.fail({ method: path.source.includes('check-runs') ? 'PATCH' : 'GET', path, kind, times: 2, ...(late ? { late } : {}) });
    expect((await clinic.review({ payload })).exitCode).toBe(0);
    expect(clinic.check(headSha)?.conclusion).toBe('success');
    expectNoViolations(github);
  });

  test('a limit that lifts soon is waited for, one that does not is named', async () => {
    const soon = clinic.change('soon', { [journal]: fine });
    github.fail({ path: /\/compare\//, kind: 'secondary', times: 1, seconds: 1 });
    github.fail({ path: /\/activity/, kind: 'rate-limit', times: 1, seconds: 1 });
    const late = clinic.change('late', { [journal]: `# late\n${fine}` });
    const waited = await clinic.review(soon, { pace: 1_000 });
    expect([waited.exitCode, waited.stdout.match(/rate limit was met .* waiting \d+ s/g)?.length]).toEqual([0, 2]);

    github.fail({ path: /\/reviews/, kind: 'rate-limit', times: forever, seconds: 1_800 });
    const gaveUp = await clinic.review(late, { pace: 1_000 });
    expect([gaveUp.exitCode, clinic.check(late.headSha)?.conclusion]).toEqual([2, 'failure']);
    expect(clinic.check(late.headSha)?.summary).toContain('GitHub failed at the reviews');
    expectNoViolations(github);
  });
});
