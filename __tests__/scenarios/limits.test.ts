import { afterAll, expect, test } from '@jest/globals';
import { git } from '../github/git/run.ts';
import { expectNoViolations } from '../github/server.ts';
import { journal, openClinic, rooted, sound } from './clinic.ts';

const clinic = await openClinic();
const { github } = clinic;
afterAll(() => github.close());

const named = (name: string): string => rooted.replaceAll('journal-api', name);

test('405 findings: annotations by fifties, and no text beyond what GitHub takes', async () => {
  // Three files, each within what GitHub shows the difference of.
  const third = (of: string): string =>
    Array.from({ length: 135 }, (_, index) => named(`${of}-with-a-rather-long-name-of-which-much-is-said-${index}`)).join('---\n');
  const { number, headSha, payload } = clinic.change('many', {
    'apps/many.yaml': third('one'),
    'apps/more.yaml': third('two'),
    'apps/most.yaml': third('three'),
  });
  const run = await clinic.review({ payload });
  expect([run.exitCode, run.outputs['findings-count'], run.faults]).toEqual([1, '405', []]);
  const check = clinic.check(headSha);
  expect([check?.conclusion, check?.annotations.length]).toEqual(['failure', 405]);
  expect(new Set(check?.annotations.map(({ path, start_line }) => `${path}:${start_line}`)).size).toBe(405);
  expect(run.requests.filter(({ method, path }) => method === 'PATCH' && path.includes('/check-runs/'))).toHaveLength(9);
  for (const text of [check?.summary, check?.text, clinic.said(number)[0]?.body])
    expect(Buffer.byteLength(text ?? '')).toBeLessThan(65_536);
  expect(clinic.said(number)[0]?.body).toMatch(/more are not shown here; the job summary and the JSON report of the run list all/);
  expect(github.reviewCommentsOn(number)).toHaveLength(30);
  expect(github.reviewsOn(number)[0]?.body).toContain('375 more have no comment here; the check lists them.');
  expectNoViolations(github);
});

test('a file without a patch takes the remark on the file', async () => {
  const large = `${rooted.replaceAll('journal-api', 'large')}${Array.from({ length: 21_000 }, (_, index) => `# ${index}\n`).join('')}`;
  const { number, headSha, payload } = clinic.change('large', { 'apps/large.yaml': large });
  expect((await clinic.review({ payload })).exitCode).toBe(1);
  expect(clinic.check(headSha)?.annotations).toHaveLength(1);
  expect(github.reviewCommentsOn(number).map(({ path, place }) => [path, place])).toEqual([['apps/large.yaml', undefined]]);
  expectNoViolations(github);
});

test('more files than GitHub lists are all judged, for git lists them', async () => {
  const files = Object.fromEntries(Array.from({ length: 3_010 }, (_, index) => [`notes/${index}.md`, `${index}\n`]));
  const fine = clinic.change('wide', { ...files, [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  expect((await clinic.review(fine)).exitCode).toBe(0);
  const [push] = github
    .push('wide', { 'zz/last.yaml': named('last') }, { by: 'anna' })
    .deliveries.filter(({ event }) => event === 'pull_request');
  expect((await clinic.review(push ?? fine)).exitCode).toBe(1);
  expect(clinic.check(github.pull(fine.number).headSha)).toMatchObject({ conclusion: 'failure', annotations: [{ path: 'zz/last.yaml' }] });
  expectNoViolations(github);
});

test('more commits than GitHub lists: who made them is not known, so nothing is decided', async () => {
  const who = 'x <x@example.org> 1700000000 +0000';
  const commits = Array.from({ length: 251 }, (_, index) => {
    const from = index === 0 ? `from ${github.tip('main')}\n` : '';
    return `commit refs/heads/long\nauthor ${who}\ncommitter ${who}\ndata 1\nx\n${from}M 100644 inline notes.md\ndata <<E\n${index}\nE\n`;
  });
  git(github.gitDir, ['fast-import', '--quiet'], { input: commits.join('\n') });
  const { number, headSha, payload } = github.openPullRequest({ head: 'long', author: 'anna' });
  const run = await clinic.review({ payload });
  expect([run.exitCode, clinic.check(headSha)?.conclusion]).toEqual([2, 'failure']);
  expect(clinic.said(number)[0]?.body).toContain('GitHub listed only a part of the change: `commits`, at most 250.');
  expectNoViolations(github);
});
