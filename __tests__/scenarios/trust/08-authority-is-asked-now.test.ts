import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, sound, withApprovals } from '../clinic.ts';

const clinic = await openClinic({
  configuration: `${withApprovals}owners:\n  users: [bo]\n  teams: [security]\n`,
});
const { github } = clinic;
afterAll(() => github.close());
const replicas = (count: number): string => sound.replace('replicas: 2', `replicas: ${count}`);

test('a name that somebody else took over carries no right of its former owner', async () => {
  const { number, headSha } = clinic.change('renamed', { [journal]: replicas(3) });
  github.setPermission('dora', 'write');
  await clinic.command(number, 'dora', `/tilsyn approve ${headSha}`);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  // She leaves and takes another name; the newcomer with her old one may write and has approved nothing.
  github.setPermission('dora', 'none');
  github.rename('dora', 'dora-elsewhere');
  github.setPermission('dora', 'write');
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('action_required');
  expectNoViolations(github);
});

test('an owner who is named and may no longer write is none', async () => {
  const { number, headSha } = clinic.change('owner', { '.github/tilsyn.yml': withApprovals });
  github.setPermission('bo', 'read');
  github.review(number, 'bo', { state: 'APPROVED' });
  github.review(number, 'carla', { state: 'APPROVED' });
  await clinic.reviewAgain(number);
  // carla administers, which is enough for four eyes, and is not named among the owners.
  expect(clinic.check(headSha)).toMatchObject({
    conclusion: 'action_required',
    text: expect.stringContaining('Owners, because the change touches the configuration or the register: 0 of 1.'),
  });
  github.setPermission('bo', 'admin');
  await clinic.reviewAgain(number);
  expect(clinic.check(headSha)?.conclusion).toBe('success');
  expectNoViolations(github);
});

test('a right that cannot be looked up is none: of a person, and of a team that the token may not read', async () => {
  const { number, headSha } = clinic.change('unknown', { [journal]: replicas(4) });
  github.review(number, 'carla', { state: 'APPROVED' });
  const fault = github.fail({ path: /\/collaborators\/carla\/permission/, kind: '500', times: 1_000 });
  await clinic.reviewAgain(number);
  fault.lift();
  expect(clinic.check(headSha)).toMatchObject({ conclusion: 'action_required', text: expect.stringContaining('`carla` does not count') });

  const touching = clinic.change('team', { '.github/tilsyn.yml': withApprovals });
  github.setPermission('erik', 'write');
  github.setTeam('security', ['erik']);
  github.review(touching.number, 'erik', { state: 'APPROVED' });
  await clinic.review(touching);
  expect(clinic.check(touching.headSha)?.conclusion).toBe('action_required');
  expectNoViolations(github);
});
