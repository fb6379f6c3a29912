import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { booking, journal, oldFinding, openClinic, sound, unfolded } from './clinic.ts';

const clinic = await openClinic();
afterAll(() => clinic.github.close());

test('findings that were there before are folded and do not block, in the file that the change touches neither', async () => {
  const { number, headSha, payload } = clinic.change('more', {
    [journal]: sound.replace('replicas: 2', 'replicas: 3'),
    [booking]: oldFinding.replace('booking-web', 'booking-web').replace('web:2.9.0', 'web:2.9.1'),
  });
  const run = await clinic.review({ payload });
  expect([run.exitCode, run.outputs['findings-count']]).toEqual([0, '0']);
  expect(clinic.check(headSha)).toMatchObject({
    conclusion: 'success',
    title: 'Passed. No new findings. 1 existing finding remains and does not block.',
    annotations: [],
  });
  const body = clinic.said(number)[0]?.body ?? '';
  expect(unfolded(body)).not.toContain('WKL-06');
  expect(body).toContain('WKL-06');
  expect(clinic.github.reviewsOn(number)).toEqual([]);
  expectNoViolations(clinic.github);
});
