import { afterAll, expect, test } from '@jest/globals';
import { connect } from '../../github/client.ts';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, sound, withApprovals } from '../clinic.ts';

const clinic = await openClinic({ configuration: withApprovals });
const { github } = clinic;
afterAll(() => github.close());
const replicas = (count: number): string => sound.replace('replicas: 2', `replicas: ${count}`);

test('nobody who had a hand in the change is the second pair of eyes, nor is a reader or a machine', async () => {
  for (const login of ['dora', 'erik', 'zoe']) github.setPermission(login, 'write');
  // bo's push bears the name of anna and is pushed over afterwards: that he pushed stays true.
  github.push('made', { [journal]: replicas(3) }, { by: 'bo', author: 'anna', committer: 'anna' });
  const message = `More\n\nCo-authored-by: Erik <${github.user('erik').id}+erik@users.noreply.github.com>`;
  github.push('made', { [journal]: replicas(4) }, { by: 'anna', author: 'carla', committer: 'dora', message, onto: 'main' });
  const { number, headSha } = github.openPullRequest({ head: 'made', author: 'anna' });
  for (const login of ['anna', 'bo', 'carla', 'dora', 'erik', 'mallory']) github.review(number, login, { state: 'APPROVED' });
  github.store.actionsMayApprove = true;
  const workflow = connect(github, github.issueToken({ permissions: { 'pull-requests': 'write' } }));
  await workflow.pulls.createReview({ owner: 'acme', repo: 'gitops', pull_number: number, event: 'APPROVE' });

  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('action_required');
  const text = clinic.check(headSha)?.text ?? '';
  const said = [...text.matchAll(/`(\w+)` does not count: ([^.]+)\./g)].map(([, login, why]) => `${login}: ${why}`);
  expect(said).toEqual([
    'anna: opened the pull request',
    'bo: pushed to its branch',
    'carla: contributed a commit',
    'dora: contributed a commit',
    'erik: contributed a commit',
    'mallory: lacks the right, or the right could not be looked up',
  ]);
  expect(text).not.toContain('github-actions');

  await clinic.command(number, 'anna', `/tilsyn approve ${headSha}`);
  expect(clinic.said(number).at(-1)?.body).toContain('`anna` made this change and cannot approve it.');
  github.review(number, 'zoe', { state: 'APPROVED' });
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  expectNoViolations(github);
});

test('nor is whoever pushed to the public fork that it comes from', async () => {
  const open = await openClinic({ isPrivate: false, configuration: withApprovals });
  try {
    open.github.fork('anna');
    open.github.push('forked', { [journal]: replicas(9) }, { by: 'bo', author: 'anna', committer: 'anna', fork: 'anna' });
    const { number, headSha } = open.github.openPullRequest({ head: 'anna:forked', author: 'anna' });
    open.github.review(number, 'bo', { state: 'APPROVED' });
    await open.reviewAgain(number);
    expect(open.check(headSha)?.conclusion).toBe('action_required');
    expectNoViolations(open.github);
  } finally {
    await open.github.close();
  }
});

test('of a private fork nobody can be asked who pushed, and that is said', async () => {
  github.fork('anna');
  github.push('forked', { [journal]: replicas(9) }, { by: 'bo', author: 'anna', committer: 'anna', fork: 'anna' });
  const { number } = github.openPullRequest({ head: 'anna:forked', author: 'anna' });
  await clinic.reviewAgain(number);
  expect(clinic.said(number)[0]?.body).toContain('comes from a fork whose pushes the token cannot read');
  expectNoViolations(github);
});
