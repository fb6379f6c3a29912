import type { SkippedFile } from '../model/report.ts';
import type { Root } from '../model/root.ts';
import type { SourceFile } from '../model/side.ts';
import { matchesGlob } from './glob.ts';
import { readLocalReferences } from './kustomization.ts';
import { folderOf, isChart, isKustomization, liesIn } from './manifest-paths.ts';

export interface Discovery {
  readonly roots: readonly Root[];
  readonly skipped: readonly SkippedFile[];
}

/**
 * Finds what is deployed from where, without configuration: each chart and each kustomization is a root and claims its files; what is left is
 * plain YAML, one root a folder. A claimed file is not judged again as plain YAML: what its root renders is what counts.
 */
export function discoverRoots(files: ReadonlyMap<string, SourceFile>, exclude: readonly string[]): Discovery {
  const skipped: SkippedFile[] = [];
  const included = new Map<string, SourceFile>();
  for (const [path, file] of sorted(files)) {
    if (exclude.some((glob) => matchesGlob(path, glob))) skipped.push({ file: path, reason: 'excluded' });
    else included.set(path, file);
  }

  const charts = findCharts(included);
  const kustomizations = findKustomizations(included, charts);
  const claimed = new Set([...charts, ...kustomizations].flatMap((root) => root.files));
  for (const path of included.keys()) if (claimed.has(path)) skipped.push({ file: path, reason: 'claimed-by-root' });
  const plain = groupPlain([...included.keys()].filter((path) => !claimed.has(path)));
  return { roots: [...plain, ...kustomizations, ...charts], skipped };
}

function sorted(files: ReadonlyMap<string, SourceFile>): readonly [string, SourceFile][] {
  return [...files].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Charts by their outermost `Chart.yaml`: a sub-chart belongs to the chart around it. */
function findCharts(files: ReadonlyMap<string, SourceFile>): Root[] {
  const folders = [...files.keys()].filter(isChart).map(folderOf);
  const outermost = folders.filter(
    (folder) => !folders.some((other) => other !== folder && liesIn(folder, `${other === '.' ? '' : `${other}/`}charts`)),
  );
  return outermost.map((folder) => ({
    id: `helm:${folder}`,
    kind: 'helm',
    path: folder,
    files: [...files.keys()].filter((path) => liesIn(path, folder)),
  }));
}

/** Kustomizations outside charts, each with every local file it names, directly or through another kustomization. */
function findKustomizations(files: ReadonlyMap<string, SourceFile>, charts: readonly Root[]): Root[] {
  const inChart = new Set(charts.flatMap((chart) => chart.files));
  return [...files.keys()]
    .filter((path) => isKustomization(path) && !inChart.has(path))
    .map((path) => ({ id: `kustomize:${folderOf(path)}`, kind: 'kustomize', path: folderOf(path), files: reach(path, files) }));
}

function reach(start: string, files: ReadonlyMap<string, SourceFile>): string[] {
  const reached = new Set<string>();
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const file = files.get(path);
    if (reached.has(path) || file === undefined) continue;
    reached.add(path);
    if (!isKustomization(path)) continue;
    for (const reference of readLocalReferences(file)) {
      // Generators read files that hold no manifest, `app.env` for one: not read here, but a change to one changes what is rendered.
      if (!files.has(reference) && /\.[^/:\s]*$/.test(reference)) reached.add(reference);
      waiting.push(reference, ...['kustomization.yaml', 'kustomization.yml', 'Kustomization'].map((name) => joinPath(reference, name)));
    }
  }
  return [...reached].sort();
}

function joinPath(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`;
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
