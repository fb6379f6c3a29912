import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, sound, withApprovals } from '../clinic.ts';

const clinic = await openClinic({ configuration: withApprovals });
const { github } = clinic;
afterAll(() => github.close());
const approved = sound.replace('replicas: 2', 'replicas: 3');

/** No approval is kept over a new head yet; whatever will be kept, these must not be. */
test.each([
  [
    'content exchanged under the same message',
    (branch: string) => github.push(branch, { [journal]: sound.replace('replicas: 2', 'replicas: 9') }, { by: 'anna', onto: 'main' }),
  ],
  [
    'the same patch on a base where it deploys something else',
    (branch: string) => {
      github.push(
        'main',
        {
          'platform/namespaces.yaml': `${github.readFile('main', 'platform/namespaces.yaml')}---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: extra\n`,
        },
        { by: 'bo' },
      );
      return github.push(
        branch,
        { [journal]: approved, 'platform/extra.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n' },
        { by: 'anna', onto: 'main' },
      );
    },
  ],
])('an approval is not carried over to %s', async (what, push) => {
  const branch = what.replaceAll(' ', '-');
  const { number, headSha } = clinic.change(branch, { [journal]: approved });
  github.review(number, 'bo', { state: 'APPROVED' });
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  const { sha, deliveries } = push(branch);
  await clinic.review(deliveries.find(({ event }) => event === 'pull_request') ?? { payload: {} });
  expect(clinic.check(sha)?.conclusion).toBe('action_required');
  expectNoViolations(github);
});
