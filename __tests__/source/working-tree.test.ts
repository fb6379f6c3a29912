import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MAX_FILE_BYTES, MAX_PATH_DEPTH } from '../../src/source/limits.ts';
import { blobId, openWorkingTree } from '../../src/source/working-tree.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tilsyn-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
}

describe('the tree of a folder', () => {
  test('lists files sorted, without what git and npm keep there, and reads them', async () => {
    for (const path of ['b.yaml', 'a/z.yaml', 'a.yaml', '.git/config', 'a/.git', 'node_modules/x/y.yaml', '.github/tilsyn.yml'])
      write(path, `${path}\n`);
    const tree = openWorkingTree(folder);

    const { entries, problems } = await tree.list();
    const side = await tree.read(['a/z.yaml', 'none.yaml', 'a/z.yaml']);

    expect(entries.map(({ path }) => path)).toEqual(['.github/tilsyn.yml', 'a.yaml', 'a/z.yaml', 'b.yaml']);
    expect(problems).toEqual([]);
    expect([...side.files.values()].map(({ path, bytes }) => [path, Buffer.from(bytes).toString()])).toEqual([['a/z.yaml', 'a/z.yaml\n']]);
    expect(side.problems).toEqual([{ code: 'file-unreadable', file: 'none.yaml', params: { what: 'missing' } }]);
  });

  test('does not follow links to files or folders', async () => {
    write('real/a.yaml', 'a: 1\n');
    symlinkSync('/etc', join(folder, 'etc'));
    symlinkSync('real/a.yaml', join(folder, 'link.yaml'));
    const tree = openWorkingTree(folder);

    const { entries } = await tree.list();
    const side = await tree.read(['link.yaml', 'etc/passwd']);

    expect(entries.map(({ path, mode }) => [path, mode])).toEqual([
      ['etc', 'symlink'],
      ['link.yaml', 'symlink'],
      ['real/a.yaml', 'file'],
    ]);
    expect(side.files.size).toBe(0);
    expect(side.problems.map(({ file, params }) => [file, params.what])).toEqual([
      ['etc/passwd', 'missing'],
      ['link.yaml', 'symlink'],
    ]);
  });

  test('does not read through a file that became a link since it was listed', async () => {
    write('a.yaml', 'a: 1\n');
    write('secret', 'secret\n');
    const tree = openWorkingTree(folder);
    await tree.list();
    rmSync(join(folder, 'a.yaml'));
    symlinkSync('secret', join(folder, 'a.yaml'));

    const side = await tree.read(['a.yaml']);

    expect(side.files.size).toBe(0);
    expect(side.problems).toMatchObject([{ file: 'a.yaml', params: { what: 'missing' } }]);
  });

  test('names sockets, folders that it may not read and depth beyond the limit', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'socket.yaml'), resolve));
    write(`${'d/'.repeat(MAX_PATH_DEPTH + 2)}f.yaml`, 'a: 1\n');
    write('closed/a.yaml', 'a: 1\n');
    chmodSync(join(folder, 'closed'), 0);

    const { entries, problems } = await openWorkingTree(folder).list();
    chmodSync(join(folder, 'closed'), 0o700);
    server.close();

    const seen = problems.map(({ code, params }) => `${code} ${params.what}`);
    expect(seen).toContain('file-unreadable special');
    expect(seen).toContain('limit-exceeded path-depth');
    // The superuser may read any folder.
    if (process.getuid?.() === 0) expect(entries.map(({ path }) => path)).toEqual(['closed/a.yaml']);
    else expect(seen).toContain('file-unreadable folder');
  });

  test('does not read a file over the limit', async () => {
    write('large.yaml', 'x'.repeat(MAX_FILE_BYTES + 1));

    const side = await openWorkingTree(folder).read(['large.yaml']);

    expect(side.files.size).toBe(0);
    expect(side.problems).toEqual([
      { code: 'limit-exceeded', file: 'large.yaml', params: { what: 'file-bytes', limit: MAX_FILE_BYTES, found: MAX_FILE_BYTES + 1 } },
    ]);
  });

  test('is a problem when there is no such folder', async () => {
    const { entries, problems } = await openWorkingTree(join(folder, 'none')).list();

    expect(entries).toEqual([]);
    expect(problems).toEqual([{ code: 'file-unreadable', file: '.', params: { what: 'folder' } }]);
  });

  test('gives a content the id that git gives it', () => {
    // `printf 'what is up, doc?' | git hash-object --stdin`, as in the book of git
    expect(blobId(Buffer.from('what is up, doc?'))).toBe('bd9dbf5aae1a3862dd1526723246b20206e5fc37');
  });
});
