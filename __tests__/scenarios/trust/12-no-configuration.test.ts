import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, sound } from '../clinic.ts';

const clinic = await openClinic({ configuration: null });
const { github } = clinic;
afterAll(() => github.close());

test('without a configuration somebody else who may write must approve, and nobody less does', async () => {
  github.setPermission('dora', 'write');
  github.setPermission('tina', 'triage');
  const { number, headSha, payload } = clinic.change('plain', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  github.review(number, 'tina', { state: 'APPROVED' });
  github.review(number, 'mallory', { state: 'APPROVED' });
  await clinic.review({ payload });
  expect(clinic.check(headSha)?.conclusion).toBe('action_required');
  expect(clinic.said(number)[0]?.body).toContain('There is no `.github/tilsyn.yml` on the base branch, so the defaults apply.');
  github.review(number, 'dora', { state: 'APPROVED' });
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  expectNoViolations(github);
});

test('the first configuration needs who maintains or administers', async () => {
  const { number, headSha } = clinic.change('first', { '.github/tilsyn.yml': 'approvals: none\nowners: { users: [dora] }\n' });
  github.review(number, 'dora', { state: 'APPROVED' });
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('action_required');
  github.setPermission('mark', 'maintain');
  github.review(number, 'mark', { state: 'APPROVED' });
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  expectNoViolations(github);
});
