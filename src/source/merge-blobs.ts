import type { TreeEntry } from './tree.ts';

/**
 * Blobs that `git merge-tree` looks into when it merges two trees: files that both sides changed, and for a side that moved a file which the other
 * side changed, all its new files, among which git seeks the moved one by likeness. The three listings are those of merge base, ours and theirs.
 */
export function listBlobsToMerge(
  base: readonly TreeEntry[],
  ours: readonly TreeEntry[],
  theirs: readonly TreeEntry[],
): ReadonlySet<string> {
  const needed = new Set<string>();
  const [inBase, inOurs, inTheirs] = [byPath(base), byPath(ours), byPath(theirs)];
  for (const path of new Set([...inBase.keys(), ...inOurs.keys(), ...inTheirs.keys()])) {
    const [old, our, their] = [inBase.get(path), inOurs.get(path), inTheirs.get(path)];
    if (isSame(old, our) || isSame(old, their) || isSame(our, their)) continue;
    for (const entry of [old, our, their]) addBlob(needed, entry);
  }
  addMoved(needed, inBase, inOurs, inTheirs);
  addMoved(needed, inBase, inTheirs, inOurs);
  return needed;
}

type Entries = ReadonlyMap<string, TreeEntry>;

function byPath(entries: readonly TreeEntry[]): Entries {
  return new Map(entries.map((entry) => [entry.path, entry]));
}

function isSame(a: TreeEntry | undefined, b: TreeEntry | undefined): boolean {
  return a?.oid === b?.oid && a?.mode === b?.mode;
}

function addBlob(needed: Set<string>, entry: TreeEntry | undefined): void {
  if (entry?.oid !== undefined && entry.mode !== 'submodule') needed.add(entry.oid);
}

function addMoved(needed: Set<string>, base: Entries, side: Entries, other: Entries): void {
  const moved = [...base.values()].filter((entry) => !side.has(entry.path) && !isSame(entry, other.get(entry.path)));
  if (moved.length === 0) return;
  for (const entry of moved) {
    addBlob(needed, entry);
    addBlob(needed, other.get(entry.path));
  }
  for (const entry of side.values()) if (!base.has(entry.path)) addBlob(needed, entry);
}
