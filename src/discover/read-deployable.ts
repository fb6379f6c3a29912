import type { Side } from '../model/side.ts';
import { readKustomization } from './kustomization.ts';
import { isKustomization, type ListedFile, liesIn, selectPaths } from './manifest-paths.ts';

/** A tree as `source` opens it, as far as it is needed here. */
interface ReadableTree {
  list(): Promise<{ readonly entries: readonly ListedFile[]; readonly problems: Side['problems'] }>;
  read(paths: Iterable<string>): Promise<Side>;
}

/**
 * Reads what can bear on what is deployed: manifests and charts first, then what the kustomizations among them name besides, such as the environment
 * file of a generator. A large file that nobody names is never read.
 */
export async function readDeployable(tree: ReadableTree): Promise<Side> {
  const { entries, problems } = await tree.list();
  const first = await tree.read(selectPaths(entries));
  const further = selectNamed(entries, first);
  const second = further.length === 0 ? undefined : await tree.read(further);
  return mergeReads(problems, second === undefined ? [first] : [first, second]);
}

/** What kustomizations name and `selectPaths` did not ask for. */
export function selectNamed(entries: readonly ListedFile[], { files, problems }: Side): readonly string[] {
  const kustomizations = [...files.values()].filter(({ path }) => isKustomization(path)).map(readKustomization);
  const named = new Set(kustomizations.flatMap(({ mentions, reads, uses }) => [...mentions, ...reads, ...uses]));
  const homes = kustomizations.flatMap(({ charts }) => charts);
  const known = new Set([...files.keys(), ...problems.map(({ file }) => file)]);
  return entries
    .map(({ path }) => path)
    .filter((path) => !known.has(path) && (named.has(path) || homes.some((home) => liesIn(path, home))));
}

export function mergeReads(listed: Side['problems'], sides: readonly Side[]): Side {
  return {
    files: new Map(sides.flatMap((side) => [...side.files])),
    problems: [...listed, ...sides.flatMap((side) => side.problems)],
  };
}
