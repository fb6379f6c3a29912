import { afterAll, expect, test } from '@jest/globals';
import { parseVerifierKey } from '../../src/evidence/key.ts';
import { readLogFromGit } from '../../src/evidence/read-git.ts';
import { verifyLog } from '../../src/evidence/verify.ts';
import { expectNoViolations } from '../github/server.ts';
import { journal, openClinic, sound, withoutApprovals } from './clinic.ts';

const file = '.github/tilsyn.yml';
const good = await openClinic();
const broken = await openClinic({ configuration: 'approvals: none\nfailOn: never\n' });
afterAll(() => Promise.all([good.github.close(), broken.github.close()]));

test('a key that does not exist fails before it is merged, with the key that was meant', async () => {
  const { number, headSha, payload } = good.change('slip', { [file]: `${withoutApprovals}faliOn: none\n` });
  expect((await good.review({ payload })).exitCode).toBe(2);
  expect(good.check(headSha)?.conclusion).toBe('failure');
  expect(good.said(number)[0]?.body).toContain(
    'The configuration `.github/tilsyn.yml`, line 3, is not valid: ``unknown key `faliOn`; did you mean `failOn`?``.',
  );
  expectNoViolations(good.github);
});

test('broken on the base it gives the strict defaults, and an owner lets the change that mends it pass', async () => {
  const { number, headSha, payload } = broken.change('mend', { [file]: withoutApprovals });
  expect((await broken.review({ payload })).outputs.conclusion).toBe('action_required');
  expect(broken.said(number)[0]?.body).toContain('Owners, because the change touches the configuration or the register: 0 of 1.');
  broken.github.review(number, 'bo', { state: 'APPROVED' });
  expect((await broken.reviewAgain(number)).outputs.conclusion).toBe('success');
  expect(broken.check(headSha)?.conclusion).toBe('success');
  expectNoViolations(broken.github);
});

test('while it is broken no change passes that leaves it so', async () => {
  const { headSha, payload } = broken.change('other', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  expect((await broken.review({ payload })).outputs.conclusion).toBe('failure');
  expect(broken.check(headSha)?.conclusion).toBe('failure');
  expectNoViolations(broken.github);
});

test('merged past the check all the same, the record says what the check said', async () => {
  const { number, payload } = good.change('past', { [file]: `${withoutApprovals}faliOn: none\n` });
  good.github.review(number, 'bo', { state: 'APPROVED' });
  expect((await good.review({ payload })).outputs.conclusion).toBe('failure');
  const { deliveries } = good.github.mergePullRequest(number, { by: 'bo', method: 'squash' });
  await good.run('tilsyn-evidence.yml', 'push', deliveries.find((one) => 'ref' in one.payload) ?? { payload: {} });

  const [log, key] = [await readLogFromGit(good.github.gitDir, 'refs/heads/tilsyn-log'), parseVerifierKey(good.keys.verifier)];
  if (!log.ok || !key.ok) throw new Error('no log to read');
  const { records, checks } = verifyLog({ ...log.value, keys: [key.value], now: new Date() });
  expect(records.at(-1)?.record).toMatchObject({
    kind: 'change',
    predicate: { evaluation: { conclusion: 'undecided' }, notAnalysed: [{ code: 'config-invalid', file }] },
  });
  expect(checks.find(({ name }) => name === 'bypasses')?.faults.map(({ code }) => code)).toContain('merged-unpassed');
  expectNoViolations(good.github);
});
