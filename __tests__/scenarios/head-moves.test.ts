import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { journal, openClinic, rooted, sound } from './clinic.ts';

const clinic = await openClinic();
afterAll(() => clinic.github.close());
const fine = sound.replace('replicas: 2', 'replicas: 3');

test('a head that moves while it is judged gets no verdict, and nothing is said of the new one', async () => {
  const { number, headSha, payload } = clinic.change('race', { [journal]: fine });
  clinic.github.before(/\/pulls\/1\/reviews/, () => void clinic.github.push('race', { [journal]: rooted }, { by: 'anna' }));
  const run = await clinic.review({ payload });
  const moved = clinic.github.pull(number).headSha;
  expect(moved).not.toBe(headSha);
  expect([run.exitCode, run.outputs.conclusion]).toEqual([2, 'failure']);
  expect(clinic.check(headSha)).toMatchObject({ conclusion: 'failure', summary: expect.stringContaining(moved) });
  expect(clinic.check(moved)).toBeUndefined();
  expect([clinic.said(number), clinic.github.reviewsOn(number)]).toEqual([[], []]);
  expectNoViolations(clinic.github);
});

test('one that moves after the last look leaves its success on the commit that was judged', async () => {
  const { number, headSha, payload } = clinic.change('late', { [journal]: fine });
  clinic.github.before(/\/check-runs\//, () => void clinic.github.push('late', { [journal]: rooted }, { by: 'anna' }), { method: 'PATCH' });
  expect((await clinic.review({ payload })).exitCode).toBe(0);
  expect([clinic.check(headSha)?.conclusion, clinic.check(clinic.github.pull(number).headSha)]).toEqual(['success', undefined]);
  expect(clinic.github.mergeable(number, [{ name: 'tilsyn' }]).mergeable).toBe(false);
  expectNoViolations(clinic.github);
});
