import { folderOf, isChart, isKustomization } from '../../discover/manifest-paths.ts';
import type { Root } from '../../model/root.ts';
import type { GraphNode } from './expand.ts';

/** What of the graph counts: whole roots that something deploys or that stand for themselves, and of folders of plain manifests the files. */
export interface Live {
  readonly roots: ReadonlySet<string>;
  /** By id of a root of plain manifests: files that nothing else deploys. */
  readonly files: ReadonlyMap<string, ReadonlySet<string>>;
  /** Roots that stand for themselves and are needed, though nobody has rendered them yet. */
  readonly wanted: readonly Root[];
}

/**
 * Every manifest counts at least once: as what deploys it makes of it, or for itself. A file that a deployment takes counts only through that
 * deployment, if the deployment itself is brought by something that counts; objects that deploy the very folder that they lie in bring themselves.
 *
 * @param isKept whether a root, or a file of plain manifests, stands for itself whatever deploys it
 */
export function findLive(
  standalone: readonly Root[],
  nodes: ReadonlyMap<string, GraphNode>,
  isKept: (root: Root, file: string) => boolean,
): Live {
  const all = new Set([...nodes.values()].flatMap(({ takes }) => takes));
  const units = standalone.flatMap((root) => markersOf(root).map((file): Unit => ({ root, file })));
  const roots = new Set<string>();
  const taken = new Set<string>();
  const files = new Map<string, Set<string>>();
  const wanted = new Map<string, Root>();

  const enter = (id: string | undefined): void => {
    const waiting = id === undefined ? [] : [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const node = nodes.get(next);
      if (roots.has(next) || node === undefined) continue;
      roots.add(next);
      for (const path of node.takes) taken.add(path);
      for (const { root } of node.declares) if (root !== undefined) waiting.push(root);
    }
  };
  const bring = ({ root, file }: Unit): void => {
    const node = nodes.get(root.id);
    if (node === undefined) wanted.set(root.id, root);
    for (const declared of node?.declares ?? []) if (root.kind !== 'plain' || declared.object.origin.file === file) enter(declared.root);
  };
  const keep = ({ root, file }: Unit): void => {
    roots.add(root.id);
    const known = files.get(root.id);
    if (known === undefined) files.set(root.id, new Set([file]));
    else known.add(file);
  };

  const mayBeTaken = ({ root, file }: Unit): boolean => all.has(file) && !isKept(root, file);
  for (const unit of units.filter((one) => !mayBeTaken(one))) {
    bring(unit);
    keep(unit);
  }
  // Kustomizations go before files, for what they deploy may take the files; what nobody has rendered yet goes last, for it may not be needed at all.
  const rank = ({ root }: Unit): number => (nodes.has(root.id) ? Number(root.kind === 'plain') : 2);
  const circular = units.filter(mayBeTaken).sort((left, right) => rank(left) - rank(right));
  for (const unit of circular) if (!taken.has(unit.file)) bring(unit);
  for (const unit of circular) if (!taken.has(unit.file)) keep(unit);
  return { roots, files, wanted: [...wanted.values()] };
}

interface Unit {
  readonly root: Root;
  readonly file: string;
}

/** Files by which one sees whether a root is deployed by something else: each of plain manifests, of others the one that makes the folder what it is. */
function markersOf({ kind, path, files, id }: Root): readonly string[] {
  if (kind === 'plain') return files;
  const own = files.filter((file) => folderOf(file) === path && (kind === 'helm' ? isChart(file) : isKustomization(file)));
  // A root without such a file is taken by nobody.
  return own.length === 0 ? [`\u0000${id}`] : own.slice(0, 1);
}
