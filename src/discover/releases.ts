import type { LeftOut, Release, Root } from '../model/root.ts';
import type { SourceFile } from '../model/side.ts';
import { type Chart, findMounts, isPartOfChart } from './chart.ts';
import type { DiscoverOptions, Found } from './discovery.ts';
import { folderOf, joinPath, liesIn } from './manifest-paths.ts';

/** Charts as they would be installed: with their own values, or as the configuration lists them. */
export function findReleases(
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
