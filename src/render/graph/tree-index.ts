import type { SourceFile } from '../../model/side.ts';

/** The paths of a tree in byte order, so that what lies below a folder is found without looking at all of them. */
export interface TreeIndex {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly sorted: readonly string[];
}

export function indexTree(files: ReadonlyMap<string, SourceFile>): TreeIndex {
  return { files, sorted: [...files.keys()].sort() };
}

/** Paths below a folder, in byte order; all of them for `.`. */
export function pathsBelow({ sorted }: TreeIndex, folder: string): readonly string[] {
  if (folder === '.') return sorted;
  const prefix = `${folder}/`;
  const start = firstFrom(sorted, prefix);
  let end = start;
  while (sorted[end]?.startsWith(prefix) === true) end += 1;
  return sorted.slice(start, end);
}

function firstFrom(sorted: readonly string[], path: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as string) < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
