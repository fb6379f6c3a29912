import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { type Clinic, journal, openClinic, rooted, sound, withApprovals } from './clinic.ts';

let clinic: Clinic;
beforeEach(async () => {
  clinic = await openClinic({ configuration: withApprovals });
});
afterEach(() => clinic.github.close());

/** A review starts the signal, whose end starts the commands workflow; both as GitHub would. */
async function review(number: number, login: string, options: { state: 'APPROVED' | 'COMMENTED'; body?: string; commitId?: string }) {
  clinic.github.advance({ seconds: 5 });
  const signal = await clinic.run('tilsyn-signal.yml', 'pull_request_review', clinic.github.review(number, login, options));
  if (signal.completed === undefined) throw new Error('the signal did not end');
  const { jobs } = await clinic.run('tilsyn-commands.yml', 'workflow_run', signal.completed);
  return jobs[0]?.runs[0];
}

test('an approval by review turns the check green', async () => {
  const { payload, number, headSha } = clinic.change('more', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  expect((await clinic.review({ payload })).exitCode).toBe(1);
  expect(clinic.check(headSha)?.conclusion).toBe('action_required');
  expect((await review(number, 'bo', { state: 'APPROVED' }))?.exitCode).toBe(0);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  expectNoViolations(clinic.github);
}, 60_000);

test('a command in a review is taken once, and answered', async () => {
  const { payload, number, headSha } = clinic.change('rooted', { [journal]: rooted });
  await clinic.review({ payload });
  const body =
    '/tilsyn waive WKL-06 --object Deployment/journal/journal-api --expires 10d --reason "The vendor image needs root until version 5 comes"';
  expect((await review(number, 'anna', { state: 'COMMENTED', body }))?.outputs).toMatchObject({ 'evidence-records': '1' });
  expect(clinic.check(headSha)?.conclusion).toBe('action_required');
  const answers = () => clinic.said(number).filter((comment) => comment.body.includes('WVR-')).length;
  const before = answers();
  expect((await review(number, 'bo', { state: 'COMMENTED', body: 'Looks fine.' }))?.outputs).toMatchObject({ 'evidence-records': '0' });
  expect(answers()).toBe(before);
  expectNoViolations(clinic.github);
}, 60_000);
