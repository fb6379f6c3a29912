import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { booking, journal, openClinic, sound, unfolded } from './clinic.ts';

const clinic = await openClinic({ files: { [booking]: null } });
afterAll(() => clinic.github.close());

test('a change in which nothing is wrong passes, and hardly a word is said', async () => {
  const { number, headSha, payload } = clinic.change('more', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  const run = await clinic.review({ payload });
  expect([run.exitCode, run.outputs.conclusion, run.outputs['findings-count']]).toEqual([0, 'success', '0']);
  expect(clinic.check(headSha)).toMatchObject({
    conclusion: 'success',
    title: expect.stringMatching(/^Passed\. No new findings in \d+ objects\./),
    annotations: [],
  });
  expect([clinic.github.reviewsOn(number), clinic.github.reviewCommentsOn(number), run.annotations]).toEqual([[], [], []]);

  const [comment, ...others] = clinic.said(number);
  expect(others).toEqual([]);
  // The marker, the verdict and the small print; what the change does to the cluster is folded.
  expect(
    unfolded(comment?.body ?? '')
      .split('\n')
      .filter((line) => line !== ''),
  ).toEqual([
    '<!-- tilsyn:verdict -->',
    expect.stringMatching(/^\*\*Passed\.\*\* No new findings in \d+ objects\./),
    expect.stringMatching(/^<sub>.*<\/sub>$/),
  ]);
  expect(comment?.body).toContain('+  replicas: 3');
  expect(clinic.github.mergeable(number, [{ name: 'tilsyn' }])).toEqual({ mergeable: true, blockedBy: [] });
  expectNoViolations(clinic.github);
});

test('a change to no manifest at all passes as well', async () => {
  const { headSha, payload } = clinic.change('words', { 'README.md': '# The clinic\n' });
  expect((await clinic.review({ payload })).exitCode).toBe(0);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  expectNoViolations(clinic.github);
});
