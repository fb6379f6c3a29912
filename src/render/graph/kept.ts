import { folderOf } from '../../discover/manifest-paths.ts';
import type { Root } from '../../model/root.ts';

/**
 * What stood for itself on the base stands for itself at head, whatever the change declares to deploy it: an object that nobody deploys could otherwise
 * claim a folder, patch away what is wrong in it, and so take it out of sight. The same goes for files that the change puts below such a folder.
 *
 * @param base roots of the base; absent without one
 */
export function keepOfBase(base: readonly Root[] | undefined): (root: Root, file: string) => boolean {
  const own = (base ?? []).filter(({ via }) => via === undefined);
  const ids = new Set(own.map(({ id }) => id));
  const plain = own.filter(({ kind }) => kind === 'plain');
  const folders = new Set(plain.map(({ path }) => path).filter((path) => path !== '.'));
  const files = new Set(plain.flatMap((root) => root.files));
  return (root, file) => {
    if (root.kind !== 'plain') return ids.has(root.id);
    return files.has(file) || foldersAbove(file).some((folder) => folders.has(folder));
  };
}

function foldersAbove(file: string): readonly string[] {
  const above: string[] = [];
  for (let folder = folderOf(file); folder !== '.'; folder = folderOf(folder)) above.push(folder);
  return above;
}
