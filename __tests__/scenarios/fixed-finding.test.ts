import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { booking, oldFinding, openClinic, unfolded } from './clinic.ts';

const clinic = await openClinic();
afterAll(() => clinic.github.close());

test('a finding that the change mends is said to be mended', async () => {
  const mended = oldFinding.replace('      securityContext:\n', '      securityContext:\n        runAsNonRoot: true\n');
  const { number, headSha, payload } = clinic.change('mend', { [booking]: mended });
  expect((await clinic.review({ payload })).exitCode).toBe(0);
  expect(unfolded(clinic.said(number)[0]?.body ?? '')).toContain('1 finding is fixed by this change.');
  expect(clinic.check(headSha)).toMatchObject({ conclusion: 'success', summary: expect.stringContaining('1 fixed') });
  expectNoViolations(clinic.github);
});
