import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { type Clinic, journal, openClinic, sound, withApprovals } from './clinic.ts';

let clinic: Clinic;
beforeEach(async () => {
  clinic = await openClinic({ configuration: withApprovals });
});
afterEach(() => clinic.github.close());

async function judgeGroup(numbers: readonly number[]) {
  const { payload, group } = clinic.github.mergeGroup(numbers, 'bo');
  const { jobs } = await clinic.run('tilsyn-review.yml', 'merge_group', { payload });
  return { run: jobs[0]?.runs[0], check: clinic.check(group.headSha), group };
}

test('a group passes when each of its pull requests has its own approval', async () => {
  const one = clinic.change('one', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  const two = clinic.change('two', { 'apps/extra.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra, namespace: journal}\n' });
  clinic.github.review(one.number, 'bo', { state: 'APPROVED' });
  const waiting = await judgeGroup([one.number, two.number]);
  expect([waiting.run?.exitCode, waiting.check?.conclusion]).toEqual([1, 'action_required']);

  clinic.github.review(two.number, 'carla', { state: 'APPROVED' });
  const ready = await judgeGroup([one.number, two.number]);
  expect([ready.run?.exitCode, ready.check?.conclusion]).toEqual([0, 'success']);
  expectNoViolations(clinic.github);
}, 60_000);

test('two pull requests that are sound alone are red together', async () => {
  const [ofPod, ofContainer] = ['        runAsNonRoot: true\n', '            runAsNonRoot: true\n'];
  const twice = sound.replace('            allowPrivilegeEscalation: false\n', (line) => line + ofContainer);
  clinic.github.push('main', { [journal]: twice }, { by: 'bo' });
  const one = clinic.change('one', { [journal]: twice.replace(ofPod, '') });
  const two = clinic.change('two', { [journal]: twice.replace(ofContainer, '') });
  for (const { number, payload, headSha } of [one, two]) {
    clinic.github.review(number, 'bo', { state: 'APPROVED' });
    await clinic.review({ payload });
    expect(clinic.check(headSha)?.conclusion).toBe('success');
  }
  const group = await judgeGroup([one.number, two.number]);
  expect([group.run?.exitCode, group.check?.conclusion]).toEqual([1, 'failure']);
  expect(group.check?.annotations).toMatchObject([{ path: journal }]);
  expectNoViolations(clinic.github);
}, 60_000);

test('a group that nobody can be asked about is undecided', async () => {
  const { number } = clinic.change('one', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  clinic.github.review(number, 'bo', { state: 'APPROVED' });
  const { payload, group } = clinic.github.mergeGroup([number], 'bo');
  clinic.github.closePullRequest(number, 'anna');
  const { jobs } = await clinic.run('tilsyn-review.yml', 'merge_group', { payload });
  expect([jobs[0]?.runs[0]?.exitCode, clinic.check(group.headSha)?.conclusion]).toEqual([2, 'failure']);
  expect(clinic.check(group.headSha)?.text).toContain('belongs to no open pull request');
  expectNoViolations(clinic.github);
}, 60_000);
