import type { SourceFile } from '../model/side.ts';
import { type Chart, isPartOfChart } from './chart.ts';
import type { DiscoverOptions, Found } from './discovery.ts';
import { type Kustomization, readKustomization } from './kustomization.ts';
import { folderOf, isKustomization, joinPath, kustomizationNames, liesIn } from './manifest-paths.ts';

/**
 * Kustomizations outside charts, each with every local file it takes, directly or through another kustomization.
 *
 * @param files all of the tree: what is excluded is no root, and may be a part of one
 * @param included those that are not excluded
 */
export function findKustomizations(
  files: ReadonlyMap<string, SourceFile>,
  included: ReadonlyMap<string, SourceFile>,
  charts: readonly Chart[],
  { deployed }: DiscoverOptions,
): Found & { readonly inflated: readonly string[] } {
  const own = new Map<string, Kustomization>();
  for (const [path, file] of files) {
    if (!isKustomization(path) || charts.some(({ folder }) => isPartOfChart(path, folder))) continue;
    const kustomization = readKustomization(file);
    if (!kustomization.isFluxObject) own.set(path, kustomization);
  }
  const candidates = [...own].filter(([path]) => included.has(path));
  const folders = new Set(candidates.map(([path]) => folderOf(path)));
  const components = new Set([...own].filter(([, { isComponent }]) => isComponent).map(([path]) => folderOf(path)));
  const used = new Set(candidates.flatMap(([path, { uses }]) => uses.filter((use) => use !== folderOf(path))));

  const chosen = new Set([...folders].filter((folder) => deployed?.has(folder) || !(used.has(folder) || components.has(folder))));
  const reached = new Map<string, Reached>();
  const reachedFolders = (): ReadonlySet<string> =>
    new Set([...reached.values()].flatMap(({ taken }) => taken.filter(isKustomization).map(folderOf)));
  for (const folder of chosen) reached.set(folder, reach(folder, own, files));
  // Kustomizations that use each other in a circle are used by no root: one of them is made a root, so that the circle is named and nothing is lost.
  for (const folder of folders) {
    if (components.has(folder) || reachedFolders().has(folder)) continue;
    chosen.add(folder);
    reached.set(folder, reach(folder, own, files));
  }
  return {
    roots: [...reached].map(([folder, { files: read }]) => ({ id: `kustomize:${folder}`, kind: 'kustomize', path: folder, files: read })),
    leftOut: [...folders]
      .filter((folder) => !chosen.has(folder))
      .map((folder) => ({ id: `kustomize:${folder}`, reason: components.has(folder) ? 'component' : 'used-by-kustomization' })),
    claimed: [...reached.values()].flatMap(({ taken }) => taken),
    inflated: [...own.values()].flatMap((one) => one.charts),
  };
}

/** A tree of files as far as following a kustomization asks of it. */
export type FileLookup = Pick<ReadonlyMap<string, SourceFile>, 'get' | 'has' | 'keys'>;

/** Every local file that building one folder takes and depends on, whoever else uses it. */
export function reachFolder(folder: string, files: FileLookup): Reached {
  const get = (path: string): Kustomization | undefined => {
    const file = isKustomization(path) ? files.get(path) : undefined;
    return file && readKustomization(file);
  };
  return reach(folder, { get }, files);
}

export interface Reached {
  /** Files that the kustomization names as parts of itself. */
  readonly taken: readonly string[];
  /** These, and all that it mentions in any way: what a change to may change the result. Sorted. */
  readonly files: readonly string[];
}

type Kustomizations = Pick<ReadonlyMap<string, Kustomization>, 'get'>;

function reach(start: string, kustomizations: Kustomizations, files: FileLookup): Reached {
  const taken = follow(start, kustomizations, files, ({ uses, reads }) => [...uses, ...reads]);
  const mentioned = follow(start, kustomizations, files, ({ uses, reads, mentions }) => [...uses, ...reads, ...mentions]);
  const homes = [...mentioned].flatMap((path) => kustomizations.get(path)?.charts ?? []);
  const charts = homes.length === 0 ? [] : [...files.keys()].filter((path) => homes.some((home) => liesIn(path, home)));
  return {
    taken: [...new Set([...taken, ...charts])].filter((path) => files.has(path)),
    files: [...new Set([...mentioned, ...charts])].sort(),
  };
}

function follow(
  start: string,
  kustomizations: Kustomizations,
  files: FileLookup,
  references: (kustomization: Kustomization) => readonly string[],
): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = kustomizationNames.map((name) => joinPath(start, name));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path) || !files.has(path)) continue;
    reached.add(path);
    const kustomization = kustomizations.get(path);
    for (const reference of kustomization === undefined ? [] : references(kustomization)) {
      // A file that was not read, since it holds no manifest, may change what is rendered all the same.
      if (!files.has(reference) && /\.[^/:\s]*$/.test(reference)) reached.add(reference);
      waiting.push(reference, ...kustomizationNames.map((name) => joinPath(reference, name)));
    }
  }
  return reached;
}
