import { afterAll, expect, test } from '@jest/globals';
import { connect } from '../../github/client.ts';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, sound, withApprovals } from '../clinic.ts';

const clinic = await openClinic({ configuration: withApprovals });
const { github } = clinic;
afterAll(() => github.close());
const replicas = (count: number): string => sound.replace('replicas: 2', `replicas: ${count}`);

async function verdict(number: number): Promise<string | null | undefined> {
  await clinic.reviewAgain(number);
  return clinic.check(github.pull(number).headSha)?.conclusion;
}

test('whoever opened the pull request approves by no way', async () => {
  const { number, headSha } = clinic.change('own', { [journal]: replicas(3) }, { by: 'bo' });
  github.review(number, 'bo', { state: 'APPROVED' });
  expect(await verdict(number)).toBe('action_required');
  await clinic.command(number, 'bo', `/tilsyn approve ${headSha}`);
  expect(clinic.check(headSha)?.conclusion).toBe('action_required');
  expectNoViolations(github);
});

test('nor whoever pushed to its branch, though the commit bears another name and was pushed over since', async () => {
  github.push('pushed', { [journal]: replicas(4) }, { by: 'bo', author: 'anna', committer: 'anna' });
  github.push('pushed', { [journal]: replicas(5) }, { by: 'anna', onto: 'main' });
  const { number } = github.openPullRequest({ head: 'pushed', author: 'anna' });
  github.review(number, 'bo', { state: 'APPROVED' });
  expect(await verdict(number)).toBe('action_required');
  github.review(number, 'carla', { state: 'APPROVED' });
  expect(await verdict(number)).toBe('success');
  expectNoViolations(github);
});

test.each([
  ['author', { author: 'bo', committer: 'anna' }],
  ['committer', { author: 'anna', committer: 'bo' }],
])('nor the %s of a commit that somebody else pushed', async (role, names) => {
  github.push(role, { [journal]: replicas(6) }, { by: 'anna', ...names });
  const { number } = github.openPullRequest({ head: role, author: 'anna' });
  github.review(number, 'bo', { state: 'APPROVED' });
  expect(await verdict(number)).toBe('action_required');
  expectNoViolations(github);
});

test('nor a co-author', async () => {
  const { id } = github.user('bo');
  const message = `More\n\nCo-authored-by: Bo <${id}+bo@users.noreply.github.com>`;
  github.push('co-author', { [journal]: replicas(7) }, { by: 'anna', message });
  const { number } = github.openPullRequest({ head: 'co-author', author: 'anna' });
  github.review(number, 'bo', { state: 'APPROVED' });
  expect(await verdict(number)).toBe('action_required');
  expectNoViolations(github);
});

test('nor a reader, nor any workflow, though its token be allowed to approve', async () => {
  const { number } = clinic.change('others', { [journal]: replicas(8) });
  github.review(number, 'mallory', { state: 'APPROVED' });
  github.store.actionsMayApprove = true;
  const bot = connect(github, github.issueToken({ permissions: { 'pull-requests': 'write' } }));
  await bot.pulls.createReview({ owner: 'acme', repo: 'gitops', pull_number: number, event: 'APPROVE' });
  expect(await verdict(number)).toBe('action_required');
  expectNoViolations(github);
});

// Not held yet: GitHub's list of activity knows no forks, and nobody writes down the senders of the events.
test.failing('nor whoever pushed to the fork that it comes from', async () => {
  github.fork('anna');
  github.push('forked', { [journal]: replicas(9) }, { by: 'bo', author: 'anna', committer: 'anna', fork: 'anna' });
  const { number } = github.openPullRequest({ head: 'anna:forked', author: 'anna' });
  github.review(number, 'bo', { state: 'APPROVED' });
  expect(await verdict(number)).toBe('action_required');
});
