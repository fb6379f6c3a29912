import { describe, expect, test } from '@jest/globals';
import { readResponse, writeRequest } from '../../../src/render/engine/frame.ts';
import { seededBytes } from '../../../src/render/engine/random.ts';

const response = (header: unknown, blobs: string, length?: number): Uint8Array => {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(length ?? text.length);
  return Buffer.concat([size, text, Buffer.from(blobs)]);
};

describe('the frame of the engine', () => {
  test('a request holds the files in the order of its header', () => {
    const request = Buffer.from(
      writeRequest(
        [
          { path: 'a', bytes: Buffer.from('xy') },
          { path: 'b', bytes: Buffer.from('z') },
        ],
        { kind: 'k' },
      ),
    );
    const end = 4 + request.readUInt32LE(0);
    expect(JSON.parse(request.toString('utf8', 4, end))).toEqual({
      protocol: 'tilsyn.engine/v1',
      files: [
        { path: 'a', size: 2 },
        { path: 'b', size: 1 },
      ],
      job: { kind: 'k' },
    });
    expect(request.toString('utf8', end)).toBe('xyz');
  });

  test('a response is taken apart by its sizes', () => {
    const read = readResponse(response({ ok: true, documents: [{ size: 2 }, { size: 0 }, { size: 1 }] }, 'abc'));
    expect(read?.blobs.map((blob) => Buffer.from(blob).toString())).toEqual(['ab', '', 'c']);
  });

  test.each([
    ['empty', new Uint8Array(0)],
    ['cut off in its header', response({ documents: [] }, '', 900)],
    ['cut off in a document', response({ documents: [{ size: 9 }] }, 'abc')],
    ['longer than it says', response({ documents: [{ size: 1 }] }, 'abc')],
    ['without JSON', response('{', '')],
    ['with a negative size', response({ documents: [{ size: -1 }] }, '')],
  ])('one that is %s is none', (_, bytes) => {
    expect(readResponse(bytes)).toBeUndefined();
  });
});

describe('the seeded stream', () => {
  const draw = (seed: string, ...sizes: number[]): string => {
    const fill = seededBytes(seed);
    return sizes.map((size) => Buffer.from(fillNew(fill, size)).toString('hex')).join('');
  };
  const fillNew = (fill: (into: Uint8Array) => void, size: number): Uint8Array => {
    const bytes = new Uint8Array(size);
    fill(bytes);
    return bytes;
  };

  test('is the same however it is drawn, and another one for another seed', () => {
    expect(draw('a', 100)).toBe(draw('a', 1, 40, 59));
    expect(draw('a', 100)).not.toBe(draw('b', 100));
    expect(new Set(draw('a', 64).match(/../g)).size).toBeGreaterThan(40);
  });
});
