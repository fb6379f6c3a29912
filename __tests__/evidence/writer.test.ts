import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { signerKey } from '../../src/evidence/key.ts';
import { readLogFromGit } from '../../src/evidence/read-git.ts';
import type { RecordContent } from '../../src/evidence/record.ts';
import { sealRecord } from '../../src/evidence/seal.ts';
import { verifyLog } from '../../src/evidence/verify.ts';
import { appendToLog, type LogStore } from '../../src/evidence/writer.ts';
import { git, initBare, openGitStore } from './git-store.ts';
import { change, gap, NOW, ORIGIN, SIGNER } from './records.ts';

const IDENTITY = { origin: ORIGIN, signer: SIGNER };
// A local repository answers faster than GitHub, so the waits are shorter too.
const REAL = { random: Math.random, sleep: (milliseconds: number) => sleep(milliseconds / 10) };

let repository = '';

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'tilsyn-log-'));
  initBare(repository);
});

afterEach(() => rmSync(repository, { recursive: true, force: true }));

describe('appending to a branch', () => {
  test('founds it, then goes on', async () => {
    expect(await append([gap(1)])).toEqual({ status: 'appended', positions: [0], added: 1, tries: 1 });
    expect(await append([gap(2), change(3)])).toEqual({ status: 'appended', positions: [1, 2], added: 2, tries: 1 });
    expect((await verifyBranch()).size).toBe(3);
  });

  test('writes nothing when everything is there', async () => {
    await append([gap(1)]);
    const tip = await git(repository, ['rev-parse', 'tilsyn-log']);
    expect(await append([gap(1)])).toMatchObject({ status: 'appended', positions: [0], added: 0 });
    expect(await git(repository, ['rev-parse', 'tilsyn-log'])).toBe(tip);
  });

  test('twenty at a time loses and doubles nothing, on a branch that does not yet exist', async () => {
    const numbers = Array.from({ length: 20 }, (_, n) => n + 1);
    // Two writers a record, as when a run is repeated while the first one is still at it.
    const outcomes = await Promise.all([...numbers, ...numbers.slice(0, 5)].map((n) => append([gap(n)])));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(outcomes.map(() => 'appended'));
    const { checks, size } = await verifyBranch();
    expect(checks.filter((check) => check.status === 'failed')).toEqual([]);
    expect(size).toBe(20);
    const positions = outcomes.flatMap((outcome) => (outcome.status === 'appended' ? outcome.positions : []));
    expect([...new Set(positions)].sort((a, b) => a - b)).toEqual(numbers.map((n) => n - 1));
    // There was a race at all.
    expect(Math.max(...outcomes.map((outcome) => (outcome.status === 'appended' ? outcome.tries : 0)))).toBeGreaterThan(1);
  }, 240_000);

  test('a lost race moves the record and leaves its bytes as they were signed', async () => {
    const store = openGitStore(repository);
    await append([gap(1)]);
    const sealed = sealRecord(gap(2), SIGNER);
    const outrun = interposing(store, () => append([gap(3)]));
    expect(await appendToLog(outrun, [sealed], IDENTITY, REAL)).toMatchObject({ status: 'appended', positions: [2], tries: 2 });
    const path = (await git(repository, ['ls-tree', '-r', '--name-only', 'tilsyn-log', 'records'])).split('\n')[2];
    expect(await git(repository, ['cat-file', 'blob', `tilsyn-log:${path}`])).toBe(Buffer.from(sealed.bytes).toString());
  });

  test('a lost race to found the branch goes on with the branch that won', async () => {
    const outrun = interposing(openGitStore(repository), () => append([gap(3)]));
    const outcome = await appendToLog(outrun, [sealRecord(gap(2), SIGNER)], IDENTITY, REAL);
    expect(outcome).toMatchObject({ status: 'appended', positions: [1], tries: 2 });
    expect((await verifyBranch()).checks.filter((check) => check.status === 'failed')).toEqual([]);
  });

  test('gives up after 20 lost races, having waited longer and longer, and written nothing', async () => {
    await append([gap(1)]);
    const waits: number[] = [];
    const store: LogStore = { ...openGitStore(repository), commit: () => Promise.resolve('stale') };
    const surroundings = { random: () => 1, sleep: (milliseconds: number) => Promise.resolve(void waits.push(milliseconds)) };
    expect(await appendToLog(store, [sealRecord(gap(2), SIGNER)], IDENTITY, surroundings)).toEqual({ status: 'gave-up', tries: 20 });
    expect(waits.slice(0, 3)).toEqual([100, 200, 400]);
    expect(Math.max(...waits)).toBe(5000);
    expect((await verifyBranch()).size).toBe(1);
  });

  test('refuses a branch that somebody else has written to', async () => {
    const stranger = { origin: ORIGIN, signer: signerKey(ORIGIN, Buffer.alloc(32, 9)) };
    await appendToLog(openGitStore(repository), [sealRecord(gap(1), stranger.signer)], stranger, REAL);
    const tip = await git(repository, ['rev-parse', 'tilsyn-log']);
    expect(await append([gap(2)])).toMatchObject({ status: 'refused', fault: { code: 'note-not-signed' } });
    expect(await git(repository, ['rev-parse', 'tilsyn-log'])).toBe(tip);
  });

  test('lets a failing store fail: no new log is begun because a read went wrong', async () => {
    const store: LogStore = { ...openGitStore(repository), readTip: () => Promise.reject(new Error('503')) };
    await expect(appendToLog(store, [sealRecord(gap(1), SIGNER)], IDENTITY, REAL)).rejects.toThrow('503');
    expect(await git(repository, ['for-each-ref'])).toBe('');
  });
});

/** A store in which somebody else is faster, once, between reading and writing. */
function interposing(store: LogStore, act: () => Promise<unknown>): LogStore {
  let pending = true;
  return {
    ...store,
    async readTip() {
      const tip = await store.readTip();
      if (pending) {
        pending = false;
        await act();
      }
      return tip;
    },
  };
}

function append(contents: readonly RecordContent[]) {
  const sealed = contents.map((content) => sealRecord(content, SIGNER));
  return appendToLog(openGitStore(repository), sealed, IDENTITY, REAL);
}

async function verifyBranch() {
  const log = await readLogFromGit(repository, 'refs/heads/tilsyn-log');
  if (!log.ok) throw new Error(JSON.stringify(log.fault));
  return verifyLog({ ...log.value, keys: [SIGNER], now: NOW });
}
