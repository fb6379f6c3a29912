import type { JsonObject } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';

/** An object as a render would hand it over, its identity read from the manifest. */
export function makeObject(value: JsonObject, root = 'plain:apps'): RenderedObject {
  const { apiVersion, kind, metadata } = value as { apiVersion: string; kind: string; metadata?: { name?: string; namespace?: string } };
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  const identity = { cluster: 'test', apiVersion, group, kind, namespace: metadata?.namespace ?? '', name: metadata?.name ?? '' };
  return { identity, value, origin: { file: 'apps/input.yaml', document: 0, item: [] }, root, via: [] };
}

export function makePod(name: string, spec: JsonObject): RenderedObject {
  return makeObject({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'journal' }, spec });
}
