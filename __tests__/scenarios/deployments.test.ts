import { afterEach, describe, expect, test } from '@jest/globals';
import { parseVerifierKey } from '../../src/evidence/key.ts';
import { readBranchFromGit, readLogFromGit } from '../../src/evidence/read-git.ts';
import { verifyLog } from '../../src/evidence/verify.ts';
import { expectNoViolations } from '../github/server.ts';
import type { Delivery } from '../github/store/store.ts';
import { type Clinic, openClinic, withoutApprovals } from './clinic.ts';

/** Where a change went and by whose word, and what GitHub's own rules saw: through the example workflows, as GitHub starts them. */
const reported = `${withoutApprovals}evidence:
  deployments:
    reporters: ["deployer[bot]"]
    environments: [production]
`;

describe('deployments and the rules of a branch', () => {
  let clinic: Clinic;
  afterEach(() => clinic.github.close());

  /** The deployer is a GitHub App, and so has a bot. */
  const openWithDeployer = async () => {
    const opened = await openClinic({ configuration: reported, rateLimit: 100_000 });
    opened.github.issueToken({ permissions: {}, app: { slug: 'deployer' } });
    return opened;
  };
  const daily = async () => {
    const delivery = clinic.github.schedule('17 5 * * *', '.github/workflows/tilsyn-evidence.yml');
    const run = (await clinic.run('tilsyn-evidence.yml', 'schedule', delivery)).jobs[0]?.runs[0];
    return { exit: run?.exitCode, added: run?.outputs['evidence-records'], said: run?.stdout ?? '' };
  };
  /** The signal of the news, and what its end starts. */
  const announce = async (delivery: Delivery) => {
    const signal = await clinic.run('tilsyn-signal.yml', 'deployment_status', delivery);
    expect(signal.jobs.map(({ permissions, runs }) => [permissions, runs.length])).toEqual([[{}, 0]]);
    const run = (await clinic.run('tilsyn-commands.yml', 'workflow_run', signal.completed as Delivery)).jobs[0]?.runs[0];
    return { exit: run?.exitCode, added: run?.outputs['evidence-records'], said: run?.stdout ?? '' };
  };
  const verify = async () => {
    const log = await readLogFromGit(clinic.github.gitDir, 'refs/heads/tilsyn-log');
    const branch = await readBranchFromGit(clinic.github.gitDir, 'main');
    const key = parseVerifierKey(clinic.keys.verifier);
    if (!log.ok || !branch.ok || !key.ok) throw new Error('no log');
    return verifyLog({ ...log.value, keys: [key.value], now: new Date(), protectedBranches: [branch.value] });
  };
  const deployed = async () => (await verify()).records.flatMap(({ record }) => (record.kind === 'deployment' ? [record.predicate] : []));

  test('records what the named account reports, with its change where that has no record yet, and once', async () => {
    clinic = await openWithDeployer();
    const { github } = clinic;
    await daily();
    const { sha } = github.push('main', { 'apps/note.txt': 'new\n' }, { by: 'anna', message: 'Hurry [skip ci]' });
    const news = github.deploy(sha, 'production', 'anna', { reporter: 'deployer[bot]' });
    expect(await announce(news)).toMatchObject({ exit: 0, added: '2' });
    expect(await daily()).toMatchObject({ exit: 0, added: '0' });
    expect(await deployed()).toMatchObject([
      { branch: 'main', merge: { sha }, environment: 'production', reportedBy: { login: 'deployer[bot]' } },
    ]);
    expect((await verify()).checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expectNoViolations(github);
  }, 180_000);

  test('believes nobody else, and no other state or environment', async () => {
    clinic = await openWithDeployer();
    const { github } = clinic;
    const main = github.tip('main') ?? '';
    github.deploy(main, 'production', 'anna');
    github.deploy(main, 'production', 'github-actions[bot]');
    github.deploy(main, 'production', 'deployer[bot]', { reporter: 'mallory' });
    github.deploy(main, 'production', 'deployer[bot]', { state: 'failure' });
    github.deploy(main, 'preview', 'deployer[bot]');
    expect(await daily()).toMatchObject({ exit: 0, added: '1' });
    expect(await deployed()).toEqual([]);
    expectNoViolations(github);
  }, 120_000);

  test('is red when something runs that never came through review', async () => {
    clinic = await openWithDeployer();
    const { github } = clinic;
    const { sha } = github.push('feature', { 'apps/note.txt': 'unreviewed\n' }, { by: 'anna' });
    const { exit, said } = await announce(github.deploy(sha, 'production', 'deployer[bot]'));
    expect([exit, said.includes(`is of commit ${sha}, which no protected branch has on record`)]).toEqual([2, true]);
    expect(await deployed()).toEqual([]);
  }, 120_000);

  test('asks for no deployments and no permission for them where none are configured', async () => {
    clinic = await openClinic({ rateLimit: 100_000 });
    clinic.github.deploy(clinic.github.tip('main') ?? '', 'production', 'deployer[bot]');
    expect(await daily()).toMatchObject({ exit: 0, added: '1' });
    expect(clinic.github.requests.filter(({ path }) => path.includes('/deployments'))).toEqual([]);
  }, 120_000);

  test('names who set the rules of the branch aside, where the token may ask, and nobody where it may not', async () => {
    clinic = await openClinic({ rateLimit: 100_000 });
    const { github } = clinic;
    await daily();
    const merge = (branch: string) => {
      const { number } = clinic.change(branch, { 'apps/note.txt': `${branch}\n` });
      github.advance({ seconds: 5 });
      github.mergePullRequest(number, { by: 'bo', method: 'squash' });
      const sha = github.tip('main') ?? '';
      github.judgeByRules('main', sha, 'bo', 'bypass');
      return sha;
    };
    merge('first');
    // The token of a job may not ask.
    expect(await daily()).toMatchObject({ exit: 0, added: '1' });
    const sha = merge('second');
    const token = github.issueToken({
      app: { slug: 'tilsyn-app' },
      permissions: { administration: 'read', contents: 'write', checks: 'write', 'pull-requests': 'write', deployments: 'read' },
    });
    const delivery = github.schedule('17 5 * * *', '.github/workflows/tilsyn-evidence.yml');
    const env = { 'INPUT_GITHUB-TOKEN': token };
    const run = (await clinic.run('tilsyn-evidence.yml', 'schedule', delivery, { env })).jobs[0]?.runs[0];
    expect([run?.exitCode, run?.outputs['evidence-records']]).toEqual([0, '1']);
    const { checks } = await verify();
    const past = checks.find(({ name }) => name === 'bypasses')?.faults.filter(({ code }) => code === 'past-branch-rules');
    expect(past).toMatchObject([{ params: { sha, by: 'bo' } }]);
    expectNoViolations(github);
  }, 180_000);
});
