import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from '../github/server.ts';
import type { Delivery } from '../github/store/store.ts';
import { type ActionResult, runAction } from '../runner/runner.ts';

/** A review that several jobs share: it comes out as if one had done it, and with parts that are not its own not at all. */
const role = (verb: string): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r, namespace: n}\nrules: [{apiGroups: [apps], resources: [deployments], verbs: ["${verb}"]}]\n`;
const apps = Array.from({ length: 60 }, (_, n) => `apps/app-${n}`);
const files: Readonly<Record<string, string>> = {
  '.github/tilsyn.yml': 'approvals: none\n',
  ...Object.fromEntries(
    apps.flatMap((app, n) => [
      [`${app}/kustomization.yaml`, `resources: [role.yaml]\nnamePrefix: app-${n}-\n`],
      [`${app}/role.yaml`, role('get')],
    ]),
  ),
};
const bad = { 'apps/app-7/role.yaml': role('*'), 'apps/app-31/role.yaml': role('*') };

describe('a review that several jobs share', () => {
  let github: FakeGitHub;
  let parts: string;
  let opened: Delivery & { readonly headSha: string; readonly number: number };

  beforeEach(async () => {
    github = await startFakeGitHub({ startAt: new Date(), files, rateLimit: 100_000 });
    github.setPermission('anna', 'write');
    github.push('feature', bad, { by: 'anna' });
    opened = github.openPullRequest({ head: 'feature', author: 'anna' });
    parts = mkdtempSync(join(tmpdir(), 'tilsyn-parts-'));
  });
  afterEach(async () => {
    rmSync(parts, { recursive: true, force: true });
    await github.close();
  });

  function run(inputs: Readonly<Record<string, string>>): Promise<ActionResult> {
    const token = github.issueToken({ permissions: { contents: 'read', checks: 'write', 'pull-requests': 'write' } });
    const { payload } = opened;
    return runAction({ github, event: 'pull_request_target', payload, token, inputs, env: { TILSYN_API_PACE: '1' } });
  }
  /** Runs plan and shards as the example workflow does, each artifact in a folder of its own. */
  async function shareOut(): Promise<string> {
    const { outputs } = await run({ stage: 'plan', shards: '3' });
    const { plan = '', shards = '[]' } = outputs;
    for (const shard of JSON.parse(shards) as number[]) {
      const done = await run({ stage: 'shard', shard: String(shard), plan });
      const path = done.outputs['part-path'] ?? '';
      mkdirSync(join(parts, `tilsyn-part-${shard}`));
      writeFileSync(join(parts, `tilsyn-part-${shard}`, basename(path)), done.files.get(path) ?? Buffer.alloc(0));
    }
    return plan;
  }
  const gate = (plan: string) => run({ stage: 'gate', plan, parts });
  const check = () => github.checksOn(opened.headSha).findLast(({ name }) => name === 'tilsyn');
  const reportOf = ({ files: left }: ActionResult): Record<string, unknown> => {
    const [, bytes] = [...left].find(([path]) => path.endsWith('tilsyn-report.json')) ?? [];
    return JSON.parse(bytes?.toString('utf8') ?? 'null') as Record<string, unknown>;
  };

  test('is in progress from the plan on, and comes out word for word as one job has it', async () => {
    const plan = await shareOut();
    expect([plan.split(':')[0], check()?.status]).toEqual(['3', 'in_progress']);
    const shared = await gate(plan);
    expect([shared.exitCode, shared.outputs.conclusion, check()?.conclusion]).toEqual([1, 'failure', 'failure']);
    const alone = await run({});
    expect(reportOf(shared)).toEqual(reportOf(alone));
    // For its two findings the gate asks once more where the objects come from.
    expect(shared.stdout).toMatch(/^62 renders came from the parts, 4 were made here\.$/m);
    expect((reportOf(shared).findings as unknown[]).length).toBeGreaterThan(1);
    expectNoViolations(github);
  }, 180_000);

  const part = (shard: number): string => join(parts, `tilsyn-part-${shard}`, `tilsyn-part-${shard}.json.gz`);
  const rewrite = (shard: number, change: (part: Record<string, unknown>) => unknown, to = shard): void => {
    const text = gunzipSync(readFileSync(part(shard))).toString('utf8');
    writeFileSync(part(to), gzipSync(JSON.stringify(change(JSON.parse(text) as Record<string, unknown>))));
  };

  test('refuses parts that are missing, foreign, doubled or no parts, and a plan of something else', async () => {
    const plan = await shareOut();
    const whole = `${parts}-whole`;
    cpSync(parts, whole, { recursive: true });
    const refused = async (spoil: () => void, given = plan) => {
      rmSync(parts, { recursive: true, force: true });
      cpSync(whole, parts, { recursive: true });
      spoil();
      const { exitCode } = await gate(given);
      return [exitCode, check()?.conclusion, /do not fit: (.*)\.$/.exec(check()?.summary ?? '')?.[1]];
    };
    try {
      expect(await refused(() => rmSync(part(2)))).toEqual([2, 'failure', 'part 2 of 3 is missing']);
      expect(await refused(() => rmSync(parts, { recursive: true }))).toEqual([2, 'failure', 'part 1, 2, 3 of 3 is missing']);
      expect(await refused(() => rewrite(2, (one) => ({ ...one, plan: 'a'.repeat(64) })))).toEqual([
        2,
        'failure',
        'part 2 is of another plan',
      ]);
      expect(await refused(() => rewrite(1, (one) => one, 2))).toEqual([2, 'failure', 'part 1 of 3 is one too many']);
      expect((await refused(() => writeFileSync(part(3), 'no part')))[2]).toMatch(/is not a part of a review$/);
      expect((await refused(() => undefined, `2:${plan.split(':')[1]}`))[2]).toMatch(/^head, base or rules have changed/);
      github.push('main', { 'apps/note.txt': 'moved\n' }, { by: 'anna' });
      expect((await refused(() => undefined))[2]).toMatch(/^head, base or rules have changed/);
    } finally {
      rmSync(whole, { recursive: true, force: true });
    }
  }, 300_000);

  test('renders itself what a part does not have, or has in another form', async () => {
    const plan = await shareOut();
    for (const shard of [1, 2, 3])
      rewrite(shard, (one) => ({
        ...one,
        answers: shard === 1 ? [] : (one.answers as object[]).map((answer) => ({ ...answer, documents: [] })),
      }));
    const shared = await gate(plan);
    expect(reportOf(shared)).toEqual(reportOf(await run({})));
  }, 180_000);
});
