import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { journal, openClinic, sound } from './clinic.ts';

const clinic = await openClinic({
  configuration: [
    'environment: production',
    'security: { users: [sara] }',
    'approvals:',
    '  rules:',
    '    - name: journal team',
    '      when: { paths: [apps/journal/], kinds: [Deployment] }',
    '      from: { users: [dora] }',
    'identities: [[anna, anna-admin]]',
    '',
  ].join('\n'),
  files: {
    'platform/lab.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: lab\n  labels:\n    tilsyn/data-class: patient\n',
  },
});
const { github } = clinic;
afterAll(() => github.close());
for (const login of ['sara', 'dora', 'anna-admin']) github.setPermission(login, 'write');

test('a change that a rule of the base speaks of needs whom the rule names besides the second pair of eyes', async () => {
  const { number, headSha } = clinic.change('rule', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  github.review(number, 'bo', { state: 'APPROVED' });
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)).toMatchObject({
    conclusion: 'action_required',
    text: expect.stringContaining('Rule `journal team`: 0 of 1.'),
  });
  github.review(number, 'dora', { state: 'APPROVED' });
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  expectNoViolations(github);
}, 120_000);

test('rights in a namespace with patient data need the security team, and a second account of the maker is nobody', async () => {
  const binding = [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: RoleBinding',
    'metadata: { name: read, namespace: lab }',
    'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: read }',
    'subjects: [{ kind: Group, name: lab-doctors, apiGroup: rbac.authorization.k8s.io }]',
    '',
  ].join('\n');
  const { number, headSha } = clinic.change('rights', { 'apps/lab/rights.yaml': binding });
  github.review(number, 'anna-admin', { state: 'APPROVED' });
  await clinic.reviewAgain(number);
  const text = clinic.check(headSha)?.text ?? '';
  expect(text).toContain('`anna-admin` does not count: opened the pull request.');
  expect(text).toContain('Security, because rights over patient data change: 0 of 1.');
  github.review(number, 'sara', { state: 'APPROVED' });
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.text ?? '').not.toContain('0 of 1');
  expectNoViolations(github);
}, 120_000);
