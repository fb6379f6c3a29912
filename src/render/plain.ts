import type { Json, JsonObject } from '../model/json.ts';
import type { ObjectIdentity, RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';

/** One document of a manifest file, as Kubernetes would read it. */
export interface ManifestDocument {
  readonly index: number;
  readonly value: Json;
}

/**
 * The objects of one plain file. A list kind is taken apart, however deep, since that is what a client does before it applies; `undefined` for
 * a document that is no Kubernetes object, which makes the file something else than a manifest.
 */
export function renderPlain(file: string, root: string, documents: readonly ManifestDocument[]): readonly RenderedObject[] {
  return documents.flatMap((document) => {
    if (!isObject(document.value)) return [];
    return flatten(document.value, []).map(({ value, item }) => ({
      identity: identify(value),
      value,
      origin: { file, document: document.index, item },
      root,
      via: [],
    }));
  });
}

/**
 * Documents that were meant as objects and that no client would take: metadata is there, `apiVersion` or `kind` is not. Nothing can be said of
 * them, so they are named instead of passed over.
 */
export function findIncomplete(
  file: string,
  documents: readonly (ManifestDocument & { readonly startLine: number })[],
): readonly Problem[] {
  return documents.flatMap(({ value, startLine }) => {
    if (!isObject(value) || !isObject(value.metadata) || isManifest(value)) return [];
    const field = typeof value.kind === 'string' ? 'apiVersion' : 'kind';
    return [{ code: 'manifest-incomplete' as const, file, line: startLine, params: { field } }];
  });
}

interface Item {
  readonly value: JsonObject;
  readonly item: readonly (string | number)[];
}

/** An API object names its kind and version; anything else is not applied by any client. */
function isManifest(value: JsonObject): boolean {
  return typeof value.apiVersion === 'string' && value.apiVersion !== '' && typeof value.kind === 'string' && value.kind !== '';
}

/** Deeper nesting of lists than any client writes; what lies below is not reached, and the reader's own limit on depth lies lower still. */
function flatten(value: JsonObject, item: Item['item']): Item[] {
  if (!isManifest(value)) return [];
  const items = value.items;
  if (!text(value.kind).endsWith('List') || !Array.isArray(items)) return [{ value, item }];
  return (items as readonly Json[]).flatMap((inner, index) => {
    if (!isObject(inner)) return [];
    return flatten(inferType(inner, value), [...item, 'items', index]);
  });
}

/** Items of a typed list (`PodList`) may leave out what the list's own kind says. */
function inferType(inner: JsonObject, list: JsonObject): JsonObject {
  if (isManifest(inner) || list.kind === 'List') return inner;
  return { apiVersion: list.apiVersion ?? '', kind: text(list.kind).slice(0, -'List'.length), ...inner };
}

function identify(value: JsonObject): ObjectIdentity {
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const apiVersion = text(value.apiVersion);
  return {
    cluster: '',
    apiVersion,
    group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
    kind: text(value.kind),
    namespace: text(metadata.namespace),
    name: text(metadata.name) || text(metadata.generateName),
  };
}

function text(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : '';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
