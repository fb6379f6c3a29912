import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseVerifierKey } from '../../src/evidence/key.ts';
import { generateKeys } from '../../src/evidence/keygen.ts';
import { readLogFromGit } from '../../src/evidence/read-git.ts';
import { verifyLog } from '../../src/evidence/verify.ts';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from '../github/server.ts';
import type { Delivery } from '../github/store/store.ts';
import { runWorkflow, type WorkflowResult } from '../runner/workflow.ts';

/**
 * One pull request through all that tilsyn does, through the bundled action as the example workflows start it: red on the right line, a waiver asked
 * for, the own approval refused, another's taken, green, merged, recorded, verified.
 */
const clinic = JSON.parse(readFileSync(fileURLToPath(new URL('../../dist/clinic.json', import.meta.url)), 'utf8')) as {
  base: Record<string, string>;
};
const deployment = 'apps/journal/deployment.yaml';
const bad = (clinic.base[deployment] ?? '')
  .replace('runAsUser: 10001', 'runAsUser: 0')
  .replace('            claimName: journal-documents\n', '            claimName: journal-documents\n');

describe.each(['en', 'da'] as const)('the story, in %s', (language) => {
  let github: FakeGitHub;
  let keys: { readonly signer: string; readonly verifier: string };

  beforeEach(async () => {
    github = await startFakeGitHub({
      startAt: new Date(),
      files: { ...clinic.base, '.github/tilsyn.yml': `environment: production\nlanguage: ${language}\n` },
    });
    for (const login of ['anna', 'bo', 'carla']) github.setPermission(login, login === 'anna' ? 'write' : 'admin');
    const made = generateKeys('tilsyn.example');
    if (!made.ok) throw new Error('no keys');
    keys = made.value;
  });
  afterEach(() => github.close());

  async function run(workflow: string, event: string, { payload }: Delivery): Promise<WorkflowResult> {
    github.advance({ seconds: 5 });
    return runWorkflow({
      github,
      workflow,
      event,
      payload,
      environments: { 'tilsyn-evidence': { secrets: { TILSYN_SIGNING_KEY: keys.signer } } },
      vars: { TILSYN_VERIFIER_KEY: keys.verifier },
      env: { TILSYN_API_PACE: '1' },
    });
  }

  test('ends in a record that verifies', async () => {
    github.push('feature', { [deployment]: bad }, { by: 'anna' });
    const opened = github.openPullRequest({ head: 'feature', author: 'anna' });
    const first = await run('tilsyn-review.yml', 'pull_request_target', opened);
    expect(first.jobs[0]?.runs[0]).toMatchObject({ exitCode: 1, outputs: { conclusion: 'failure', 'findings-count': '1' } });
    const line = bad.split('\n').findIndex((text) => text.includes('runAsUser: 0')) + 1;
    expect(github.reviewCommentsOn(1)).toMatchObject([{ path: deployment, place: { line, side: 'RIGHT' } }]);
    const verdict = () =>
      github
        .checksOn(opened.headSha)
        .filter(({ name }) => name === 'tilsyn')
        .at(-1)?.conclusion;
    expect(verdict()).toBe('failure');

    const command = (body: string, by: string) => run('tilsyn-commands.yml', 'issue_comment', github.comment(1, by, body));
    await command(
      '/tilsyn waive WKL-06 --object Deployment/journal/journal-api --expires 10d --reason "The vendor image needs root until version 5 comes"',
      'anna',
    );
    expect(verdict()).toBe('action_required');
    const id =
      /WVR-[0-9A-Z]{12}/.exec(
        github
          .commentsOn(1)
          .map((comment) => comment.body)
          .join('\n'),
      )?.[0] ?? '';
    expect(id).not.toBe('');

    await command(`/tilsyn approve ${id} ${opened.headSha}`, 'anna');
    expect(verdict()).toBe('action_required');
    await command(`/tilsyn approve ${id} ${opened.headSha}`, 'bo');
    await command(`/tilsyn approve ${opened.headSha.slice(0, 12)}`, 'carla');
    expect(verdict()).toBe('success');

    github.advance({ seconds: 5 });
    const merged = github.mergePullRequest(1, { by: 'bo' });
    const push = merged.deliveries.find((delivery) => 'ref' in delivery.payload) as Delivery;
    const recorded = await run('tilsyn-evidence.yml', 'push', push);
    expect(recorded.jobs[0]?.runs[0]).toMatchObject({ exitCode: 0, outputs: { 'evidence-records': '2' } });

    const verifier = parseVerifierKey(keys.verifier);
    const log = await readLogFromGit(github.repository.gitDir, 'refs/heads/tilsyn-log');
    if (!verifier.ok || !log.ok) throw new Error('the key or the log cannot be read');
    const sound = verifyLog({ files: log.value.files, keys: [verifier.value], now: new Date() });
    expect(sound.checks.filter((check) => check.status === 'failed')).toEqual([]);

    const [path, bytes] = [...log.value.files].find(([name]) => name.startsWith('records/')) ?? ['', new Uint8Array()];
    const flipped = Uint8Array.from(bytes);
    flipped[40] = (flipped[40] ?? 0) ^ 1;
    const broken = verifyLog({ files: new Map([...log.value.files, [path, flipped]]), keys: [verifier.value], now: new Date() });
    expect([broken.status, broken.firstBad?.path]).toEqual(['failed', path]);
    expectNoViolations(github);
  }, 240_000);
});
