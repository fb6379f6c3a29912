import type { SkippedFile } from '../model/report.ts';
import type { Root } from '../model/root.ts';
import type { SourceFile } from '../model/side.ts';
import { findCharts } from './chart.ts';
import type { DiscoverOptions, Discovery } from './discovery.ts';
import { matchesGlob } from './glob.ts';
import { findKustomizations } from './kustomize-roots.ts';
import { folderOf, mayHoldManifests } from './manifest-paths.ts';
import { findReleases } from './releases.ts';

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
  const kustomizations = findKustomizations(new Map(sorted(files)), included, charts, options);
  const releases = findReleases(charts, kustomizations, included, options);
  const claimed = new Set([...kustomizations.claimed, ...releases.claimed]);
  for (const path of included.keys()) if (claimed.has(path)) skipped.push({ file: path, reason: 'claimed-by-root' });
  const left = [...included.keys()].filter((path) => !claimed.has(path) || options.plainOnBase?.has(path));
  // A chart's readme and scripts are read because its templates may include them; nobody applies them.
  for (const path of left) if (!isApplied(path)) skipped.push({ file: path, reason: 'not-a-manifest' });
  const plain = groupPlain(left.filter(isApplied));
  return {
    roots: [...plain, ...kustomizations.roots, ...releases.roots],
    skipped,
    leftOut: [...kustomizations.leftOut, ...releases.leftOut],
  };
}

/** What `kubectl apply` takes from a folder. */
function isApplied(path: string): boolean {
  return mayHoldManifests(path) && !path.endsWith('.jsonnet');
}

function sorted(files: ReadonlyMap<string, SourceFile>): readonly [string, SourceFile][] {
  return [...files].sort(([left], [right]) => (left < right ? -1 : 1));
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
