import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, rooted, withApprovals } from '../clinic.ts';

const clinic = await openClinic({ configuration: withApprovals });
const { github } = clinic;
afterAll(() => github.close());
const file = '.github/tilsyn.yml';

test('what the head says of its own judgement is read and has no power', async () => {
  const loose = [
    'environment: production',
    'approvals: none',
    'failOn: none',
    'exclude: ["**"]',
    'profile: baseline',
    'controls: { WKL-06: { enabled: false } }',
    'owners: { users: [anna, dora] }',
    'waivers: { approvers: { users: [anna] } }',
  ].join('\n');
  const { number, headSha, payload } = clinic.change('loose', { [file]: `${loose}\n`, [journal]: rooted });
  const run = await clinic.review({ payload });
  expect([run.outputs.conclusion, run.outputs['findings-count']]).toEqual(['failure', '1']);

  // With the finding gone it waits for an owner of today; those it names itself are nobody.
  const { sha, deliveries } = github.push('loose', { [journal]: null }, { by: 'anna' });
  github.setPermission('dora', 'write');
  github.review(number, 'dora', { state: 'APPROVED' });
  await clinic.review(deliveries.find(({ event }) => event === 'pull_request') ?? { payload });
  expect(clinic.check(sha)).toMatchObject({
    conclusion: 'action_required',
    text: expect.stringContaining('Owners, because the change touches the configuration or the register: 0 of 1.'),
  });
  expect(clinic.check(headSha)?.conclusion).toBe('failure');
  expectNoViolations(github);
});

test.each([
  ['a link', { content: 'README.md', mode: '120000' as const }],
  ['a submodule', { content: '0123456789012345678901234567890123456789', mode: '160000' as const }],
  ['two documents', 'approvals: none\n---\nfailOn: none\n'],
])('a configuration that the head turns into %s is named before it is merged', async (what, content) => {
  const { headSha, payload } = clinic.change(what.replaceAll(' ', '-'), { [file]: content });
  const run = await clinic.review({ payload });
  expect([run.exitCode, clinic.check(headSha)?.conclusion]).toEqual([2, 'failure']);
  expect(clinic.check(headSha)?.summary).toContain('`.github/tilsyn.yml`');
  expectNoViolations(github);
});

test('a workflow that the change touches needs an owner as well', async () => {
  const { number, headSha, payload } = clinic.change('workflow', { '.github/workflows/tilsyn-review.yml': 'on: push\njobs: {}\n' });
  github.setPermission('dora', 'write');
  github.review(number, 'dora', { state: 'APPROVED' });
  await clinic.review({ payload });
  expect(clinic.check(headSha)).toMatchObject({ conclusion: 'action_required', text: expect.stringContaining('Owners') });
  expectNoViolations(github);
});
