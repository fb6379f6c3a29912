import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { computeRoot, foldRoot, growFrontier, hashLeaf } from '../../src/evidence/merkle.ts';
import { checkConsistency, checkInclusion, proveConsistency, proveInclusion } from '../../src/evidence/merkle-proof.ts';

// Inputs and roots of the Certificate Transparency reference implementation's tree tests, used by every RFC 6962 library since.
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const hashes = LEAVES.map((leaf) => hashLeaf(Buffer.from(leaf, 'hex')));

describe('the tree of RFC 6962', () => {
  test('of no leaves has the hash of nothing', () => {
    expect(computeRoot([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test.each(ROOTS.map((root, index) => [index + 1, root]))('of the first %i known leaves has the known root', (size, root) => {
    expect(computeRoot(hashes.slice(0, Number(size))).toString('hex')).toBe(root);
  });

  test('hashes a leaf and a node apart: two leaf hashes as one leaf do not give their root', () => {
    const pair = Buffer.concat(hashes.slice(0, 2));
    expect(hashLeaf(pair).equals(computeRoot(hashes.slice(0, 2)))).toBe(false);
  });

  test('is the same grown at once or in pieces', () => {
    fc.assert(
      fc.property(leafLists(0), fc.nat(), (leaves, cut) => {
        const at = cut % (leaves.length + 1);
        const grown = growFrontier(growFrontier([], leaves.slice(0, at)), leaves.slice(at));
        expect(foldRoot(grown).equals(recursiveRoot(leaves))).toBe(true);
      }),
    );
  });
});

describe('an inclusion proof', () => {
  test('holds for every leaf, and for no other leaf, place or root', () => {
    fc.assert(
      fc.property(leafLists(1), fc.nat(), fc.nat(), (leaves, a, b) => {
        const [index, other] = [a % leaves.length, b % leaves.length];
        const proof = proveInclusion(leaves, index);
        const root = computeRoot(leaves);
        const [leaf, otherLeaf] = [at(leaves, index), at(leaves, other)];
        expect(checkInclusion(leaf, index, leaves.length, proof, root)).toBe(true);
        expect(checkInclusion(leaf, index, leaves.length, [...proof, root], root)).toBe(false);
        expect(checkInclusion(leaf, index, leaves.length, proof, flip(root, b))).toBe(false);
        expect(checkInclusion(leaf, leaves.length, leaves.length, proof, root)).toBe(false);
        if (index !== other) {
          expect(checkInclusion(otherLeaf, index, leaves.length, proof, root)).toBe(false);
          expect(checkInclusion(leaf, other, leaves.length, proof, root)).toBe(false);
        }
        proof.forEach((hash, step) => {
          const forged = proof.map((each, i) => (i === step ? flip(hash, b) : each));
          expect(checkInclusion(leaf, index, leaves.length, forged, root)).toBe(false);
        });
      }),
    );
  });
});

describe('a consistency proof', () => {
  test('holds for every prefix and for no altered one', () => {
    fc.assert(
      fc.property(leafLists(1), fc.nat(), fc.nat(), (leaves, a, b) => {
        const oldSize = (a % leaves.length) + 1;
        const proof = proveConsistency(leaves, oldSize);
        const [oldRoot, root] = [computeRoot(leaves.slice(0, oldSize)), computeRoot(leaves)];
        const check = (old: Uint8Array, now: Uint8Array, hashes: readonly Uint8Array[]) =>
          checkConsistency(oldSize, leaves.length, old, now, hashes);
        expect(check(oldRoot, root, proof)).toBe(true);
        expect(check(flip(oldRoot, b), root, proof)).toBe(false);
        expect(check(oldRoot, flip(root, b), proof)).toBe(false);
        expect(check(oldRoot, root, [...proof, root])).toBe(false);
        proof.forEach((hash, step) => {
          expect(
            check(
              oldRoot,
              root,
              proof.map((each, i) => (i === step ? flip(hash, b) : each)),
            ),
          ).toBe(false);
        });
      }),
    );
  });

  test('is refused for an empty or a larger old tree', () => {
    const root = computeRoot(hashes);
    expect(checkConsistency(0, 8, computeRoot([]), root, [])).toBe(false);
    expect(checkConsistency(9, 8, root, root, [])).toBe(false);
  });
});

function leafLists(minLength: number): fc.Arbitrary<readonly Uint8Array[]> {
  // Different leaves: equal ones would make a proof at one place a proof at another.
  return fc.integer({ min: minLength, max: 70 }).map((length) => Array.from({ length }, (_, i) => hashLeaf(Buffer.from(`leaf ${i}`))));
}

/** Section 2.1 as it is written, to hold the frontier against. */
function recursiveRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return Buffer.from(at(leaves, 0));
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const hash = createHash('sha256').update(Uint8Array.of(1));
  return hash
    .update(recursiveRoot(leaves.slice(0, split)))
    .update(recursiveRoot(leaves.slice(split)))
    .digest();
}

function at(leaves: readonly Uint8Array[], index: number): Uint8Array {
  return leaves[index] ?? new Uint8Array();
}

function flip(hash: Uint8Array, where: number): Uint8Array {
  return hash.map((byte, i) => (i === where % hash.length ? byte ^ 1 : byte));
}
