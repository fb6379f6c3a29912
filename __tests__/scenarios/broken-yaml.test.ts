import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { journal, openClinic, sound } from './clinic.ts';

const clinic = await openClinic({ files: { 'apps/legacy/broken.yaml': 'apiVersion: v1\nkind: [ConfigMap\n' } });
afterAll(() => clinic.github.close());

test('a manifest that is no YAML leaves the change undecided, by file and line', async () => {
  const torn = sound.replace('      containers:\n', '      containers: [\n');
  const { number, headSha, payload } = clinic.change('torn', { [journal]: torn });
  const run = await clinic.review({ payload });
  expect([run.exitCode, run.outputs['exit-status'], run.outputs.conclusion]).toEqual([2, '2', 'failure']);
  const check = clinic.check(headSha);
  expect([check?.conclusion, check?.title]).toEqual([
    'failure',
    'Could not be analysed. `plain:apps/journal` did not render, so the check blocks.',
  ]);
  expect(clinic.said(number)[0]?.body).toMatch(/`apps\/journal\/deployment\.yaml`, line \d+, is not valid YAML: /);
  expectNoViolations(clinic.github);
});

test('one that others broke elsewhere is shown and does not block', async () => {
  const { number, headSha, payload } = clinic.change('other', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  expect((await clinic.review({ payload })).exitCode).toBe(0);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  expect(clinic.said(number)[0]?.body).toContain('1 part outside the change was not analysed');
  expectNoViolations(clinic.github);
});

test('a key written twice is no choice of ours', async () => {
  const twice = sound.replace('runAsUser: 10001', 'runAsUser: 10001\n        runAsUser: 0');
  const { headSha, number, payload } = clinic.change('twice', { [journal]: twice });
  expect((await clinic.review({ payload })).exitCode).toBe(2);
  expect(clinic.check(headSha)?.conclusion).toBe('failure');
  expect(clinic.said(number)[0]?.body).toContain('has the key `runAsUser` twice');
  expectNoViolations(clinic.github);
});
