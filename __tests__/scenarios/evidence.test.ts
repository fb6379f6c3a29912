import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { logOrigin } from '../../src/evidence/checkpoint.ts';
import { formatSignerKey, formatVerifierKey, signerKey } from '../../src/evidence/key.ts';
import { openLocalStore } from '../../src/evidence/local-store.ts';
import { readBranchFromGit, readLogFromGit } from '../../src/evidence/read-git.ts';
import type { RecordContent } from '../../src/evidence/record.ts';
import { sealRecord } from '../../src/evidence/seal.ts';
import { type Verification, verifyLog } from '../../src/evidence/verify.ts';
import { appendToLog } from '../../src/evidence/writer.ts';
import { runCommand } from '../cli/command-line.ts';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from '../github/server.ts';
import type { Delivery } from '../github/store/store.ts';
import { runWorkflow } from '../runner/workflow.ts';

/**
 * What comes onto protected branches and is not announced, through the bundled action as the example workflow starts it: nothing stays without a record,
 * and what went past the rules is named.
 */
const clinic = JSON.parse(readFileSync(fileURLToPath(new URL('../../dist/clinic.json', import.meta.url)), 'utf8')) as {
  base: Record<string, string>;
};
const keys = [1, 2, 3].map((n) => signerKey('tilsyn.example', Buffer.alloc(32, n)));
const [first, second, third] = keys as [(typeof keys)[number], (typeof keys)[number], (typeof keys)[number]];
const configuration = (more = ''): Record<string, string> => ({
  '.github/tilsyn.yml': `environment: production\nprotectedBranches: [release]\n${more}`,
});

function withoutKey({ kind, predicate }: RecordContent): RecordContent {
  const { recordKey: _, ...rest } = predicate as typeof predicate & { readonly recordKey?: string };
  return { kind, predicate: rest } as RecordContent;
}

describe('the record of the protected branches', () => {
  let github: FakeGitHub;
  let secrets: Record<string, string>;

  beforeEach(async () => {
    github = await startFakeGitHub({
      startAt: new Date(Date.now() - 7_200_000),
      files: { ...clinic.base, ...configuration() },
      rateLimit: 100_000,
    });
    for (const login of ['anna', 'bo']) github.setPermission(login, 'admin');
    secrets = { TILSYN_SIGNING_KEY: formatSignerKey(first) };
  });
  afterEach(() => github.close());

  async function record(delivery: Delivery, event: 'push' | 'schedule') {
    github.advance({ seconds: 5 });
    const environments = { 'tilsyn-evidence': { secrets } };
    const options = {
      github,
      workflow: 'tilsyn-evidence.yml',
      event,
      payload: delivery.payload,
      environments,
      env: { TILSYN_API_PACE: '1' },
    };
    const run = (await runWorkflow(options)).jobs[0]?.runs[0];
    return { exit: run?.exitCode, added: run?.outputs['evidence-records'] };
  }
  const daily = () => record(github.schedule('17 5 * * *', '.github/workflows/tilsyn-evidence.yml'), 'schedule');
  const pushed = (deliveries: readonly Delivery[]) => record(deliveries.find((one) => 'ref' in one.payload) as Delivery, 'push');

  async function verify(branches: readonly string[], trusted = [first]): Promise<Verification> {
    const log = await readLogFromGit(github.gitDir, 'refs/heads/tilsyn-log');
    if (!log.ok) throw new Error(JSON.stringify(log.fault));
    const protectedBranches = [];
    for (const name of branches) {
      const branch = await readBranchFromGit(github.gitDir, name);
      if (branch.ok) protectedBranches.push(branch.value);
    }
    return verifyLog({ ...log.value, keys: trusted, now: new Date(), repositoryId: github.repository.id, protectedBranches });
  }
  const failed = ({ checks }: Verification) =>
    checks.filter(({ status }) => status === 'failed').map(({ name, faults }) => [name, faults[0]?.code]);
  const statusOf = ({ checks }: Verification, name: string) => checks.find((check) => check.name === name)?.status;
  const past = ({ checks }: Verification) =>
    checks.find(({ name }) => name === 'bypasses')?.faults.map(({ code, params }) => params.reason ?? code);

  test('begins at the tip, is complete after skipped runs, direct pushes and a merge past the check, and repeats itself in vain', async () => {
    expect(await daily()).toEqual({ exit: 0, added: '1' });
    expect(past(await verify(['main']))).toEqual(['log-begins']);
    expect(await daily()).toEqual({ exit: 0, added: '0' });

    // Nobody's run sees these: the push asks for none, and the merge is an administrator's, on a red pull request.
    github.push('main', { 'apps/note.txt': 'past the rules\n' }, { by: 'anna', message: 'Hurry [skip ci]' });
    const deployment = 'apps/journal/deployment.yaml';
    const bad = (clinic.base[deployment] ?? '').replace('runAsUser: 10001', 'runAsUser: 0');
    github.push('feature', { [deployment]: bad }, { by: 'anna' });
    github.openPullRequest({ head: 'feature', author: 'anna' });
    github.advance({ seconds: 5 });
    const { deliveries } = github.mergePullRequest(1, { by: 'bo', method: 'squash' });
    expect(failed(await verify(['main']))).toEqual([['completeness', 'commit-without-record']]);

    expect(await pushed(deliveries)).toEqual({ exit: 0, added: '2' });
    const verification = await verify(['main']);
    expect(failed(verification)).toEqual([]);
    expect(statusOf(verification, 'completeness')).toBe('ok');
    expect(past(verification)).toEqual(['log-begins', 'direct-push', 'merged-unpassed']);
    const changes = verification.records.flatMap(({ record: one }) => (one.kind === 'change' ? [one.predicate] : []));
    // The push was not announced, so nobody can be named for it; the merge is GitHub's own word.
    expect(changes.map(({ pushedBy, mergedBy, pullRequest }) => [pushedBy?.login, mergedBy?.login, pullRequest?.number])).toEqual([
      [undefined, undefined, undefined],
      [undefined, 'bo', 1],
    ]);
    expectNoViolations(github);

    // An auditor judges it all again, from a clone alone.
    const clone = mkdtempSync(join(tmpdir(), 'tilsyn-auditor-'));
    execFileSync('git', ['clone', '--quiet', github.gitDir, clone]);
    const again = [
      'verify',
      clone,
      '--key',
      formatVerifierKey(first),
      '--branch',
      'main',
      '--re-render',
      '--repository-id',
      String(github.repository.id),
    ];
    const sound = runCommand(clone, again);
    expect([sound.status, sound.stdout]).toEqual([0, expect.stringMatching(/^holds +Judged again, each change comes out as recorded$/m)]);

    // The holder of the key who records a change without its findings is found out by judging alone.
    const contents = verification.records.map(({ record: one }): RecordContent => {
      if (one.kind !== 'change' || one.predicate.pullRequest === undefined || one.predicate.evaluation === undefined) return one;
      return { ...one, predicate: { ...one.predicate, evaluation: { ...one.predicate.evaluation, findings: [] } } };
    });
    execFileSync('git', ['-C', clone, 'update-ref', '-d', 'refs/remotes/origin/tilsyn-log']);
    const identity = { origin: logOrigin(github.repository.id), signer: first };
    const sealed = contents.map((content) => sealRecord(withoutKey(content), first));
    await appendToLog(openLocalStore(clone, 'tilsyn-log'), sealed, identity, { random: () => 0, sleep: () => Promise.resolve() });
    const forged = runCommand(clone, again);
    expect([forged.status, forged.stdout]).toEqual([1, expect.stringMatching(/^fails +Judged again.*\n.*other findings; recorded/m)]);
    rmSync(clone, { recursive: true, force: true });
  }, 240_000);

  test('names who pushed where the push was announced', async () => {
    const { deliveries } = github.push('main', { 'apps/note.txt': 'directly\n' }, { by: 'anna' });
    expect(await pushed(deliveries)).toEqual({ exit: 0, added: '2' });
    const { records } = await verify(['main']);
    expect(records[1]?.record).toMatchObject({
      kind: 'change',
      predicate: { directPush: true, pushedBy: { login: 'anna' }, branch: 'main' },
    });
  }, 120_000);

  test('does not believe the clock of a commit that nobody merged', async () => {
    await daily();
    github.push('main', { 'apps/note.txt': 'honest\n' }, { by: 'anna' });
    await daily();
    // A date long past would take the push out of an auditor's period; one to come would make the whole log fail.
    for (const date of ['1990-01-01T00:00:00Z', '2040-01-01T00:00:00Z']) {
      const git = (...args: readonly string[]) => {
        const person = {
          GIT_AUTHOR_NAME: 'x',
          GIT_AUTHOR_EMAIL: 'x@example.com',
          GIT_COMMITTER_NAME: 'x',
          GIT_COMMITTER_EMAIL: 'x@example.com',
        };
        const env = { PATH: process.env.PATH, ...person, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
        return execFileSync('git', ['-C', github.gitDir, ...args], { env, encoding: 'utf8' }).trim();
      };
      github.setBranch('main', git('commit-tree', '-m', 'x', '-p', github.tip('main') ?? '', 'main^{tree}'), 'anna');
    }
    expect(await daily()).toEqual({ exit: 0, added: '2' });
    const verification = await verify(['main']);
    expect(failed(verification)).toEqual([]);
    const times = verification.records.flatMap(({ record: one }) => (one.kind === 'change' ? [one.predicate.mergedAt] : []));
    expect([times.length, [...times].sort()]).toEqual([3, times]);
    expect(times[2] ?? '').toMatch(/^202[0-9]/);
  }, 180_000);

  test('covers the other branches that the configuration names, each by itself', async () => {
    github.push('release', { 'apps/note.txt': 'first\n' }, { by: 'anna' });
    expect(await daily()).toEqual({ exit: 0, added: '2' });
    github.push('release', { 'apps/note.txt': 'second\n' }, { by: 'anna' });
    expect(statusOf(await verify(['main', 'release']), 'completeness')).toBe('failed');
    expect(await daily()).toEqual({ exit: 0, added: '1' });
    expect(statusOf(await verify(['main', 'release']), 'completeness')).toBe('ok');
    expect(statusOf(await verify(['main']), 'completeness')).toBe('unproved');
  }, 120_000);

  test('says what a branch lost by force', async () => {
    await daily();
    const before = github.tip('main') ?? '';
    github.push('main', { 'apps/note.txt': 'to be lost\n' }, { by: 'anna' });
    await daily();
    github.push('main', { 'apps/note.txt': 'instead\n' }, { by: 'anna', onto: before });
    expect(failed(await verify(['main']))).toContainEqual(['completeness', 'commit-without-record']);
    expect(await daily()).toEqual({ exit: 0, added: '2' });
    const verification = await verify(['main']);
    expect([failed(verification), past(verification)]).toEqual([[], ['log-begins', 'direct-push', 'branch-rewritten', 'direct-push']]);
  }, 180_000);

  test('goes on with a new key that the old one handed over to, and after that the old one alone is refused', async () => {
    await daily();
    secrets = { TILSYN_SIGNING_KEY: formatSignerKey(second) };
    expect((await daily()).exit).toBe(2);
    secrets = { TILSYN_SIGNING_KEY: formatSignerKey(second), TILSYN_PREVIOUS_SIGNING_KEY: formatSignerKey(first) };
    expect(await daily()).toEqual({ exit: 0, added: '1' });
    secrets = { TILSYN_SIGNING_KEY: formatSignerKey(first) };
    github.push('main', { 'apps/note.txt': 'one\n' }, { by: 'anna' });
    expect((await daily()).exit).toBe(2);
    secrets = { TILSYN_SIGNING_KEY: formatSignerKey(second) };
    expect(await daily()).toEqual({ exit: 0, added: '1' });
    for (const key of [first, second]) expect(failed(await verify(['main'], [key]))).toEqual([]);
  }, 240_000);

  test('goes on after a loss only when the configuration declares it and names the new key', async () => {
    await daily();
    secrets = { TILSYN_SIGNING_KEY: formatSignerKey(second) };
    const lost = `lostKeys: ["${formatVerifierKey(first)}"]`;
    github.push('main', configuration(`evidence:\n  verifierKey: "${formatVerifierKey(third)}"\n  ${lost}\n`), { by: 'anna' });
    expect((await daily()).exit).toBe(2);
    github.push('main', configuration(`evidence:\n  verifierKey: "${formatVerifierKey(second)}"\n  ${lost}\n`), { by: 'anna' });
    expect(await daily()).toEqual({ exit: 0, added: '3' });
    expect(failed(await verify(['main'], [second]))).toEqual([]);
    expect(failed(await verify(['main'], [first]))[0]).toEqual(['checkpoint', 'note-not-signed']);
  }, 240_000);
});
