import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findUnrecorded } from '../../src/action/find-unrecorded.ts';
import type { Ports } from '../../src/action/ports.ts';
import { ObjectStore } from '../../src/source/object-store.ts';
import { git, initBare } from '../evidence/git-store.ts';

/** A branch of six commits, and a second one that parted from it after the third. */

let folder = '';
let store: ObjectStore;
let line: string[] = [];
let other: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tilsyn-unrecorded-'));
  const remote = join(folder, 'remote.git');
  initBare(remote);
  const commit = (branch: string, n: number, from: string) =>
    `commit refs/heads/${branch}\nmark :${n}\ncommitter x <x@example.com> ${1_795_000_000 + n} +0000\ndata 1\nx\n${from}M 100644 inline f\ndata 1\n${n}\n`;
  const main = [1, 2, 3, 4, 5, 6].map((n) => commit('main', n, n === 1 ? '' : `from :${n - 1}\n`));
  await git(remote, ['fast-import', '--quiet'], [...main, commit('other', 7, 'from :3\n'), commit('other', 8, '')].join(''));
  const list = async (branch: string) => (await git(remote, ['rev-list', '--first-parent', '--reverse', branch])).trim().split('\n');
  [line, other] = [await list('main'), await list('other')];
  await git(remote, ['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  await git(remote, ['config', 'uploadpack.allowFilter', 'true']);
  store = await ObjectStore.create({ remote: `file://${remote}`, environment: process.env, temporaryFolder: folder });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function find(recorded: readonly number[], options: { start?: number; far?: boolean; tips?: string[] } = {}) {
  const known = new Set(recorded.map((n) => line[n - 1] ?? ''));
  const start = options.start === undefined ? undefined : (line[options.start - 1] ?? 'f'.repeat(40));
  const tip = (options.tips ?? line).at(-1) ?? '';
  const found = await findUnrecorded(tip, known, start, options.far ?? false, { store } as Pick<Ports, 'store'> as Ports);
  const name = (sha: string) => (line.includes(sha) ? line.indexOf(sha) + 1 : other.indexOf(sha) + 10);
  return { commits: found.commits.map(({ sha }) => name(sha)), abandoned: found.abandoned.map(name), begins: found.begins };
}

const nothing = { commits: [], abandoned: [], begins: false };

describe('the commits without a record', () => {
  test('are those since the last one that has one', async () => {
    expect(await find([1, 2, 3, 4])).toEqual({ ...nothing, commits: [5, 6] });
    expect(await find([1, 2, 3, 4, 5, 6])).toEqual(nothing);
  });

  test('in a hole that two runs left between them are found when all is looked at, and none before the log began', async () => {
    expect(await find([2, 4, 5, 6])).toEqual(nothing);
    expect(await find([2, 4, 5, 6], { far: true })).toEqual({ ...nothing, commits: [3] });
  });

  test('of a log that has none begin at the tip, or where they are said to', async () => {
    expect(await find([])).toEqual({ ...nothing, commits: [6], begins: true });
    expect(await find([], { start: 4 })).toEqual({ ...nothing, commits: [4, 5, 6], begins: true });
    expect(await find([], { start: 99 })).toEqual({ ...nothing, commits: [6], begins: true });
  });

  test('of a branch moved by force come with what it lost', async () => {
    expect(await find([3, 4, 5, 6], { tips: other, far: true })).toEqual({ commits: [13, 14], abandoned: [4, 5, 6], begins: false });
    expect(await find([4, 5, 6], { tips: other, far: true })).toEqual({ commits: [1, 2, 3, 13, 14], abandoned: [4, 5, 6], begins: false });
  });
});
