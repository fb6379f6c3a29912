import { computeRoot, hashNode } from './merkle.ts';

/*
 * Proofs over the tree of RFC 6962: making them by its recursive definitions (sections 2.1.1 and 2.1.2), checking them by the loops of
 * RFC 9162 (sections 2.1.3.2 and 2.1.4.2). Two different ways of walking the tree, so that one mistake cannot hide in both.
 */

/** Hashes that lead from the leaf at `index` to the root. `index` must lie in the tree. */
export function proveInclusion(leafHashes: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (leafHashes.length <= 1) return [];
  const split = splitPoint(leafHashes.length);
  const [left, right] = [leafHashes.slice(0, split), leafHashes.slice(split)];
  return index < split
    ? [...proveInclusion(left, index), computeRoot(right)]
    : [...proveInclusion(right, index - split), computeRoot(left)];
}

/** True when `proof` shows that the leaf stands at `index` in the tree of `size` leaves with this root. */
export function checkInclusion(leafHash: Uint8Array, index: number, size: number, proof: readonly Uint8Array[], root: Uint8Array): boolean {
  if (!isPosition(index) || !isPosition(size) || index >= size) return false;
  let [node, last, hash] = [index, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = hashNode(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = hashNode(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equal(hash, root);
}

/** Hashes that show the tree of the first `oldSize` leaves to be a prefix of the whole. 0 < `oldSize` <= number of leaves. */
export function proveConsistency(leafHashes: readonly Uint8Array[], oldSize: number): readonly Uint8Array[] {
  return proveSubtree(leafHashes, oldSize, true);
}

function proveSubtree(leafHashes: readonly Uint8Array[], oldSize: number, known: boolean): readonly Uint8Array[] {
  if (oldSize === leafHashes.length) return known ? [] : [computeRoot(leafHashes)];
  const split = splitPoint(leafHashes.length);
  const [left, right] = [leafHashes.slice(0, split), leafHashes.slice(split)];
  return oldSize <= split
    ? [...proveSubtree(left, oldSize, known), computeRoot(right)]
    : [...proveSubtree(right, oldSize - split, false), computeRoot(left)];
}

/** True when `proof` shows that the tree with `newRoot` only adds leaves to the one with `oldRoot`. Nothing can be proved of an empty old tree. */
export function checkConsistency(
  oldSize: number,
  newSize: number,
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isPosition(oldSize) || !isPosition(newSize) || oldSize === 0 || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && equal(oldRoot, newRoot);
  const [start, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  if (start === undefined) return false;
  let [node, last] = [oldSize - 1, newSize - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [oldHash, newHash] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [oldHash, newHash] = [hashNode(sibling, oldHash), hashNode(sibling, newHash)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      newHash = hashNode(newHash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equal(oldHash, oldRoot) && equal(newHash, newRoot);
}

/** Largest power of two below `size`; `size` > 1. */
function splitPoint(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function isPowerOfTwo(size: number): boolean {
  return splitPoint(size * 2) === size;
}

function isPosition(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
