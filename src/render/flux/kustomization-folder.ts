import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { type FileLookup, type Reached, reachFolder } from '../../discover/kustomize-roots.ts';
import { folderOf, isKustomization, joinPath, kustomizationNames } from '../../discover/manifest-paths.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { WrittenFile } from '../../model/root.ts';
import { readManifests } from '../../yaml/read.ts';
import { pathsBelow, type TreeIndex } from '../graph/tree-index.ts';
import { isObject, list, text } from '../graph/value.ts';

/** A folder as Flux hands it to Kustomize. */
export interface KustomizationFolder extends Reached {
  readonly folder: string;
  /** Absent where the folder's own kustomization is taken as it is. */
  readonly kustomization?: WrittenFile;
}

/**
 * What Flux builds: the folder's own kustomization with the fields of the Kustomization object written into it, or one that lists every manifest
 * below the folder (fluxcd/pkg, `kustomize/kustomize_generator.go`: `generateKustomization`, `WriteFile`). Undefined where the folder is empty.
 */
export function prepareFolder(spec: JsonObject, tree: TreeIndex): KustomizationFolder | undefined {
  const folder = deployedFolder(text(spec, 'path'));
  const own = kustomizationNames.map((name) => joinPath(folder, name)).find((path) => tree.files.has(path));
  const below = own === undefined ? listResources(folder, tree) : [];
  if (own === undefined && pathsBelow(tree, folder).length === 0) return undefined;
  const before = own === undefined ? generate(below) : readOwn(own, tree);
  const written = before && writeFields(before, spec);
  if (written === undefined || (own !== undefined && written === before)) return { folder, ...reachFolder(folder, tree.files) };
  const kustomization = makeFile(own ?? joinPath(folder, 'kustomization.yaml'), written);
  return { folder, kustomization, ...reachFolder(folder, withFile(tree, kustomization)) };
}

/** A path of the source; what leads out of it is held inside, as Flux's secure join does. */
export function deployedFolder(path: string): string {
  return posix.normalize(posix.join('/', path)).replace(/^\/|\/$/g, '') || '.';
}

/** Files in the order of a walk through the folders; a folder with a kustomization counts as one and is not entered. */
function listResources(folder: string, tree: TreeIndex): readonly string[] {
  const paths = pathsBelow(tree, folder);
  const closed = new Set(paths.filter((path) => isKustomization(path) && folderOf(path) !== folder).map(folderOf));
  const found = new Set<string>();
  for (const path of paths) {
    const around = closedFolder(path, folder, closed);
    if (around !== undefined) found.add(around);
    else if (/\.ya?ml$/.test(path) && !isIgnored(path)) found.add(path);
  }
  const relative = [...found].map((path) => path.slice(folder === '.' ? 0 : folder.length + 1));
  return relative.sort(byFolder).map((path) => `./${path}`);
}

/** The outermost folder around a file, below the start, that has a kustomization. */
function closedFolder(path: string, start: string, closed: ReadonlySet<string>): string | undefined {
  const from = start === '.' ? 0 : start.length + 1;
  for (let end = path.indexOf('/', from); end > 0; end = path.indexOf('/', end + 1))
    if (closed.has(path.slice(0, end))) return path.slice(0, end);
  return undefined;
}

function byFolder(left: string, right: string): number {
  const [a, b] = [left.split('/'), right.split('/')];
  const at = a.findIndex((step, index) => step !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] as string) < (b[at] ?? '') ? -1 : 1;
}

/** What Flux's source-controller leaves out of every artifact (fluxcd/pkg, `sourceignore`: `ExcludeCI`, `ExcludeExtra`). */
function isIgnored(path: string): boolean {
  return (
    /^(\.github|\.circleci)\//.test(path) ||
    /^(\.travis|\.gitlab-ci|appveyor|\.drone|cloudbuild|codeship-services|codeship-steps)\.yml$/.test(path) ||
    /(^|\/)(\.goreleaser\.yml|\.sops\.yaml|\.flux\.yaml)$/.test(path)
  );
}

function generate(resources: readonly string[]): JsonObject {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
}

/** Undefined where the file is no single YAML object: Kustomize says of it what is wrong. */
function readOwn(path: string, { files }: TreeIndex): JsonObject | undefined {
  const file = files.get(path);
  const value = file && readManifests(path, file.bytes).documents[0]?.value;
  return isObject(value) ? value : undefined;
}

/** The very same object where the spec says nothing of it. */
function writeFields(own: JsonObject, spec: JsonObject): JsonObject {
  const fields: Record<string, Json> = {};
  for (const [field, name] of [
    ['namespace', 'targetNamespace'],
    ['namePrefix', 'namePrefix'],
    ['nameSuffix', 'nameSuffix'],
  ] as const)
    if (text(spec, name) !== '') fields[field] = text(spec, name);
  for (const field of ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'components']) {
    const added = list(spec, field);
    if (added.length > 0) fields[field] = [...list(own, field), ...added];
  }
  const images = list(spec, 'images');
  if (images.length > 0) fields.images = replaceImages(list(own, 'images'), images);
  return Object.keys(fields).length === 0 ? own : { ...own, ...fields };
}

function replaceImages(own: readonly Json[], given: readonly Json[]): readonly Json[] {
  const named = new Map(given.map((image) => [text(image, 'name'), image]));
  const known = new Set(own.map((image) => text(image, 'name')));
  return [...own.map((image) => named.get(text(image, 'name')) ?? image), ...given.filter((image) => !known.has(text(image, 'name')))];
}

function makeFile(path: string, value: JsonObject): WrittenFile {
  // JSON is YAML. A whole number beyond 2^53 has no meaning in a kustomization.
  const bytes = new TextEncoder().encode(JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)));
  return { path, oid: createHash('sha256').update(bytes).digest('hex'), bytes };
}

function withFile({ files }: TreeIndex, file: WrittenFile): FileLookup {
  return {
    get: (path) => (path === file.path ? file : files.get(path)),
    has: (path) => path === file.path || files.has(path),
    keys: () => files.keys(),
  };
}
