import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LocalRepository } from '../../src/source/local-repository.ts';
import { changedPaths } from '../../src/source/tree.ts';
import { commit, git } from './git-server.ts';

let folder: string;
let temporary: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tilsyn-repo-'));
  temporary = mkdtempSync(join(tmpdir(), 'tilsyn-test-'));
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder]);
});

afterEach(() => {
  for (const path of [folder, temporary]) rmSync(path, { recursive: true, force: true });
});

async function open(path = folder): Promise<LocalRepository> {
  const repository = await LocalRepository.open(path, process.env, temporary);
  if (repository === undefined) throw new Error('no repository');
  return repository;
}

describe('a repository on the own machine', () => {
  test('resolves names to commits, finds merge bases and reads the files of a commit', async () => {
    const base = commit(folder, { 'a.yaml': 'a: 1\n' });
    git(folder, 'checkout', '--quiet', '-b', 'change');
    const head = commit(folder, { 'a.yaml': 'a: 2\n', 'b.yaml': 'b: 1\n' });
    git(folder, 'checkout', '--quiet', 'main');
    const tip = commit(folder, { 'c.yaml': 'c: 1\n' });
    const repository = await open();

    expect(await repository.resolve('change')).toBe(head);
    expect(await repository.resolve('main')).toBe(tip);
    expect(await repository.resolve('no-such-name')).toBeUndefined();
    expect(await repository.resolve('--help')).toBeUndefined();
    expect(await repository.mergeBase(tip, head)).toBe(base);
    const side = await repository.tree(head).read(['a.yaml', 'c.yaml']);
    await repository.close();

    expect([...side.files.values()].map(({ path, bytes }) => [path, Buffer.from(bytes).toString()])).toEqual([['a.yaml', 'a: 2\n']]);
    expect(side.problems).toMatchObject([{ file: 'c.yaml', params: { what: 'missing' } }]);
  });

  test('takes the working tree with all that is not committed, and without what is ignored', async () => {
    const files = { 'same.yaml': 'a: 1\n', 'edited.yaml': 'a: 1\n', 'staged.yaml': 'a: 1\n', 'gone.yaml': 'a: 1\n', 'ø/x.yaml': 'a: 1\n' };
    const head = commit(folder, { ...files, '.gitignore': 'ignored/\n' });
    writeFileSync(join(folder, 'edited.yaml'), 'a: 2\n');
    writeFileSync(join(folder, 'staged.yaml'), 'a: 2\n');
    git(folder, 'add', 'staged.yaml');
    rmSync(join(folder, 'gone.yaml'));
    writeFileSync(join(folder, 'ø/new.yaml'), 'a: 1\n');
    mkdirSync(join(folder, 'ignored'));
    writeFileSync(join(folder, 'ignored/x.yaml'), 'a: 1\n');
    const repository = await open(join(folder, 'ø'));

    const tree = repository.workingTree();
    const { entries, problems } = await tree.list();
    const committed = await repository.tree(head).list();
    const side = await tree.read(['edited.yaml', 'ø/new.yaml']);
    await repository.close();

    expect(problems).toEqual([]);
    expect(entries.map(({ path }) => path)).toEqual(['.gitignore', 'edited.yaml', 'same.yaml', 'staged.yaml', 'ø/new.yaml', 'ø/x.yaml']);
    expect(changedPaths(committed.entries, entries)).toEqual(['edited.yaml', 'gone.yaml', 'staged.yaml', 'ø/new.yaml']);
    expect([...side.files.values()].map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['a: 2\n', 'a: 1\n']);
  });

  test('is not written to, and runs none of its hooks and no monitor that its configuration names', async () => {
    commit(folder, { 'a.yaml': 'a: 1\n' });
    const trap = join(temporary, 'ran');
    appendFileSync(join(folder, '.git/config'), `[core]\n\tfsmonitor = "touch ${trap}; false"\n`);
    writeFileSync(join(folder, 'a.yaml'), 'a: 2\n');
    const index = readFileSync(join(folder, '.git/index'));
    const repository = await open();

    await repository.workingTree().list();
    await repository.close();

    expect(readFileSync(join(folder, '.git/index')).equals(index)).toBe(true);
    expect(() => readFileSync(trap)).toThrow(/ENOENT/);
  });

  test('is none where there is none', async () => {
    expect(await LocalRepository.open(temporary, process.env, temporary)).toBeUndefined();
  });
});
