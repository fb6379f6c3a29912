import type { SkippedFile } from '../model/report.ts';
import type { LeftOut, Release, Root } from '../model/root.ts';
import type { SourceFile } from '../model/side.ts';
import { type Chart, findCharts, findMounts, isPartOfChart } from './chart.ts';
import { matchesGlob } from './glob.ts';
import { type Kustomization, readKustomization } from './kustomization.ts';
import { folderOf, isKustomization, joinPath, kustomizationNames, liesIn } from './manifest-paths.ts';

export interface Discovery {
  readonly roots: readonly Root[];
  readonly skipped: readonly SkippedFile[];
  readonly leftOut: readonly LeftOut[];
}

/** How one chart is installed, as the configuration says. */
export interface ChartSettings {
  readonly path: string;
  readonly release?: string | undefined;
  readonly namespace?: string | undefined;
  readonly values: readonly string[];
}

export interface DiscoverOptions {
  /** Globs of files that are never deployed. */
  readonly exclude: readonly string[];
  readonly charts?: readonly ChartSettings[];
  /** Renders each chart once more with each of its `ci/*-values.yaml`. */
  readonly ciValues?: boolean;
  /** Folders that something is known to be deployed from: their charts and kustomizations are roots whoever else uses them. */
  readonly deployed?: ReadonlySet<string>;
  /** Files that were judged as plain manifests on the base: no chart or kustomization that the change brings takes them out of sight. */
  readonly plainOnBase?: ReadonlySet<string>;
}

/**
 * Finds what is deployed from where, without configuration: each chart is a root, and each kustomization that no other one uses; what none of them
 * takes its objects from is plain YAML, one root a folder. What a root renders is what counts; its files are not judged again as plain YAML.
 */
export function discoverRoots(files: ReadonlyMap<string, SourceFile>, options: DiscoverOptions): Discovery {
  const skipped: SkippedFile[] = [];
  const included = new Map<string, SourceFile>();
  for (const [path, file] of sorted(files)) {
    if (options.exclude.some((glob) => matchesGlob(path, glob))) skipped.push({ file: path, reason: 'excluded' });
    else included.set(path, file);
  }

  const charts = findCharts(included);
  const kustomizations = findKustomizations(included, charts, options);
  const releases = findReleases(charts, kustomizations, included, options);
  const claimed = new Set([...kustomizations.claimed, ...releases.claimed]);
  for (const path of included.keys()) if (claimed.has(path)) skipped.push({ file: path, reason: 'claimed-by-root' });
  const plain = groupPlain([...included.keys()].filter((path) => !claimed.has(path) || options.plainOnBase?.has(path)));
  return {
    roots: [...plain, ...kustomizations.roots, ...releases.roots],
    skipped,
    leftOut: [...kustomizations.leftOut, ...releases.leftOut],
  };
}

function sorted(files: ReadonlyMap<string, SourceFile>): readonly [string, SourceFile][] {
  return [...files].sort(([left], [right]) => (left < right ? -1 : 1));
}

interface Found {
  readonly roots: readonly Root[];
  readonly leftOut: readonly LeftOut[];
  /** Files that are judged as what a root makes of them. */
  readonly claimed: readonly string[];
}

/** Kustomizations outside charts, each with every local file it takes, directly or through another kustomization. */
function findKustomizations(
  files: ReadonlyMap<string, SourceFile>,
  charts: readonly Chart[],
  { deployed }: DiscoverOptions,
): Found & { readonly inflated: readonly string[] } {
  const own = new Map<string, Kustomization>();
  for (const [path, file] of files) {
    if (!isKustomization(path) || charts.some(({ folder }) => isPartOfChart(path, folder))) continue;
    const kustomization = readKustomization(file);
    if (!kustomization.isFluxObject) own.set(path, kustomization);
  }
  const folders = new Set([...own.keys()].map(folderOf));
  const components = new Set([...own].filter(([, { isComponent }]) => isComponent).map(([path]) => folderOf(path)));
  const used = new Set([...own].flatMap(([path, { uses }]) => uses.filter((use) => use !== folderOf(path))));

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

interface Reached {
  /** Files that the kustomization names as parts of itself. */
  readonly taken: readonly string[];
  /** These, and all that it mentions in any way: what a change to may change the result. Sorted. */
  readonly files: readonly string[];
}

function reach(start: string, kustomizations: ReadonlyMap<string, Kustomization>, files: ReadonlyMap<string, SourceFile>): Reached {
  const taken = follow(start, kustomizations, files, ({ uses, reads }) => [...uses, ...reads]);
  const mentioned = follow(start, kustomizations, files, ({ uses, reads, mentions }) => [...uses, ...reads, ...mentions]);
  const homes = [...mentioned].flatMap((path) => kustomizations.get(path)?.charts ?? []);
  const charts = [...files.keys()].filter((path) => homes.some((home) => liesIn(path, home)));
  return {
    taken: [...new Set([...taken, ...charts])].filter((path) => files.has(path)),
    files: [...new Set([...mentioned, ...charts])].sort(),
  };
}

function follow(
  start: string,
  kustomizations: ReadonlyMap<string, Kustomization>,
  files: ReadonlyMap<string, SourceFile>,
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

/** Charts as they would be installed: with their own values, or as the configuration lists them. */
function findReleases(
  charts: readonly Chart[],
  { inflated }: { readonly inflated: readonly string[] },
  files: ReadonlyMap<string, SourceFile>,
  options: DiscoverOptions,
): Found {
  const reasonToLeaveOut = (chart: Chart): LeftOut['reason'] | undefined => {
    if (options.deployed?.has(chart.folder)) return undefined;
    if (chart.isLibrary) return 'library-chart';
    return inflated.some((home) => liesIn(chart.folder, home)) ? 'used-by-kustomization' : undefined;
  };
  const installed = charts.filter((chart) => reasonToLeaveOut(chart) === undefined);
  return {
    roots: installed.flatMap((chart) => releasesOf(chart, charts, files, options)),
    leftOut: charts.flatMap((chart) => {
      const reason = reasonToLeaveOut(chart);
      return reason === undefined ? [] : [{ id: `helm:${chart.folder}`, reason }];
    }),
    claimed: [...files.keys()].filter((path) => charts.some(({ folder }) => isPartOfChart(path, folder))),
  };
}

function releasesOf(
  chart: Chart,
  charts: readonly Chart[],
  files: ReadonlyMap<string, SourceFile>,
  options: DiscoverOptions,
): readonly Root[] {
  const mounts = findMounts(chart, charts, files);
  const listed = (options.charts ?? []).filter(({ path }) => path.replace(/\/$/, '') === chart.folder);
  const ownFiles = [...files.keys()].filter((path) =>
    [chart.folder, ...mounts.map(({ from }) => from)].some((folder) => liesIn(path, folder)),
  );
  const make = (id: string, release: Omit<Release, 'mounts'>): Root => ({
    id,
    kind: 'helm',
    path: chart.folder,
    files: [...new Set([...ownFiles, ...release.values])].sort(),
    release: { ...release, mounts },
  });
  const plain = { name: releaseName(chart.name), namespace: '', values: [] };
  const roots =
    listed.length === 0
      ? [make(`helm:${chart.folder}`, plain)]
      : listed.map(({ release = plain.name, namespace = '', values }, index) =>
          make(listed.length === 1 ? `helm:${chart.folder}` : `helm:${chart.folder}#${index + 1}`, { name: release, namespace, values }),
        );
  if (options.ciValues !== true) return roots;
  const tried = ownFiles.filter((path) => folderOf(path) === joinPath(chart.folder, 'ci') && path.endsWith('-values.yaml'));
  return [
    ...roots,
    ...tried.map((path) => make(`helm:${chart.folder}#${path.slice(path.lastIndexOf('/') + 1)}`, { ...plain, values: [path] })),
  ];
}

/** Charts name their objects after release and chart, and after one of them when both are the same. Helm takes names of at most 53 characters. */
function releaseName(chart: string): string {
  return /^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/.test(chart) ? chart : 'release-name';
}

function groupPlain(paths: readonly string[]): Root[] {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const files = folders.get(folderOf(path));
    if (files === undefined) folders.set(folderOf(path), [path]);
    else files.push(path);
  }
  return [...folders].map(([folder, files]) => ({ id: `plain:${folder}`, kind: 'plain', path: folder, files }));
}
