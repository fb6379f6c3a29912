import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, rooted, sound } from '../clinic.ts';

const clinic = await openClinic();
const { github } = clinic;
afterAll(() => github.close());

test('a run that is killed leaves no older success standing', async () => {
  const { number, headSha, payload } = clinic.change('killed', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  expect((await clinic.review({ payload })).exitCode).toBe(0);
  github.fail({ path: /\/activity/, kind: 'slow', seconds: 8, times: 1 });
  const killed = await clinic.reviewAgain(number, { timeoutSeconds: 4 });
  expect(killed.exitCode).toBeUndefined();
  expect(clinic.check(headSha)).toMatchObject({ status: 'in_progress', conclusion: null });
  expect(github.mergeable(number, [{ name: 'tilsyn' }]).blockedBy).toEqual(['tilsyn is in_progress']);
  expectNoViolations(github);
}, 30_000);

test('nothing of the change is read before the check stands, and the verdict comes last', async () => {
  const { payload } = clinic.change('order', { [journal]: rooted });
  const { requests } = await clinic.review({ payload });
  const at = (method: string, path: RegExp): number => requests.findIndex((one) => one.method === method && path.test(one.path));
  const opened = at('POST', /\/check-runs$/);
  expect(opened).toBeGreaterThan(-1);
  for (const path of [/\/compare\//, /git-upload-pack/, /\/activity/, /\/reviews/]) expect(at('GET', path)).toBeGreaterThan(opened);
  expect(requests.at(-1)).toMatchObject({ method: 'PATCH', path: expect.stringContaining('/check-runs/') });
  expectNoViolations(github);
});
