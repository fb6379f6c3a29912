import { describe, expect, test } from '@jest/globals';
import { MAX_DEPTH, MAX_DOCUMENTS, MAX_SCALAR } from '../../src/yaml/limits.ts';
import { type ReadManifests, readManifests } from '../../src/yaml/read.ts';

function read(text: string): ReadManifests {
  return readManifests('apps/file.yaml', Buffer.from(text));
}

function value(text: string): unknown {
  const { documents, problems } = read(text);
  expect(problems).toEqual([]);
  return documents[0]?.value;
}

describe('documents of a file', () => {
  test('are numbered with the empty ones and start where their text does', () => {
    const { documents } = read('# head\n---\na: 1\n---\n# nothing\n---\n\n# c\nb: 2\n');

    expect(documents.map(({ index, startLine }) => [index, startLine])).toEqual([
      [1, 3],
      [3, 9],
    ]);
  });

  test('of a JSON stream are numbered and placed likewise', () => {
    const { documents } = read('{"a": 1}\n\n{\n"b": 2}');

    expect(documents.map(({ index, startLine }) => [index, startLine])).toEqual([
      [0, 1],
      [1, 3],
    ]);
  });

  test('are read on behind one that is broken, which is named with its line', () => {
    const { documents, problems } = read('a: 1\n---\nb: [1\n---\nc: 3\n');

    expect(documents.map((document) => document.value)).toEqual([{ a: 1 }, { c: 3 }]);
    expect(problems).toMatchObject([{ code: 'yaml-invalid', file: 'apps/file.yaml', line: 4 }]);
  });
});

describe('keys', () => {
  test('that stand twice take the last value and are a problem on the line of the second', () => {
    const { documents, problems } = read('---\na: 1\nspec:\n  privileged: false\n  x: 1\n  privileged: true\n');

    expect(documents[0]?.value).toEqual({ a: 1, spec: { privileged: true, x: 1 } });
    expect(problems).toEqual([{ code: 'yaml-duplicate-key', file: 'apps/file.yaml', line: 6, params: { key: 'privileged' } }]);
  });

  test('that stand twice in JSON likewise', () => {
    const { documents, problems } = read('{"a": 1,\n "b": {"c": 1,\n "c": 2}}');

    expect(documents[0]?.value).toEqual({ a: 1, b: { c: 2 } });
    expect(problems).toEqual([{ code: 'yaml-duplicate-key', file: 'apps/file.yaml', line: 3, params: { key: 'c' } }]);
  });

  test('that a merge overrides are a problem: readers disagree whether it does', () => {
    const { documents, problems } = read('x: &x {privileged: true}\nz:\n  privileged: false\n  <<: *x\n');

    expect(documents[0]?.value).toMatchObject({ z: { privileged: true } });
    expect(problems).toMatchObject([{ code: 'yaml-duplicate-key', line: 4, params: { key: 'privileged' } }]);
  });

  test('written behind a merge override it, as everybody reads it', () => {
    expect(value('x: &x {privileged: true, a: 1}\nz:\n  <<: *x\n  privileged: false\n')).toMatchObject({ z: { privileged: false, a: 1 } });
  });

  test('that differ in type only are equal in JSON: the last counts, and it is a problem', () => {
    // Go keeps them apart until it writes JSON, in an order that changes from run to run.
    const { documents, problems } = read('1: a\n"1": b\n');

    expect(documents[0]?.value).toEqual({ '1': 'b' });
    expect(problems).toMatchObject([{ code: 'yaml-duplicate-key', line: 2, params: { key: '1' } }]);
  });

  test('with names that objects have by themselves are keys like others', () => {
    const found = value('__proto__: {polluted: true}\nconstructor: 1\ntoString: 2\n') as Record<string, unknown>;

    expect(Object.keys(found)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(found.polluted).toBeUndefined();
    expect('hasOwnProperty' in found).toBe(false);
  });
});

describe('numbers', () => {
  test('beyond 2^53 keep their digits', () => {
    expect(value('a: 9007199254740993\nb: -9007199254740993\nc: 18446744073709551615\nd: 9007199254740991\n')).toEqual({
      a: 9007199254740993n,
      b: -9007199254740993n,
      c: 18446744073709551615n,
      d: 9007199254740991,
    });
  });

  test('that JSON does not have are problems', () => {
    for (const text of ['a: .inf\n', 'a: .nan\n', '{"a": 1e999}'])
      expect(read(text).problems).toMatchObject([{ code: 'yaml-invalid', line: 1 }]);
  });

  test('of a million digits are read at once', () => {
    const start = performance.now();
    read(`a: ${'9'.repeat(1_000_000)}\nb: 0x${'f'.repeat(1_000_000)}\nc: ${'0'.repeat(1_000_000)}\n`);

    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('text', () => {
  test('that is no UTF-8 or holds control characters is a problem on its line', () => {
    expect(readManifests('f', Uint8Array.of(0x61, 0xff)).problems).toMatchObject([
      { code: 'yaml-invalid', params: { detail: 'the file is not UTF-8' } },
    ]);
    expect(read('a: 1\nb: \u0007\n').problems).toMatchObject([{ code: 'yaml-invalid', line: 2 }]);
  });

  test('behind the end of a document is a problem, since kubectl drops it', () => {
    const { documents, problems } = read('a: 1\n...\nb: 2\n');

    expect(documents.map((document) => document.value)).toEqual([{ a: 1 }]);
    expect(problems).toMatchObject([{ code: 'yaml-invalid', line: 3 }]);
  });

  test('broken by the line breaks of YAML 1.1 is broken: a key cannot hide behind one', () => {
    for (const mark of ['\u2028', '\u2029', '\u0085', '\r'])
      expect(value(`a: x${mark}privileged: true\n`)).toEqual({ a: 'x', privileged: true });
  });
});

describe('hostile texts', () => {
  /** Each level names the one before it nine times. */
  function bomb(levels: number): string {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i <= levels; i += 1) lines.push(`a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]`);
    return `${lines.join('\n')}\n`;
  }

  /** The same by merges. */
  function mergeBomb(keys: number): string {
    const pairs = Array.from({ length: keys }, (_, i) => `k${i}: 1`).join(', ');
    return `x: &x {${pairs}}\ny: {<<: [${Array.from({ length: keys }, () => '*x').join(', ')}]}\n`;
  }

  test.each([
    ['a bomb of aliases', bomb(30), 'yaml-nodes'],
    ['a bomb of merges', mergeBomb(1000), 'yaml-nodes'],
    ['deep flow collections', `${'['.repeat(100_000)}`, 'yaml-depth'],
    ['deep blocks', `${'- '.repeat(100_000)}a\n`, 'yaml-depth'],
    ['deep mappings', `${'? '.repeat(100_000)}a\n`, 'yaml-depth'],
    ['deep JSON', `{"a":${'['.repeat(100_000)}`, 'yaml-depth'],
    [
      'a long chain of anchors',
      Array.from({ length: MAX_DEPTH + 10 }, (_, i) => `a${i}: &a${i} [${i === 0 ? '' : `*a${i - 1}`}]\n`).join(''),
      'yaml-depth',
    ],
    ['too many documents', 'a: 1\n---\n'.repeat(MAX_DOCUMENTS + 1), 'yaml-documents'],
    ['too many JSON documents', '{}\n'.repeat(MAX_DOCUMENTS + 1), 'yaml-documents'],
    ['a scalar that is too large', `a: ${'x'.repeat(MAX_SCALAR + 1)}\n`, 'yaml-scalar'],
    ['too many nodes', `a: [${'1,'.repeat(600_000)}]\n`, 'yaml-nodes'],
  ])('%s: a named limit within a second', (_name, text, what) => {
    const start = performance.now();
    const { problems } = read(text);

    expect(problems).toMatchObject([{ code: 'limit-exceeded', file: 'apps/file.yaml', params: { what } }]);
    expect(performance.now() - start).toBeLessThan(1500);
  });

  test.each([
    ['quotes that never close', 'a: "'.repeat(100_000)],
    ['braces that never match', '{'.repeat(150) + '[a, b], '.repeat(100_000)],
    ['one line of colons', ':'.repeat(1_000_000)],
    ['one line of anchors', '&a '.repeat(300_000)],
    ['empty lines in a block scalar', `a: |\n${' \n'.repeat(500_000)}`],
    ['a folded scalar of empty lines', `a: x\n${'\n'.repeat(500_000)}  y\n`],
    ['JSON that turns out to be YAML at its end', `{${'"a": [1], '.repeat(100_000)}b: 1}`],
    ['JSON values in great number', '{}'.repeat(15_000)],
    ['document marks', '---\n'.repeat(15_000)],
    ['keys in great number', Array.from({ length: 100_000 }, (_, i) => `k${i}: 1\n`).join('')],
    ['the same key in great number', 'k: 1\n'.repeat(100_000)],
    ['underscores', `a: 1${'_'.repeat(1_000_000)}\n`],
    ['base64 that is none', `a: !!binary ${'A'.repeat(1_000_001)}!\n`],
  ])('%s: answered within two seconds', (_name, text) => {
    const start = performance.now();
    read(text);

    expect(performance.now() - start).toBeLessThan(2000);
  });
});
