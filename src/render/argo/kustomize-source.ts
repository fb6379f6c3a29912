import { type FileLookup, reachFolder } from '../../discover/kustomize-roots.ts';
import { joinPath, kustomizationNames } from '../../discover/manifest-paths.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { SourceFile } from '../../model/side.ts';
import { readManifests } from '../../yaml/read.ts';
import type { KustomizeJob } from '../engine/jobs.ts';
import type { TargetCluster } from '../root-render.ts';
import { type BuildEnvironment, fillInVariables } from './build-environment.ts';
import { isObject, listAt, objectAt, textAt, textMapAt, textsAt } from './field.ts';
import { cleanPath } from './jail-path.ts';
import { type Refusal, refuse } from './refusal.ts';
import { writeJson } from './write-json.ts';

export interface KustomizeSource {
  /** Files that it reaches, the kustomization among them as the source changes it. */
  readonly files: readonly SourceFile[];
  /** Paths of those that it takes objects from. */
  readonly takes: readonly string[];
  readonly job: KustomizeJob;
}

/**
 * The kustomization that Argo CD builds: it edits the file of the folder as `kustomize edit` would and then builds the folder.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/
 */
export function planKustomize(
  settings: JsonObject,
  folder: string,
  files: ReadonlyMap<string, SourceFile>,
  environment: BuildEnvironment,
  cluster: TargetCluster,
): KustomizeSource | Refusal {
  const kustomize = objectAt(settings, 'kustomize');
  const path = kustomizationNames.map((name) => joinPath(folder, name)).find((name) => files.has(name));
  const file = path === undefined ? undefined : files.get(path);
  if (file === undefined) return refuse(`there is no kustomization in ${folder}`);
  const version = textAt(kustomize, 'version');
  if (version !== '') return refuse(`kustomize.version asks for ${version}`);
  const edited = kustomize === undefined ? file : editFile(file, kustomize, folder, files, environment);
  if ('refused' in edited) return edited;
  const kubeVersion = textAt(kustomize, 'kubeVersion') || `${cluster.kubernetesVersion}.0`;
  if (!/^v?\d+\.\d+(\.\d+)?([-+][\w.+-]+)?$/.test(kubeVersion)) return refuse(`kustomize.kubeVersion is ${kubeVersion}`);
  const apiVersions = textsAt(kustomize, 'apiVersions');
  const lookup: FileLookup = {
    get: (name) => (name === edited.path ? edited : files.get(name)),
    has: (name) => files.has(name),
    keys: () => files.keys(),
  };
  const reached = reachFolder(folder, lookup);
  return {
    files: reached.files.flatMap((name) => (name === edited.path ? edited : (files.get(name) ?? []))),
    takes: reached.taken,
    job: {
      kind: 'kustomize',
      root: folder === '.' ? '' : folder,
      loadRestrictions: 'rootOnly',
      origins: true,
      enableHelm: true,
      kubeVersion: kubeVersion.replace(/^v/, ''),
      apiVersions: apiVersions.length > 0 ? apiVersions : cluster.apiVersions,
      partial: true,
    },
  };
}

function editFile(
  file: SourceFile,
  kustomize: JsonObject,
  folder: string,
  files: ReadonlyMap<string, SourceFile>,
  environment: BuildEnvironment,
): SourceFile | Refusal {
  const { documents, problems } = readManifests(file.path, file.bytes);
  const value = documents.length === 0 ? {} : documents[0]?.value;
  if (problems.length > 0 || documents.length > 1 || !isObject(value)) return refuse(`${file.path} cannot be read`);
  const edited = editKustomization(value, kustomize, folder, files, environment);
  if ('refused' in edited) return edited;
  const text = writeJson(edited.kustomization);
  return { path: file.path, oid: `${file.oid} edited to ${text}`, bytes: new TextEncoder().encode(text) };
}

function editKustomization(
  own: JsonObject,
  kustomize: JsonObject,
  folder: string,
  files: ReadonlyMap<string, SourceFile>,
  environment: BuildEnvironment,
): { readonly kustomization: JsonObject } | Refusal {
  const edited: Record<string, Json> = { ...own };
  for (const field of ['namePrefix', 'nameSuffix', 'namespace'])
    if (textAt(kustomize, field) !== '') edited[field] = textAt(kustomize, field);
  const images = textsAt(kustomize, 'images').map((image) => readImage(fillInVariables(image, environment)));
  if (images.some((image) => image === undefined)) return refuse('an image of spec.source.kustomize cannot be read');
  if (images.length > 0) edited.images = byName(own, 'images', images.filter(isObject));
  const replicas = listAt(kustomize, 'replicas')
    .filter(isObject)
    .map((one) => ({ name: textAt(one, 'name'), count: countOf(one.count, environment) }));
  if (replicas.some(({ count }) => Number.isNaN(count))) return refuse('a count of spec.source.kustomize.replicas is no number');
  if (replicas.length > 0) edited.replicas = byName(own, 'replicas', replicas);

  const labels = addLabels(own, kustomize, environment);
  if ('refused' in labels) return labels;
  Object.assign(edited, labels.fields);
  const annotations = textMapAt(kustomize, 'commonAnnotations').map(([key, text]) => [
    key,
    kustomize.commonAnnotationsEnvsubst === true ? fillInVariables(text, environment) : text,
  ]);
  const clash = findClash(objectAt(own, 'commonAnnotations'), annotations, kustomize.forceCommonAnnotations);
  if (clash !== undefined) return refuse(`the kustomization has the annotation ${clash} already`);
  if (annotations.length > 0) edited.commonAnnotations = { ...objectAt(own, 'commonAnnotations'), ...Object.fromEntries(annotations) };

  if (listAt(kustomize, 'patches').length > 0) edited.patches = [...listAt(own, 'patches'), ...listAt(kustomize, 'patches')];
  const components = findComponents(kustomize, folder, files);
  if ('refused' in components) return components;
  if (components.length > 0) edited.components = [...new Set([...textsAt(own, 'components'), ...components])];
  return { kustomization: edited };
}

/** `name=newName:tag@digest`, as `kustomize edit set image` takes it; with no `=` the name stays. */
function readImage(text: string): JsonObject | undefined {
  const [, name, image] = /^(?:([^=]+)=)?([^=]+)$/s.exec(text) ?? [];
  if (image === undefined || /\s/.test(text)) return undefined;
  const [, newName = '', tag, digest] = /^(.*?)(?::([^:/@]+))?(?:@(.+))?$/s.exec(image) ?? [];
  if (newName === '') return undefined;
  return {
    name: name ?? newName,
    ...(name === undefined ? {} : { newName }),
    ...(tag === undefined ? {} : { newTag: tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Entries of the file stay in their order; those of the same name give way. A name that is not set anew is kept. */
function byName(own: JsonObject, field: string, changes: readonly JsonObject[]): readonly JsonObject[] {
  const entries = new Map(
    listAt(own, field)
      .filter(isObject)
      .map((entry) => [textAt(entry, 'name'), entry]),
  );
  for (const change of changes) {
    const name = textAt(change, 'name');
    const before = entries.get(name);
    const kept = field === 'images' && change.newName === undefined && before?.newName !== undefined ? { newName: before.newName } : {};
    entries.set(name, { ...kept, ...change });
  }
  return [...entries.values()];
}

function countOf(count: Json | undefined, environment: BuildEnvironment): number {
  if (typeof count === 'number') return count;
  return typeof count === 'string' && /^\d+$/.test(fillInVariables(count, environment))
    ? Number(fillInVariables(count, environment))
    : Number.NaN;
}

function addLabels(own: JsonObject, kustomize: JsonObject, environment: BuildEnvironment): { readonly fields: JsonObject } | Refusal {
  const labels = textMapAt(kustomize, 'commonLabels').map(([key, text]) => [key, fillInVariables(text, environment)]);
  if (labels.length === 0) return { fields: {} };
  const withoutSelector = kustomize.labelWithoutSelector === true;
  const includeTemplates = kustomize.labelIncludeTemplates === true;
  if (includeTemplates && !withoutSelector) return refuse('kustomize.labelIncludeTemplates needs labelWithoutSelector');
  const clash = findClash(objectAt(own, 'commonLabels'), labels, kustomize.forceCommonLabels);
  if (clash !== undefined) return refuse(`the kustomization has the label ${clash} already`);
  if (!withoutSelector) return { fields: { commonLabels: { ...objectAt(own, 'commonLabels'), ...Object.fromEntries(labels) } } };
  return {
    fields: { labels: [...listAt(own, 'labels'), { pairs: Object.fromEntries(labels), includeSelectors: false, includeTemplates }] },
  };
}

function findClash(
  own: JsonObject | undefined,
  added: readonly (readonly (string | undefined)[])[],
  force: Json | undefined,
): string | undefined {
  if (force === true) return undefined;
  return added.map(([key = '']) => key).find((key) => own !== undefined && Object.hasOwn(own, key));
}

function findComponents(kustomize: JsonObject, folder: string, files: ReadonlyMap<string, SourceFile>): readonly string[] | Refusal {
  const found: string[] = [];
  for (const component of textsAt(kustomize, 'components')) {
    const path = cleanPath(joinPath(folder, component));
    if (path === undefined) return refuse(`the component ${component} lies outside the repository`);
    if (kustomizationNames.some((name) => files.has(joinPath(path, name)))) found.push(component);
    else if (kustomize.ignoreMissingComponents !== true) return refuse(`there is no component ${component}`);
  }
  return found;
}
