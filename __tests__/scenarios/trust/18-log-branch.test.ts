import { afterAll, expect, test } from '@jest/globals';
import { generateKeys } from '../../../src/evidence/keygen.ts';
import { connect } from '../../github/client.ts';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, sound, withApprovals } from '../clinic.ts';

const clinic = await openClinic({ configuration: withApprovals });
const { github } = clinic;
afterAll(() => github.close());
const replicas = (count: number): string => sound.replace('replicas: 2', `replicas: ${count}`);
const records = (): number => github.readFile('tilsyn-log', 'checkpoint')?.split('\n').map(Number)[1] ?? 0;

test('two decisions at once are both kept', async () => {
  const one = clinic.change('one', { [journal]: replicas(3) });
  const two = clinic.change('two', { [journal]: replicas(4) });
  await Promise.all([
    clinic.command(one.number, 'bo', `/tilsyn approve ${one.headSha}`),
    clinic.command(two.number, 'carla', `/tilsyn approve ${two.headSha}`),
  ]);
  expect(records()).toBe(2);
  expect([clinic.check(one.headSha)?.conclusion, clinic.check(two.headSha)?.conclusion]).toEqual(['success', 'success']);
  expectNoViolations(github);
});

test('records that somebody with write access put there by hand undo every decision, loudly', async () => {
  const { number, headSha } = clinic.change('three', { [journal]: replicas(5) });
  const sound = github.tip('tilsyn-log') ?? '';
  const paths = github.readFile('tilsyn-log', 'order/000.txt') ?? '';
  github.push('tilsyn-log', { 'order/000.txt': paths + paths, 'records/000/000002-0123456789ab.json': '{}' }, { by: 'anna' });
  const run = await clinic.reviewAgain(number);
  expect([run.exitCode, clinic.check(headSha)?.conclusion]).toEqual([2, 'failure']);
  expect(clinic.said(number)[0]?.body).toContain('The evidence log does not verify');

  // Nothing is added to it either: the decision is refused instead of lost.
  const refused = await clinic.command(number, 'bo', `/tilsyn approve ${headSha}`);
  expect(refused.exitCode).not.toBe(0);
  expect(clinic.check(headSha)?.conclusion).toBe('failure');
  github.setBranch('tilsyn-log', sound, 'anna');
  expectNoViolations(github);
});

test('a log that another key signed is none', async () => {
  const log = github.tip('tilsyn-log') ?? '';
  github.deleteBranch('tilsyn-log', 'anna');
  const { number, headSha } = clinic.change('four', { [journal]: replicas(6) });
  const strange = generateKeys('tilsyn.example');
  if (!strange.ok) throw new Error('no keys');
  await clinic.command(number, 'bo', `/tilsyn approve ${headSha}`, { signer: strange.value.signer });
  expect(records()).toBe(1);
  const run = await clinic.reviewAgain(number);
  expect([run.exitCode, clinic.check(headSha)?.conclusion]).toEqual([2, 'failure']);
  github.setBranch('tilsyn-log', log, 'anna');
  expectNoViolations(github);
});

test('a log that is deleted takes what it granted with it', async () => {
  const pull = github.pull(1);
  await clinic.reviewAgain(1);
  expect(clinic.check(pull.headSha)?.conclusion).toBe('success');
  github.deleteBranch('tilsyn-log', 'anna');
  await clinic.reviewAgain(1);
  expect(clinic.check(pull.headSha)?.conclusion).toBe('action_required');
  expectNoViolations(github);
});

test('the token of a review cannot write the log', async () => {
  const { jobs } = await clinic.run(
    'tilsyn-review.yml',
    'pull_request_target',
    github.pullRequestEvent(2, 'edited', 'anna', { changes: {} }),
  );
  expect(jobs[0]?.permissions).toEqual({ contents: 'read', checks: 'write', 'pull-requests': 'write' });
  const token = github.issueToken({ permissions: jobs[0]?.permissions ?? {} });
  const octokit = connect(github, token);
  const asked = octokit.git.createRef({ owner: 'acme', repo: 'gitops', ref: 'refs/heads/tilsyn-log', sha: github.tip('main') ?? '' });
  await expect(asked).rejects.toMatchObject({ status: 403 });
  expectNoViolations(github);
});
