import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { parseWaiverId } from '../../src/event/command-values.ts';
import { makeWaiverId } from '../../src/waivers/waiver-id.ts';

const key = { repositoryId: 77, sourceKind: 'issue_comment', sourceId: 9001, line: 1 } as const;

test('given a line of a comment, its id holds the first 60 bits of the digest, most significant first', () => {
  const id = makeWaiverId(key);
  const bits = [...createHash('sha256').update('77:issue_comment:9001:1').digest().subarray(0, 8)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  const letters = [...bits.slice(0, 60).matchAll(/.{5}/g)].map(([five]) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(five, 2)]);
  expect(id).toBe(`WVR-${letters.join('')}`);
  expect(parseWaiverId(id)).toBe(id);
});

test('given any other key, the id is another', () => {
  const others = [{ repositoryId: 78 }, { sourceKind: 'review' as const }, { sourceId: 9002 }, { line: 2 }].map((other) =>
    makeWaiverId({ ...key, ...other }),
  );
  expect(new Set([...others, makeWaiverId(key)]).size).toBe(5);
});
