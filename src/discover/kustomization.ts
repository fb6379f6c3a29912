import { posix } from 'node:path';
import type { Json, JsonObject } from '../model/json.ts';
import type { SourceFile } from '../model/side.ts';
import { readManifests } from '../yaml/read.ts';
import { folderOf } from './manifest-paths.ts';

/** What a kustomization says of other files; paths relative to the tree. What lies outside it or is remote falls away here and is reported when it is built. */
export interface Kustomization {
  /** A Flux object of that kind in a file of that name: Kustomize would not take it, and it deploys something else. */
  readonly isFluxObject: boolean;
  readonly isComponent: boolean;
  /** Folders and files that it takes objects from. */
  readonly uses: readonly string[];
  /** Files that it reads besides: patches, generators' files, settings. */
  readonly reads: readonly string[];
  /** Folders of the charts that it inflates. */
  readonly charts: readonly string[];
  /** Every text that could be a path. Too many only makes a root depend on a file it does not read; too few would let a change pass unseen. */
  readonly mentions: readonly string[];
}

/** Reads as Kubernetes' tools read YAML. A file that is none says nothing; building it will say so. */
export function readKustomization(file: SourceFile): Kustomization {
  const value = readManifests(file.path, file.bytes).documents[0]?.value;
  const own = isObject(value) ? value : {};
  const folder = folderOf(file.path);
  const resolve = (names: readonly string[]): readonly string[] => [...new Set(names.flatMap((name) => resolvePath(folder, name)))];
  const charts = [...objectsIn(own.helmCharts), ...objectsIn(own.helmChartInflationGenerator)];
  return {
    isFluxObject: typeof own.apiVersion === 'string' && own.apiVersion.startsWith('kustomize.toolkit.fluxcd.io/'),
    isComponent: own.kind === 'Component',
    uses: resolve(['resources', 'bases', 'components'].flatMap((field) => textsIn(own[field]))),
    reads: resolve(filesOf(own, charts)),
    charts: charts.length === 0 ? [] : resolve(chartHomes(own, charts)),
    mentions: resolve(
      [...stringsIn(own)].map((text) => (text.includes('=') && !text.includes('\n') ? text.slice(text.indexOf('=') + 1) : text)),
    ),
  };
}

function filesOf(own: JsonObject, charts: readonly JsonObject[]): readonly string[] {
  const lists = ['crds', 'configurations', 'generators', 'transformers', 'validators', 'patchesStrategicMerge'];
  const patches = ['patches', 'patchesJson6902', 'replacements'].flatMap((field) => objectsIn(own[field]));
  const generators = ['configMapGenerator', 'secretGenerator'].flatMap((field) => objectsIn(own[field]));
  const openapi = isObject(own.openapi) ? [own.openapi] : [];
  return [
    ...lists.flatMap((field) => textsIn(own[field])),
    ...[...patches, ...openapi].flatMap(({ path }) => (typeof path === 'string' ? [path] : [])),
    ...generators.flatMap((one) => [...textsIn(one.files).map(afterKey), ...textsIn(one.envs), ...textsIn([one.env ?? null])]),
    ...charts.flatMap((one) => [...textsIn([one.valuesFile ?? null, one.values ?? null]), ...textsIn(one.additionalValuesFiles)]),
  ];
}

function chartHomes(own: JsonObject, charts: readonly JsonObject[]): readonly string[] {
  const globals = isObject(own.helmGlobals) ? own.helmGlobals : {};
  const homes = [globals.chartHome, ...charts.map((chart) => chart.chartHome)].flatMap((home) => textsIn([home ?? null]));
  return homes.length === 0 ? ['charts'] : homes;
}

/** `key=file` of a generator. */
function afterKey(text: string): string {
  return text.slice(text.indexOf('=') + 1);
}

function resolvePath(folder: string, name: string): readonly string[] {
  if (name === '' || name.length > 1_024 || name.includes('\n') || name.includes('://') || name.startsWith('/')) return [];
  const path = posix.normalize(posix.join(folder, name)).replace(/\/$/, '');
  return path === '..' || path.startsWith('../') ? [] : [path];
}

function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === 'string') : [];
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

function* stringsIn(value: Json): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value) as Json[]) yield* stringsIn(inner);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
