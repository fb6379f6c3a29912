import type { Side } from '../model/side.ts';
import type { ObjectStore } from './object-store.ts';
import type { FileTree } from './tree.ts';

export interface WantedFiles {
  readonly tree: FileTree;
  readonly paths: readonly string[];
}

/** Reads files of several trees of one store with one fetch for all of them; most files of head and base are the same. */
export async function readTogether(store: ObjectStore, wanted: readonly WantedFiles[]): Promise<readonly Side[]> {
  const oids = new Set<string>();
  for (const { tree, paths } of wanted) {
    const chosen = new Set(paths);
    for (const { path, mode, oid } of (await tree.list()).entries) {
      if (oid !== undefined && (mode === 'file' || mode === 'executable') && chosen.has(path)) oids.add(oid);
    }
  }
  await store.fetchBlobs(oids);
  const sides: Side[] = [];
  for (const { tree, paths } of wanted) sides.push(await tree.read(paths));
  return sides;
}
