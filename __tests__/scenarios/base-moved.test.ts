import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { journal, openClinic, sound } from './clinic.ts';

const clinic = await openClinic();
afterAll(() => clinic.github.close());

test('a push to the base judges the open pull requests again', async () => {
  const { payload, headSha } = clinic.change('more', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  await clinic.review({ payload });
  expect(clinic.check(headSha)?.conclusion).toBe('success');

  clinic.github.advance({ seconds: 5 });
  const { deliveries } = clinic.github.push('main', { [journal]: sound.replace('replicas: 2', 'replicas: 4') }, { by: 'bo' });
  const push = deliveries.find(({ payload: pushed }) => 'ref' in pushed);
  if (push === undefined) throw new Error('no push was delivered');
  const { jobs } = await clinic.run('tilsyn-evidence.yml', 'push', push);
  expect(jobs[0]?.runs[0]).toMatchObject({ exitCode: 0, outputs: { 'evidence-records': '1' } });
  expect(clinic.check(headSha)?.conclusion).toBe('failure');
  expect(clinic.check(headSha)?.summary).toContain('conflict');
  expectNoViolations(clinic.github);
}, 60_000);
