import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ObjectStore } from '../../src/source/object-store.ts';
import { readTogether } from '../../src/source/read-together.ts';
import { commit, type GitServer, git, startGitServer } from './git-server.ts';

const TOKEN = 'ghs_not-a-real-token-0123456789';

let server: GitServer;
let temporary: string;
let store: ObjectStore;

async function start(token?: string, given = token): Promise<void> {
  server = await startGitServer(token);
  temporary = await mkdtemp(join(tmpdir(), 'tilsyn-test-'));
  const options = { remote: server.url, environment: process.env, temporaryFolder: temporary };
  store = await ObjectStore.create(given === undefined ? options : { ...options, token: given });
}

beforeEach(() => start());

afterEach(async () => {
  await store.close();
  await server.close();
  await rm(temporary, { recursive: true, force: true });
});

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? new Uint8Array()).toString('utf8');
}

function storeFolder(): string {
  return join(temporary, readdirSync(temporary)[0] ?? '', 'repository.git');
}

describe('a store of fetched objects', () => {
  test('lists and reads the files of several commits with one fetch for commits and one for blobs', async () => {
    const base = commit(server.repository, { 'apps/a.yaml': 'a: 1\n', 'apps/b.yaml': 'b: 1\n', 'big.bin': 'x'.repeat(100_000) });
    const head = commit(server.repository, { 'apps/a.yaml': 'a: 2\n' });

    await store.fetchCommits([head, base, head]);
    const [headSide, baseSide] = await readTogether(store, [
      { tree: store.tree(head), paths: ['apps/a.yaml', 'apps/b.yaml'] },
      { tree: store.tree(base), paths: ['apps/a.yaml'] },
    ]);

    expect((await store.tree(head).list()).entries.map(({ path, mode }) => [path, mode])).toEqual([
      ['apps/a.yaml', 'file'],
      ['apps/b.yaml', 'file'],
      ['big.bin', 'file'],
    ]);
    expect([...(headSide?.files.keys() ?? [])]).toEqual(['apps/a.yaml', 'apps/b.yaml']);
    expect(text(headSide?.files.get('apps/a.yaml')?.bytes)).toBe('a: 2\n');
    expect(text(baseSide?.files.get('apps/a.yaml')?.bytes)).toBe('a: 1\n');
    expect(server.fetches()).toBe(2);
    expect(await store.readObject(git(server.repository, 'rev-parse', `${head}:big.bin`), 1e6)).toEqual({ state: 'missing' });
  });

  test('fetches a blob once, however often it is asked for', async () => {
    const head = commit(server.repository, { 'a.yaml': 'same\n', 'b.yaml': 'same\n' });
    await store.fetchCommits([head]);
    const before = server.fetches();

    await store.tree(head).read(['a.yaml', 'b.yaml']);
    await store.tree(head).read(['b.yaml']);

    expect(server.fetches()).toBe(before + 1);
  });

  test('fetches nothing by itself while reading: a promisor is named in the configuration only during a fetch', async () => {
    const head = commit(server.repository, { 'a.yaml': 'a: 1\n' });
    let during = '';
    server.onRequest = () => {
      during = readFileSync(join(storeFolder(), 'config'), 'utf8');
    };
    await store.fetchCommits([head]);
    const after = server.fetches();

    const oid = git(server.repository, 'rev-parse', `${head}:a.yaml`);

    expect(during).toContain('promisor');
    expect(await readFile(join(storeFolder(), 'config'), 'utf8')).not.toMatch(/promisor|remote/);
    await expect(store.git({ args: ['cat-file', '-p', oid] })).rejects.toMatchObject({ code: 'git-failed' });
    expect(server.fetches()).toBe(after);
  });

  test('names symlinks, submodules and missing paths instead of following them', async () => {
    commit(server.repository, { 'real.yaml': 'a: 1\n' });
    const blob = git(server.repository, 'rev-parse', 'HEAD:real.yaml');
    const commitId = git(server.repository, 'rev-parse', 'HEAD');
    git(server.repository, 'update-index', '--add', '--cacheinfo', `120000,${blob},link.yaml`, '--cacheinfo', `160000,${commitId},sub`);
    git(server.repository, 'commit', '--quiet', '-m', 'links');
    const head = git(server.repository, 'rev-parse', 'HEAD');
    await store.fetchCommits([head]);

    const side = await store.tree(head).read(['link.yaml', 'sub', 'none.yaml', 'real.yaml']);

    expect([...side.files.keys()]).toEqual(['real.yaml']);
    expect(side.problems).toEqual([
      { code: 'file-unreadable', file: 'link.yaml', params: { what: 'symlink' } },
      { code: 'file-unreadable', file: 'none.yaml', params: { what: 'missing' } },
      { code: 'file-unreadable', file: 'sub', params: { what: 'submodule' } },
    ]);
  });

  test('passes an object over the limit without keeping it, and reads on behind it', async () => {
    const head = commit(server.repository, { 'big.yaml': 'x'.repeat(300_000), 'small.yaml': 'a: 1\n', 'empty.yaml': '' });
    await store.fetchCommits([head]);
    const ids = ['big', 'small', 'empty'].map((name) => git(server.repository, 'rev-parse', `${head}:${name}.yaml`));
    await store.fetchBlobs(ids);

    const objects = await Promise.all(ids.map((oid) => store.readObject(oid, 1000)));

    expect(objects.map((object) => object.state)).toEqual(['too-large', 'read', 'read']);
    expect(objects.map((object) => (object.state === 'read' ? text(object.content) : ''))).toEqual(['', 'a: 1\n', '']);
  });

  test('refuses what is no full id, so that nothing is taken for an option, a ref or a path', async () => {
    await expect(store.fetchCommits(['--upload-pack=x'])).rejects.toMatchObject({ code: 'git-unexpected' });
    await expect(store.listTree('HEAD')).rejects.toMatchObject({ code: 'git-unexpected' });
    await expect(store.readObject('abc', 10)).rejects.toMatchObject({ code: 'git-unexpected' });
  });

  test('says so when the server lacks a commit', async () => {
    await expect(store.fetchCommits(['1'.repeat(40)])).rejects.toMatchObject({ code: 'git-failed' });
  });

  test('leaves nothing behind when it is closed', async () => {
    await store.close();

    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('the token', () => {
  beforeEach(async () => {
    await store.close();
    await server.close();
    await start(TOKEN);
  });

  test('opens the server, and stands in no argument, environment or file of any git that runs', async () => {
    const head = commit(server.repository, { 'a.yaml': 'a: 1\n' });
    const seen: string[] = [];
    server.onRequest = () => {
      seen.push(...gitProcesses().flatMap((pid) => [readProcess(pid, 'cmdline'), readProcess(pid, 'environ')]));
      seen.push(...filesUnder(join(storeFolder(), '..')).map((path) => readFileSync(path, 'latin1')));
    };

    await store.fetchCommits([head]);
    const side = await store.tree(head).read(['a.yaml']);

    expect(text(side.files.get('a.yaml')?.bytes)).toBe('a: 1\n');
    const all = seen.join('\n');
    // The look went where it had to: the fetch's own arguments, environment and configuration are in it.
    expect(all).toContain('credential.http://127.0.0.1');
    expect(all).toContain('GIT_TERMINAL_PROMPT=0');
    expect(all).toContain('promisor = true');
    expect(all).not.toContain(TOKEN);
    expect(all).not.toContain(Buffer.from(`x-access-token:${TOKEN}`).toString('base64'));
  });

  test('is missing or wrong: git asks nobody, and the error does not hold it', async () => {
    const head = commit(server.repository, { 'a.yaml': 'a: 1\n' });
    await store.close();
    const options = { remote: server.url, environment: process.env, temporaryFolder: temporary };
    const wrong = await ObjectStore.create({ ...options, token: 'ghs_wrong-token' });
    const error = await wrong.fetchCommits([head]).catch((cause: unknown) => cause as Error);
    await wrong.close();
    store = await ObjectStore.create(options);

    expect(error).toMatchObject({ code: 'git-failed' });
    expect(String(error)).not.toContain('ghs_wrong-token');
    await expect(store.fetchCommits([head])).rejects.toMatchObject({ code: 'git-failed' });
  });

  test('is not taken in the address of the repository', async () => {
    const remote = server.url.replace('http://', `http://x-access-token:${TOKEN}@`);

    const error = await ObjectStore.create({ remote, environment: {}, temporaryFolder: temporary }).catch(
      (cause: unknown) => cause as Error,
    );

    expect(error).toMatchObject({ code: 'git-unexpected' });
    expect((error as Error).message).not.toContain(TOKEN);
  });
});

/** Every git of this test that runs at the moment, helpers included: their working folder lies in the temporary one. */
function gitProcesses(): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(temporary);
    } catch {
      return false;
    }
  });
}

function readProcess(pid: string, file: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}
