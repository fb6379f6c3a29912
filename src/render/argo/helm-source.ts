import { findCharts, findMounts } from '../../discover/chart.ts';
import { joinPath, liesIn } from '../../discover/manifest-paths.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Mount } from '../../model/root.ts';
import type { SourceFile } from '../../model/side.ts';
import type { HelmJob } from '../engine/jobs.ts';
import type { TargetCluster } from '../root-render.ts';
import type { Application } from './application.ts';
import { fillInVariables } from './build-environment.ts';
import { isObject, listAt, objectAt, textAt, textsAt } from './field.ts';
import { resolveFile } from './jail-path.ts';
import { type Refusal, refuse } from './refusal.ts';
import { findValuesFiles, type ValuesPlaces } from './values-files.ts';
import { writeJson } from './write-json.ts';

export interface HelmSource {
  readonly files: readonly SourceFile[];
  readonly job: HelmJob;
  /** Kinds of documents of the answer that Argo CD leaves out. */
  readonly leaveOut: readonly ('crd' | 'test')[];
}

type Set = NonNullable<HelmJob['set']>[number];

/**
 * The release that Argo CD makes of a chart, https://argo-cd.readthedocs.io/en/stable/user-guide/helm/: values files, then inline values, then parameters,
 * then those that are texts, then those from files.
 */
export function planHelm(
  application: Application,
  settings: JsonObject,
  places: ValuesPlaces,
  cluster: TargetCluster,
): HelmSource | Refusal {
  const helm = objectAt(settings, 'helm');
  const { folder, files } = places;
  if (!files.has(joinPath(folder, 'Chart.yaml'))) return refuse(`there is no chart in ${folder}`);
  const version = textAt(helm, 'version');
  if (version !== '' && version !== 'v3') return refuse(`helm.version is ${version}`);
  const named = findValuesFiles(textsAt(helm, 'valueFiles'), places, helm?.ignoreMissingValueFiles === true);
  if ('refused' in named) return named;
  const inline = makeInlineValues(helm, files);
  if (inline !== undefined && 'refused' in inline) return inline;
  const set = readParameters(helm, places);
  if ('refused' in set) return set;

  const mounts = findOwnMounts(folder, files);
  const folders = [folder, ...mounts.map(({ from }) => from)];
  const inJail = new Map([...files].filter(([path]) => folders.some((one) => liesIn(path, one))));
  const values = named.map((file, index) => (files.get(file.path) === file ? file : moveAside(file, index)));
  const read = set.flatMap(({ as, value }) => (as === 'file' ? (files.get(value) ?? []) : []));
  for (const file of [...values, ...(inline === undefined ? [] : [inline]), ...read]) inJail.set(file.path, file);
  const leaveOut = [helm?.skipCrds === true ? 'crd' : '', helm?.skipTests === true ? 'test' : ''];
  const kubeVersion = textAt(helm, 'kubeVersion') || `${cluster.kubernetesVersion}.0`;
  if (!/^v?\d+\.\d+(\.\d+)?([-+][\w.+-]+)?$/.test(kubeVersion)) return refuse(`helm.kubeVersion is ${kubeVersion}`);
  return {
    files: [...inJail.values()].sort((left, right) => (left.path < right.path ? -1 : 1)),
    job: {
      kind: 'helm',
      chart: folder === '.' ? '' : folder,
      release: {
        name: textAt(helm, 'releaseName') || application.name,
        namespace: textAt(helm, 'namespace') || application.destination.namespace || 'default',
      },
      values: [...values, ...(inline === undefined ? [] : [inline])].map(({ path }) => path),
      ...(set.length === 0 ? {} : { set }),
      kubeVersion,
      apiVersions: textsAt(helm, 'apiVersions').length > 0 ? textsAt(helm, 'apiVersions') : cluster.apiVersions,
      mounts: mounts.map(({ name, from }) => ({ at: `charts/${name}`, from })),
    },
    leaveOut: leaveOut.filter((kind) => kind === 'crd' || kind === 'test'),
  };
}

/** A file of another repository, and inline values, lie beside every file that there is; a folder of this name in the repository would take its place, and is refused. */
const ASIDE = '.argocd-values';

function moveAside(file: SourceFile, index: number): SourceFile {
  return { ...file, path: `${ASIDE}/${index}.yaml` };
}

function makeInlineValues(helm: JsonObject | undefined, files: ReadonlyMap<string, SourceFile>): SourceFile | Refusal | undefined {
  if ([...files.keys()].some((path) => liesIn(path, ASIDE))) return refuse(`a folder is called ${ASIDE}`);
  const object = helm?.valuesObject;
  // `values` does not count where there is a `valuesObject`, even an empty one.
  const text = isObject(object) ? writeJson(object) : textAt(helm, 'values');
  if (text.trim() === '') return undefined;
  return { path: `${ASIDE}/inline.yaml`, oid: `inline:${text}`, bytes: new TextEncoder().encode(text) };
}

function readParameters(helm: JsonObject | undefined, { folder, files, environment }: ValuesPlaces): readonly Set[] | Refusal {
  const byName = { set: new Map<string, Set>(), string: new Map<string, Set>(), file: new Map<string, Set>() };
  for (const parameter of listAt(helm, 'parameters').filter(isObject)) {
    const as = parameter.forceString === true ? 'string' : 'set';
    const path = textAt(parameter, 'name');
    byName[as].set(path, { path, value: escapeCommas(fillInVariables(textAt(parameter, 'value'), environment)), as });
  }
  for (const parameter of listAt(helm, 'fileParameters').filter(isObject)) {
    const path = textAt(parameter, 'name');
    const file = resolveFileParameter(fillInVariables(textAt(parameter, 'path'), environment), folder);
    if (file === undefined || !files.has(file)) return refuse(`there is no file for the parameter ${path}`);
    byName.file.set(path, { path, value: file, as: 'file' });
  }
  const all = [byName.set, byName.string, byName.file].flatMap((sets) => [...sets.values()]);
  return all.some(({ path }) => path === '') ? refuse('a parameter has no name') : all;
}

function resolveFileParameter(path: string, folder: string): string | undefined {
  return path === '' ? undefined : resolveFile(folder, path);
}

/** Helm reads a comma as the next setting, Argo CD does not; a value in braces is a list. */
function escapeCommas(value: string): string {
  return value.startsWith('{') && value.endsWith('}') ? value : value.replace(/([^\\]),/g, '$1\\,');
}

function findOwnMounts(folder: string, files: ReadonlyMap<string, SourceFile>): readonly Mount[] {
  const charts = findCharts(files);
  const own = charts.find((chart) => chart.folder === folder);
  return own === undefined ? [] : findMounts(own, charts, files);
}
