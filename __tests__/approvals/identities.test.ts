import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alone, joinIdentities } from '../../src/approvals/identities.ts';

test('accounts of one list are one person, lists that share an account too, and everyone else is alone', () => {
  const personOf = joinIdentities([[1, 2], [3, 4, 5], [2, 6], [], [7]]);
  expect(new Set([1, 2, 6].map(personOf)).size).toBe(1);
  expect(new Set([3, 4, 5].map(personOf)).size).toBe(1);
  expect(new Set([1, 3, 7, 8].map(personOf)).size).toBe(4);
  expect(alone(9)).toBe(9);
});

test('whatever the lists are, it is the same person on both sides and nobody is joined without a list', () => {
  const id = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(fc.array(fc.array(id, { maxLength: 4 }), { maxLength: 6 }), (groups) => {
      const personOf = joinIdentities(groups);
      for (const group of groups) expect(new Set(group.map(personOf)).size).toBeLessThanOrEqual(1);
      const named = new Set(groups.filter(({ length }) => length > 1).flat());
      for (let one = 1; one <= 12; one += 1) {
        expect(personOf(personOf(one))).toBe(personOf(one));
        if (!named.has(one)) expect(personOf(one)).toBe(one);
      }
    }),
    { numRuns: 2_000 },
  );
});
