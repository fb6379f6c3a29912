import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Json, JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import type { SourceFile } from '../model/side.ts';
import { type ReadCache, readOnce } from './read-once.ts';

/**
 * A Flux or Argo CD object deploys something else than itself. Where that cannot be rendered, it is named together with a digest of what it says:
 * a change to it must not pass as if nothing had changed in the cluster.
 */
export function declareDeployment(object: RenderedObject): readonly Problem[] {
  if (!isDeployer(object)) return [];
  const { identity, value, origin, root } = object;
  const content = createHash('sha256').update(JSON.stringify(value, writeBigInt)).digest('hex');
  const kind = `${identity.kind} ${identity.namespace}/${identity.name}`;
  return [{ code: 'root-not-supported', root, ...(origin.file === '' ? {} : { file: origin.file }), params: { kind, content } }];
}

/** Objects of Flux, its operator and Argo CD by which something else is deployed. */
export function isDeployer({ identity: { group, kind } }: RenderedObject): boolean {
  if (/^(source|kustomize|helm)\.toolkit\.fluxcd\.io$/.test(group)) return true;
  if (group === 'fluxcd.controlplane.io') return ['ResourceSet', 'FluxInstance'].includes(kind);
  return group === 'argoproj.io' && ['Application', 'ApplicationSet'].includes(kind);
}

function writeBigInt(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

/**
 * Folders that a Flux Kustomization or an Argo CD Application of this tree names. Something is deployed from them as they are, so no overlay that takes
 * them up and changes them may stand in for them. Which repository the object means is not asked: a folder too many is only rendered once more.
 */
export function findDeployedFolders(files: ReadonlyMap<string, SourceFile>, cache: ReadCache): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files.values()) {
    const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
    if (!bytes.includes('kustomize.toolkit.fluxcd.io') && !bytes.includes('argoproj.io')) continue;
    for (const { value } of readOnce(file, cache).documents) for (const path of pathsIn(value)) folders.add(path);
  }
  return folders;
}

function pathsIn(value: Json): readonly string[] {
  if (!isObject(value) || !isObject(value.spec)) return [];
  const { spec } = value;
  const sources = [spec.source, ...(Array.isArray(spec.sources) ? (spec.sources as readonly Json[]) : [])];
  return [spec, ...sources.filter(isObject)].flatMap(({ path }) => (typeof path === 'string' ? [clean(path)] : []));
}

function clean(path: string): string {
  return posix.normalize(`./${path.replace(/^\/+/, '')}`).replace(/\/$/, '');
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
