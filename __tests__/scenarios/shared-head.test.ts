import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { journal, openClinic, sound, withApprovals } from './clinic.ts';

const clinic = await openClinic({ configuration: withApprovals });
afterAll(() => clinic.github.close());

test('two pull requests with one head share its check, and it shows the worse of the two', async () => {
  const { number, headSha, payload } = clinic.change('one', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  clinic.github.review(number, 'bo', { state: 'APPROVED' });
  expect((await clinic.review({ payload })).outputs.conclusion).toBe('success');

  clinic.github.setBranch('two', headSha, 'anna');
  const second = clinic.github.openPullRequest({ head: 'two', author: 'anna' });
  expect(second.headSha).toBe(headSha);
  expect((await clinic.review(second)).outputs.conclusion).toBe('action_required');
  const again = await clinic.reviewAgain(number);
  expect([again.exitCode, again.outputs.conclusion, clinic.check(headSha)?.conclusion]).toEqual([1, 'action_required', 'action_required']);
  expect(clinic.github.mergeable(number, [{ name: 'tilsyn' }]).mergeable).toBe(false);

  clinic.github.closePullRequest(second.number, 'anna');
  expect((await clinic.reviewAgain(number)).outputs.conclusion).toBe('success');
  expectNoViolations(clinic.github);
});
