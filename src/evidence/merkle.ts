import { createHash } from 'node:crypto';

/*
 * The Merkle tree of RFC 6962, section 2.1, with SHA-256. Leaf and node hashes begin with different bytes, so that no leaf can pass for a node.
 */

const EMPTY_ROOT = createHash('sha256').digest();

/** Hash of one leaf: SHA-256 of 0x00 and the leaf's bytes. */
export function hashLeaf(leaf: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(0)).update(leaf).digest();
}

/** Hash of a node: SHA-256 of 0x01 and the hashes of its children. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
}

/** Root of the tree over leaf *hashes* in order; of no leaves, the hash of nothing. */
export function computeRoot(leafHashes: readonly Uint8Array[]): Buffer {
  return foldRoot(growFrontier([], leafHashes));
}

/** Perfect subtrees that cover the leaves so far, widest first: all that is needed to go on growing the tree. */
export type Frontier = readonly { readonly leaves: number; readonly hash: Uint8Array }[];

/** The frontier after more leaves. A history of n appends costs n steps this way, not n squared. */
export function growFrontier(frontier: Frontier, leafHashes: readonly Uint8Array[]): Frontier {
  const subtrees = [...frontier];
  for (const hash of leafHashes) {
    let grown: Frontier[number] = { leaves: 1, hash };
    for (let last = subtrees.at(-1); last?.leaves === grown.leaves; last = subtrees.at(-1)) {
      grown = { leaves: grown.leaves * 2, hash: hashNode(last.hash, grown.hash) };
      subtrees.pop();
    }
    subtrees.push(grown);
  }
  return subtrees;
}

/** Root of the tree whose perfect subtrees these are. */
export function foldRoot(frontier: Frontier): Buffer {
  const hashes = frontier.map((subtree) => subtree.hash);
  const last = hashes.pop();
  return last === undefined ? EMPTY_ROOT : Buffer.from(hashes.reduceRight((right, left) => hashNode(left, right), last));
}
