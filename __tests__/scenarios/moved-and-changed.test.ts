import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { booking, journal, oldFinding, openClinic, rooted } from './clinic.ts';

const clinic = await openClinic({ files: { [journal]: rooted } });
afterAll(() => clinic.github.close());

test('a file that moves brings no new finding', async () => {
  const { headSha, payload } = clinic.change('move', { [journal]: null, 'apps/records/api.yaml': `# moved\n${rooted}` });
  expect((await clinic.review({ payload })).outputs).toMatchObject({ conclusion: 'success', 'findings-count': '0' });
  expect(clinic.check(headSha)?.summary).toContain('2 existing');
  expectNoViolations(clinic.github);
});

test('another value at the same place is a new finding', async () => {
  const worse = oldFinding.replace('          securityContext:\n', '          securityContext:\n            runAsNonRoot: false\n');
  const { number, headSha, payload } = clinic.change('worse', { [booking]: worse });
  expect((await clinic.review({ payload })).outputs).toMatchObject({ conclusion: 'failure', 'findings-count': '1' });
  const line = worse.split('\n').findIndex((text) => text.includes('runAsNonRoot: false')) + 1;
  expect(clinic.github.reviewCommentsOn(number)).toMatchObject([{ path: booking, place: { line, side: 'RIGHT' } }]);
  expect(clinic.check(headSha)?.title).toBe('Blocked. 1 new finding, its severity is high.');
  expectNoViolations(clinic.github);
});
