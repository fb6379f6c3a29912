import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parseVerifierKey } from '../../src/evidence/key.ts';
import { readLogFromGit } from '../../src/evidence/read-git.ts';
import { type Verification, verifyLog } from '../../src/evidence/verify.ts';
import { expectNoViolations } from '../github/server.ts';
import type { Delivery } from '../github/store/store.ts';
import { type Clinic, journal, openClinic, rooted, withApprovals } from './clinic.ts';

let clinic: Clinic;
beforeEach(async () => {
  clinic = await openClinic({ configuration: withApprovals });
});
afterEach(() => clinic.github.close());

const why = '--reason "The journal is down and only this brings it back"';
const answer = (number: number): string => clinic.said(number).at(-1)?.body ?? '';
const nightly = () =>
  clinic.run('tilsyn-evidence.yml', 'schedule', clinic.github.schedule('17 5 * * *', '.github/workflows/tilsyn-evidence.yml'));

async function verify(days = 0): Promise<Verification> {
  const key = parseVerifierKey(clinic.keys.verifier);
  const log = await readLogFromGit(clinic.github.repository.gitDir, 'refs/heads/tilsyn-log');
  if (!key.ok || !log.ok) throw new Error('the key or the log cannot be read');
  return verifyLog({ files: log.value.files, keys: [key.value], now: new Date(Date.now() + days * 86_400_000) });
}
const emergencies = (verified: Verification) => verified.checks.find(({ name }) => name === 'emergencies');
/** Without the word that the log begins. */
const bypasses = (verified: Verification) =>
  verified.checks.find(({ name }) => name === 'bypasses')?.faults.filter(({ code }) => code !== 'gap');

async function mergeInEmergency(): Promise<{ readonly number: number; readonly id: string }> {
  const { number, headSha, payload } = clinic.change('night', { [journal]: rooted });
  await clinic.review({ payload });
  await clinic.command(number, 'anna', `/tilsyn break-glass --ticket INC-2211 ${why}`);
  const id = /EMG-[0-9A-Z]{12}/.exec(answer(number))?.[0] ?? '';
  expect(answer(number)).toContain('**Emergency procedure used** by `anna`');
  expect(clinic.check(headSha)?.conclusion).toBe('failure');
  expect(clinic.said(number)[0]?.body).toContain(`\`${id}\`: \`anna\` used the emergency procedure`);
  expect(clinic.github.mergeable(number, [{ name: 'tilsyn' }]).mergeable).toBe(false);
  const { deliveries } = clinic.github.mergePullRequest(number, { by: 'bo' });
  await clinic.run('tilsyn-evidence.yml', 'push', deliveries.find(({ payload: { ref } }) => ref !== undefined) as Delivery);
  return { number, id };
}

test('an emergency turns nothing green, is recorded with the merge, and is closed by somebody else', async () => {
  const { number, id } = await mergeInEmergency();
  const open = await verify();
  expect(open.checks.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(emergencies(open)?.faults).toMatchObject([{ code: 'emergency-open', params: { id } }]);
  expect(bypasses(open)).toMatchObject([{ code: 'merged-in-emergency', params: { id } }]);

  for (const login of ['anna', 'mallory']) await clinic.command(number, login, `/tilsyn approve ${id} ${why}`);
  expect(emergencies(await verify())?.faults).toMatchObject([{ code: 'emergency-open' }]);
  await clinic.command(number, 'carla', `/tilsyn deny ${id} --reason "It held, but the container must not run as root"`);
  expect(answer(number)).toContain('What was done must be mended.');
  expect(emergencies(await verify())).toMatchObject({ status: 'ok', faults: [] });
  await clinic.command(number, 'bo', `/tilsyn approve ${id} ${why}`);
  expect(answer(number)).toContain(`\`${id}\` is already decided.`);
  expectNoViolations(clinic.github);
}, 180_000);

test('one that nobody looks at in time keeps the scheduled run red, by name', async () => {
  const { number, id } = await mergeInEmergency();
  const waiting = (await nightly()).jobs[0]?.runs[0];
  expect([waiting?.exitCode, waiting?.summary]).toEqual([0, expect.stringContaining('1 emergency awaits its review')]);
  clinic.later(3);
  const late = (await nightly()).jobs[0]?.runs[0];
  expect(late?.exitCode).toBe(1);
  expect(late?.annotations[0]?.message).toContain(id);
  expect(late?.summary).toContain('1 emergency should have been reviewed by now');
  expect(emergencies(await verify(3))).toMatchObject({ status: 'failed', faults: [{ code: 'emergency-overdue' }] });
  await clinic.command(number, 'carla', `/tilsyn approve ${id} ${why}`);
  expect((await nightly()).jobs[0]?.runs[0]).toMatchObject({ exitCode: 0, summary: expect.stringContaining('No waiver and no emergency') });
  expectNoViolations(clinic.github);
}, 180_000);

test('a merge of another commit than the one it was declared for is no emergency but a bypass', async () => {
  const { number } = clinic.change('other', { [journal]: rooted });
  await clinic.command(number, 'anna', `/tilsyn break-glass --ticket INC-1 ${why}`);
  clinic.github.push('other', { [journal]: rooted.replace('replicas: 2', 'replicas: 9') }, { by: 'anna' });
  const { deliveries } = clinic.github.mergePullRequest(number, { by: 'bo' });
  await clinic.run('tilsyn-evidence.yml', 'push', deliveries.find(({ payload: { ref } }) => ref !== undefined) as Delivery);
  expect(bypasses(await verify())).toMatchObject([{ code: 'merged-unpassed' }]);
  expectNoViolations(clinic.github);
}, 120_000);
