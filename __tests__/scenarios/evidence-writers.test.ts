import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appendSealed } from '../../src/action/log.ts';
import type { Ports } from '../../src/action/ports.ts';
import { logOrigin } from '../../src/evidence/checkpoint.ts';
import { readLogFromGit } from '../../src/evidence/read-git.ts';
import { type SealedRecord, sealRecord } from '../../src/evidence/seal.ts';
import { verifyLog } from '../../src/evidence/verify.ts';
import { openLogBranches } from '../../src/github/log-branch.ts';
import { connect } from '../../src/github/octokit.ts';
import { ObjectStore } from '../../src/source/object-store.ts';
import { gap, SIGNER } from '../evidence/records.ts';
import { type FakeGitHub, startFakeGitHub } from '../github/server.ts';

/**
 * Twenty writers at once through GitHub's API and real git, while the server fails, drops connections before and after it has done its work, and writers
 * die between reading and writing and are started again: the log is contiguous, and nothing is lost or there twice.
 */
const WRITERS = 20;

let github: FakeGitHub;
let folder = '';

beforeEach(async () => {
  github = await startFakeGitHub({ rateLimit: 1_000_000 });
  folder = mkdtempSync(join(tmpdir(), 'tilsyn-writers-'));
});
afterEach(async () => {
  await github.close();
  rmSync(folder, { recursive: true, force: true });
});

test('twenty writers with conflicts, crashes and failing requests', async () => {
  const { id, owner, repo } = { id: github.repository.id, owner: github.owner, repo: github.repo };
  const identity = { origin: logOrigin(id), signer: SIGNER };
  const records = Array.from({ length: WRITERS }, (_, n): SealedRecord => {
    const content = gap(n + 1);
    if (content.kind !== 'gap') throw new Error('a gap is a gap');
    return sealRecord({ kind: 'gap', predicate: { ...content.predicate, repository: { id, name: `${owner}/${repo}` } } }, SIGNER);
  });
  // The answer of a commit is lost after it was made, lost before, and the server errs, again and again.
  github.fail({ path: /^\/graphql$/, kind: 'drop', times: 4, after: 2, late: true });
  github.fail({ path: /^\/graphql$/, kind: '502', times: 5, after: 8 });
  github.fail({ path: /\/git\/ref/, kind: '500', times: 4, after: 5 });
  github.fail({ path: /\/git\/commits/, kind: 'drop', times: 1 });

  let crashes = 0;
  const write = async (record: SealedRecord, n: number): Promise<void> => {
    for (let attempt = 0; attempt < 30; attempt++) {
      const store = await ObjectStore.create({
        remote: `${github.serverUrl}/${owner}/${repo}.git`,
        token: issue(),
        environment: process.env,
        temporaryFolder: folder,
      });
      const { octokit } = connect({ token: issue(), apiUrl: github.url, retryUnit: 1, warn: () => {} });
      const branches = openLogBranches(octokit, { id, owner, name: repo });
      const dies = attempt === 0 && n % 4 === 0;
      // A run that is killed after its commit was made never hears of it; one killed before has read for nothing.
      const dying: typeof branches = {
        ...branches,
        commit: async (...args) => {
          if (n % 8 === 0) await branches.commit(...args);
          throw new Error('killed');
        },
      };
      try {
        await appendSealed([record], identity, { branches: dies ? dying : branches, store } as Pick<Ports, 'branches' | 'store'> as Ports);
        return;
      } catch {
        crashes++;
        await sleep(20 * Math.random());
      } finally {
        await store.close();
      }
    }
    throw new Error(`writer ${n} never came through`);
  };
  const issue = (): string => github.issueToken({ permissions: { contents: 'write' } });

  await Promise.all(records.map(write));
  const sound = async (): Promise<number> => {
    const log = await readLogFromGit(github.gitDir, 'refs/heads/tilsyn-log');
    if (!log.ok) throw new Error(JSON.stringify(log.fault));
    const { checks, size } = verifyLog({ ...log.value, keys: [SIGNER], now: new Date(), repositoryId: id });
    expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(checks.find(({ name }) => name === 'history')?.status).toBe('ok');
    return size;
  };
  expect(await sound()).toBe(WRITERS);
  expect(crashes).toBeGreaterThan(0);

  // All of it once more, as when every run is repeated: nothing is added.
  await Promise.all(records.slice(0, 5).map((record) => write(record, 1)));
  expect(await sound()).toBe(WRITERS);
}, 400_000);
