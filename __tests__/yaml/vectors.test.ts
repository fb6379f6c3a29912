import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../src/model/root.ts';
import { readManifests } from '../../src/yaml/read.ts';
import { expectedDocuments, parsedDocuments, VECTORS } from './vectors.ts';

/**
 * Where we refuse what kubectl takes. Each is a place where it drops text without a word, or where readers of the same file differ, so that a
 * green check would speak of something else than what is deployed.
 */
const STRICTER: ReadonlyMap<string, string> = new Map([
  ['>\nx\ny\n', 'text behind the end of the document is dropped'],
  [' a: 1\nb: 2\n', 'text behind the end of the document is dropped'],
  ['{a: 1}\n{b: 2}\n', 'text behind the end of the document is dropped'],
  ['{a: 1} b\n', 'text behind the end of the document is dropped'],
  ['a: x\ufeffy\n', 'a byte order mark inside a file makes the reader lose characters, depending on its buffer'],
  ['a: 1\n\ufeffb: 2\n', 'a byte order mark inside a file makes the reader lose characters, depending on its buffer'],
  ['v: !!binary 0x1F\n', 'bytes that are no text become replacement characters'],
]);

function faults(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ code }) => code !== 'yaml-duplicate-key');
}

describe('readManifests and the readers of Kubernetes', () => {
  test('are compared on enough cases', () => {
    expect(VECTORS.length).toBeGreaterThan(300);
    expect(VECTORS.filter(({ error }) => error !== undefined).length).toBeGreaterThan(100);
    for (const input of STRICTER.keys()) expect(VECTORS.map((vector) => vector.input)).toContain(input);
  });

  test.each(
    VECTORS.filter(({ input, error }) => error === undefined && !STRICTER.has(input)).map((vector) => [vector.input, vector] as const),
  )('agree on the value of %j', (input, vector) => {
    const read = readManifests('file.yaml', Buffer.from(input));

    expect(faults(read.problems)).toEqual([]);
    expect(parsedDocuments(read.documents)).toEqual(expectedDocuments(vector));
  });

  test.each(VECTORS.filter(({ error }) => error !== undefined).map((vector) => [vector.input, vector] as const))(
    'agree that there is a fault in %j',
    (input, vector) => {
      const read = readManifests('file.yaml', Buffer.from(input));
      const expected = expectedDocuments(vector);

      expect(faults(read.problems).length).toBeGreaterThan(0);
      // kubectl stops at the fault; what comes before it is the same, what comes behind it is read here too.
      expect(parsedDocuments(read.documents.slice(0, expected.length))).toEqual(expected);
    },
  );

  test.each([...STRICTER])('differ on %j: %s', (input) => {
    expect(faults(readManifests('file.yaml', Buffer.from(input)).problems)).toHaveLength(1);
  });

  test('agree on every digit of integers beyond 2^53', () => {
    const large = VECTORS.filter(({ documents }) => documents.length === 1 && /^\{"v":-?\d{16,}\}$/.test(documents[0] ?? ''));

    expect(large.length).toBeGreaterThan(8);
    for (const { input, documents } of large) {
      const { documents: read } = readManifests('file.yaml', Buffer.from(input));
      expect(read.map(({ value }) => `{"v":${(value as { readonly v: bigint | number }).v}}`)).toEqual(documents);
    }
  });
});
