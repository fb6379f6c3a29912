import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../src/model/json.ts';
import { writeJson } from '../../src/yaml/json-bytes.ts';
import { readManifests } from '../../src/yaml/read.ts';

function write(value: Json): string {
  return Buffer.from(writeJson(value)).toString('utf8');
}

describe('JSON bytes', () => {
  test('hold large integers digit for digit, wherever they stand', () => {
    expect(write({ a: [18446744073709551615n, { b: -9007199254740993n }], c: 'æ"\n' })).toBe(
      '{"a":[18446744073709551615,{"b":-9007199254740993}],"c":"æ\\"\\n"}',
    );
  });

  test('are those of JSON.stringify where there are none', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => write(value as Json) === JSON.stringify(value)));
  });

  test('fill their buffer, which opa-wasm takes whole', () => {
    const bytes = writeJson({ a: 1n, b: 'x' });

    expect(bytes.buffer.byteLength).toBe(bytes.byteLength);
  });

  test('are refused for numbers that JSON does not have, beside large integers too', () => {
    for (const value of [{ a: Number.NaN }, { a: 1n, b: Number.POSITIVE_INFINITY }]) expect(() => writeJson(value)).toThrow(RangeError);
  });

  test('are read back as the same value', () => {
    const plain = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null), fc.bigInt(2n ** 53n, 2n ** 63n));
    const values = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(plain, fc.array(plain), fc.dictionary(fc.string(), plain)), {
      minKeys: 1,
    });

    fc.assert(
      fc.property(values, (value) => {
        const bytes = writeJson(value as Json);
        const { documents, problems } = readManifests('f', bytes);
        // The characters that YAML does not have are refused for JSON alike.
        fc.pre(problems.length === 0);
        expect(write(documents[0]?.value ?? null)).toBe(Buffer.from(bytes).toString('utf8'));
      }),
    );
  });
});
