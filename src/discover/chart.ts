import { posix } from 'node:path';
import type { Json, JsonObject } from '../model/json.ts';
import type { Mount } from '../model/root.ts';
import type { SourceFile } from '../model/side.ts';
import { readManifests } from '../yaml/read.ts';
import { folderOf, isChart, joinPath, liesIn } from './manifest-paths.ts';

/** A chart as its `Chart.yaml` describes it. */
export interface Chart {
  readonly folder: string;
  /** Empty where the file names none. */
  readonly name: string;
  readonly isLibrary: boolean;
  readonly dependencies: readonly Dependency[];
}

interface Dependency {
  readonly name: string;
  readonly repository: string;
}

/** Every chart of the tree by its outermost `Chart.yaml`: a sub-chart belongs to the chart around it. */
export function findCharts(files: ReadonlyMap<string, SourceFile>): readonly Chart[] {
  const folders = [...files.keys()].filter(isChart).map(folderOf);
  const known = new Set(folders);
  return folders.filter((folder) => !isSubchart(folder, known)).map((folder) => readChart(folder, files));
}

function isSubchart(folder: string, charts: ReadonlySet<string>): boolean {
  const steps = folder.split('/');
  return steps.some((step, index) => step === 'charts' && index < steps.length - 1 && charts.has(steps.slice(0, index).join('/') || '.'));
}

function readChart(folder: string, files: ReadonlyMap<string, SourceFile>): Chart {
  const about = read(files, joinPath(folder, 'Chart.yaml'));
  // Charts of the first API keep their dependencies in a file of their own.
  const older = read(files, joinPath(folder, 'requirements.yaml'));
  return {
    folder,
    name: typeof about.name === 'string' ? about.name : '',
    isLibrary: about.type === 'library',
    dependencies: [about.dependencies, older.dependencies].flatMap(readDependencies),
  };
}

function read(files: ReadonlyMap<string, SourceFile>, path: string): JsonObject {
  const file = files.get(path);
  const value = file && readManifests(path, file.bytes).documents[0]?.value;
  return isObject(value) ? value : {};
}

function readDependencies(value: Json | undefined): readonly Dependency[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[])
    .filter(isObject)
    .flatMap(({ name, repository }) =>
      typeof name === 'string' && name !== '' ? [{ name, repository: typeof repository === 'string' ? repository : '' }] : [],
    );
}

/**
 * The files that Helm takes as parts of a chart and nobody applies as they are. What lies beside them in its folder, templates may read; but a manifest
 * there can be applied without the chart, so it is not the chart's alone.
 */
export function isPartOfChart(path: string, folder: string): boolean {
  if (!liesIn(path, folder)) return false;
  const inside = folder === '.' ? path : path.slice(folder.length + 1);
  return /^(Chart\.ya?ml|Chart\.lock|requirements\.(yaml|lock)|values\.yaml|values\.schema\.json|\.helmignore)$|^(templates|crds|charts)\//.test(
    inside,
  );
}

/**
 * Charts of the same tree for the dependencies that a chart declares and does not bring along. The engine takes one only where its version fits what
 * is declared. A `file://` repository names its folder, any other is looked up by the name of the chart.
 */
export function findMounts(chart: Chart, charts: readonly Chart[], files: ReadonlyMap<string, SourceFile>): readonly Mount[] {
  return chart.dependencies.flatMap(({ name, repository }) => {
    const place = joinPath(chart.folder, `charts/${name}`);
    if (!/^[A-Za-z0-9._-]+$/.test(name) || /^\.+$/.test(name) || [...files.keys()].some((path) => isVendored(path, place))) return [];
    const named = repository.startsWith('file://')
      ? posix.normalize(posix.join(chart.folder, repository.slice('file://'.length)))
      : undefined;
    const found = charts.find(
      (other) => other !== chart && other.name === name && (named === undefined || other.folder === named.replace(/\/$/, '')),
    );
    return found === undefined || liesIn(chart.folder, found.folder) ? [] : [{ name, from: found.folder }];
  });
}

/** `charts/redis/Chart.yaml` or `charts/redis-18.1.0.tgz`. */
function isVendored(path: string, place: string): boolean {
  return path.startsWith(`${place}/`) || (path.startsWith(`${place}-`) && path.endsWith('.tgz'));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
