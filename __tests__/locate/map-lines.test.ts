import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mapLines } from '../../src/locate/map-lines.ts';

describe('lines of one text in another', () => {
  test('move with what was put in above, and are gone where they were changed', () => {
    const map = mapLines('a\nb\nc\nd\n', 'new\na\nB\nc\nd\n');
    expect([1, 2, 3, 4].map(map)).toEqual([2, undefined, 4, 5]);
  });

  test('are the same line, or none: never another', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 }).map((list) => list.join('\n'));
    fc.assert(
      fc.property(lines, lines, (from, to) => {
        const map = mapLines(from, to);
        const [before, after] = [from.split('\n'), to.split('\n')];
        const mapped = before.map((_, index) => map(index + 1));
        for (const [index, line] of mapped.entries()) if (line !== undefined) expect(after[line - 1]).toBe(before[index]);
        const known = mapped.filter((line) => line !== undefined);
        expect(known).toEqual([...new Set(known)].sort((a, b) => a - b));
      }),
    );
  });

  test('are not guessed where two files have next to nothing in common', () => {
    const [from, to] = ['x', 'y'].map((letter) => Array.from({ length: 1_500 }, (_, index) => `${letter}${index}`).join('\n'));
    expect(mapLines(`${from}\nsame`, `${to}\nsame`)(1_501)).toBeUndefined();
  });
});
