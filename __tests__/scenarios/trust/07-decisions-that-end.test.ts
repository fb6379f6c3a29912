import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, rooted, sound, withApprovals } from '../clinic.ts';

const clinic = await openClinic({ configuration: withApprovals });
const { github } = clinic;
afterAll(() => github.close());
const replicas = (count: number): string => sound.replace('replicas: 2', `replicas: ${count}`);

/** A review in the web is a signal of the pull request's own workflow, whose end starts ours. */
async function signal(delivery: Parameters<typeof clinic.run>[2]): Promise<void> {
  const { completed } = await clinic.run('tilsyn-signal.yml', 'pull_request_review', delivery);
  await clinic.run('tilsyn-commands.yml', 'workflow_run', completed ?? delivery);
}

test('when the base has moved, the clock has open pull requests judged again', async () => {
  const { headSha, payload } = clinic.change('stale', { [journal]: rooted.replaceAll('journal-api', 'stale') });
  github.push('main', { '.github/tilsyn.yml': 'failOn: none\napprovals: none\n' }, { by: 'bo' });
  expect((await clinic.review({ payload })).outputs.conclusion).toBe('success');
  github.push('main', { '.github/tilsyn.yml': withApprovals }, { by: 'bo' });
  await clinic.run('tilsyn-evidence.yml', 'schedule', github.schedule('17 5 * * *', '.github/workflows/tilsyn-evidence.yml'));
  expect(clinic.check(headSha)?.conclusion).toBe('failure');
  expectNoViolations(github);
}, 90_000);

test('an approval that is dismissed turns the check red by the event of the dismissal', async () => {
  const { number, headSha } = clinic.change('dismissed', { [journal]: replicas(3) });
  const review = github.review(number, 'bo', { state: 'APPROVED' });
  await signal(review);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  await signal(github.dismissReview(review.id, 'carla'));
  expect(clinic.check(headSha)?.conclusion).toBe('action_required');
  expectNoViolations(github);
});

test('so does a second review that asks for changes', async () => {
  const { number, headSha } = clinic.change('second-thoughts', { [journal]: replicas(4) });
  github.review(number, 'bo', { state: 'APPROVED' });
  github.review(number, 'bo', { state: 'CHANGES_REQUESTED' });
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('action_required');
  expectNoViolations(github);
});

test('an approval of somebody who lost the right to write goes with it', async () => {
  const { number, headSha } = clinic.change('lost', { [journal]: replicas(5) });
  github.setPermission('dora', 'write');
  github.review(number, 'dora', { state: 'APPROVED' });
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  github.setPermission('dora', 'read');
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('action_required');
  expectNoViolations(github);
});

test('a waiver that is revoked no longer covers its finding, and cannot be granted twice', async () => {
  const { number, headSha } = clinic.change('waived', { [journal]: rooted });
  github.review(number, 'bo', { state: 'APPROVED' });
  const object = '--object Deployment/journal/journal-api --expires 5d';
  await clinic.command(number, 'anna', `/tilsyn waive WKL-06 ${object} --reason "The vendor image needs root until version 5 comes"`);
  const id = /WVR-[0-9A-Z]{12}/.exec(clinic.said(number).at(-1)?.body ?? '')?.[0] ?? '';
  await clinic.command(number, 'carla', `/tilsyn approve ${id} ${headSha}`);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  await clinic.command(number, 'bo', `/tilsyn revoke ${id} --reason "The vendor has shipped version 5"`);
  expect(clinic.check(headSha)?.conclusion).toBe('failure');
  await clinic.command(number, 'carla', `/tilsyn approve ${id} ${headSha}`);
  expect(clinic.check(headSha)?.conclusion).toBe('failure');
  expectNoViolations(github);
}, 90_000);

// Not held yet: the push is recorded, and what it means for open pull requests waits for the clock.
test('when the base has moved, the push itself has them judged again', async () => {
  const { headSha, payload } = clinic.change('at-once', { [journal]: replicas(6) });
  const before = github.checksOn(headSha).length;
  await clinic.review({ payload });
  const [push] = github.push('main', { 'README.md': 'x\n' }, { by: 'bo' }).deliveries;
  await clinic.run('tilsyn-evidence.yml', 'push', push ?? { payload: {} });
  expect(github.checksOn(headSha).filter(({ name }) => name === 'tilsyn').length).toBe(before + 2);
});
