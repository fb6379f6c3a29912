import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { openClinic } from './clinic.ts';

const namespaces = 'platform/namespaces.yaml';
const quota = `apiVersion: v1
kind: ResourceQuota
metadata: { name: journal, namespace: journal }
spec: { hard: { pods: '20' } }
`;
const clinic = await openClinic({ files: { 'platform/quota.yaml': quota } });
afterAll(() => clinic.github.close());

test('a safeguard that is taken away awaits the security team, and passes with its word', async () => {
  const { payload, number, headSha } = clinic.change('open', { 'platform/quota.yaml': null });
  const first = await clinic.review({ payload });
  expect([first.exitCode, clinic.check(headSha)?.conclusion]).toEqual([1, 'action_required']);
  expect(clinic.said(number)[0]?.body).toMatch(/safeguards? gets? weaker/);
  expect(clinic.said(number)[0]?.body).toContain('CHG-06');

  clinic.github.review(number, 'bo', { state: 'APPROVED' });
  expect((await clinic.reviewAgain(number)).exitCode).toBe(0);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  expectNoViolations(clinic.github);
}, 60_000);

test('the approval of somebody who may only write is not the security team', async () => {
  const before = clinic.github.readFile('main', namespaces) ?? '';
  const lowered = before.replace('enforce: restricted', 'enforce: privileged');
  expect(lowered).not.toBe(before);
  const { payload, number, headSha } = clinic.change('lower', { [namespaces]: lowered }, { by: 'carla' });
  clinic.github.review(number, 'anna', { state: 'APPROVED' });
  await clinic.review({ payload });
  expect(clinic.check(headSha)?.conclusion).not.toBe('success');
  expectNoViolations(clinic.github);
}, 60_000);
