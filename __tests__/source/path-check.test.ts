import { describe, expect, test } from '@jest/globals';
import { MAX_FILES, MAX_PATH_DEPTH, MAX_PROBLEMS_PER_TREE } from '../../src/source/limits.ts';
import { parseTree } from '../../src/source/list-tree.ts';
import { checkEntries, type RawEntry } from '../../src/source/path-check.ts';

const OID = '0'.repeat(40);

function entry(path: string | Uint8Array): RawEntry {
  return { path: typeof path === 'string' ? new TextEncoder().encode(path) : path, mode: 'file', oid: OID };
}

describe('the paths of a tree', () => {
  test('come sorted by code units, whatever order git has', () => {
    const { entries, problems } = checkEntries(['b', 'a-b', 'a/b', 'å', 'B'].map(entry));

    expect(entries.map(({ path }) => path)).toEqual(['B', 'a-b', 'a/b', 'b', 'å']);
    expect(problems).toEqual([]);
  });

  test.each([
    ['../x', 'path-outside'],
    ['a/../b', 'path-outside'],
    ['a/./b', 'path-outside'],
    ['/etc/passwd', 'path-outside'],
    ['a//b', 'path-outside'],
    ['a\nb.yaml', 'path-control-character'],
    ['a\u001b[31m.yaml', 'path-control-character'],
    ['a\u0085.yaml', 'path-control-character'],
    ['a\u2028.yaml', 'path-control-character'],
  ])('that are like %j are problems and no entries', (path, what) => {
    const { entries, problems } = checkEntries([entry(path), entry('ok.yaml')]);

    expect(entries.map((found) => found.path)).toEqual(['ok.yaml']);
    expect(problems).toMatchObject([{ code: 'file-unreadable', params: { what } }]);
    expect(problems[0]?.file).not.toMatch(/[\p{Cc}\u2028]/u);
  });

  test('that are not UTF-8 are problems that can be shown', () => {
    const { entries, problems } = checkEntries([entry(Uint8Array.of(0x61, 0xff, 0x62))]);

    expect(entries).toEqual([]);
    expect(problems).toEqual([{ code: 'file-unreadable', file: 'a\ufffdb', params: { what: 'path-not-utf8' } }]);
  });

  test('that are too deep or too long pass a limit', () => {
    const { problems } = checkEntries([entry(`${'d/'.repeat(MAX_PATH_DEPTH + 1)}f`), entry('n'.repeat(5000))]);

    expect(problems.map(({ code, params }) => [code, params.what])).toEqual([
      ['limit-exceeded', 'path-depth'],
      ['limit-exceeded', 'path-bytes'],
    ]);
  });

  test('that are too many give no entries at all, not the first ones', () => {
    const { entries, problems } = checkEntries(Array.from({ length: MAX_FILES + 1 }, (_, i) => entry(`f${i}`)));

    expect(entries).toEqual([]);
    expect(problems).toEqual([{ code: 'limit-exceeded', params: { what: 'files', limit: MAX_FILES, found: MAX_FILES + 1 } }]);
  });

  test('that are faulty by the thousand are counted when no longer named', () => {
    const { problems } = checkEntries(Array.from({ length: 5000 }, () => entry('../x')));

    expect(problems).toHaveLength(MAX_PROBLEMS_PER_TREE + 1);
    expect(problems.at(-1)).toMatchObject({ code: 'limit-exceeded', params: { what: 'path-problems', found: 5000 } });
  });
});

describe('a listing of git', () => {
  test('is read with every mode, a tab in a path included in the problem', () => {
    const lines = [
      `100644 blob ${OID}\ta.yaml`,
      `100755 blob ${OID}\tb`,
      `120000 blob ${OID}\tc`,
      `160000 commit ${OID}\td`,
      `100644 blob ${OID}\te\tf`,
    ];

    const { entries, problems } = parseTree(Buffer.from(lines.map((line) => `${line}\0`).join('')));

    expect(entries.map(({ path, mode }) => [path, mode])).toEqual([
      ['a.yaml', 'file'],
      ['b', 'executable'],
      ['c', 'symlink'],
      ['d', 'submodule'],
    ]);
    expect(problems).toMatchObject([{ file: 'e\ufffdf', params: { what: 'path-control-character' } }]);
  });

  test('is refused whole when it is cut off or names an unknown mode', () => {
    expect(() => parseTree(Buffer.from(`100644 blob ${OID}\ta.yaml`))).toThrow(/unknown form/);
    expect(() => parseTree(Buffer.from(`100600 blob ${OID}\ta.yaml\0`))).toThrow(/unknown mode/);
  });
});
