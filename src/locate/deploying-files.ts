import { posix } from 'node:path';
import type { JsonObject } from '../model/json.ts';
import { identityKey, type RenderedObject } from '../model/object.ts';
import type { Root } from '../model/root.ts';
import type { SourceFile } from '../model/side.ts';
import { valueAt } from './value-at.ts';

/** What was rendered, as far as it tells who deploys what. */
export interface Deployed {
  readonly roots: readonly Root[];
  readonly objects: readonly RenderedObject[];
}

/** More files than any chain of deployments has; behind these few the line is rather not known than looked for. */
const MAX_FILES = 300;

/**
 * Files that say how a root of Flux or Argo CD is deployed: those of the objects that declare it and what declares them in turn, and of the objects that
 * these take values from.
 */
export function findDeployingFiles(root: Root, deployed: Deployed, files: ReadonlyMap<string, SourceFile>): readonly SourceFile[] {
  const chain = [root, ...(root.via ?? []).flatMap((id) => deployed.roots.find((one) => one.id === id) ?? [])];
  const declaring = chain.flatMap((one) => findDeclaring(one, deployed));
  const supplying = declaring.flatMap((object) => findSupplying(object, deployed));
  const paths = new Set([...declaring, ...supplying].flatMap((object) => pathsOf(object, deployed, files)));
  return [...paths].slice(0, MAX_FILES).flatMap((path) => files.get(path) ?? []);
}

function findDeclaring({ declaredBy, via }: Root, { objects }: Deployed): readonly RenderedObject[] {
  if (declaredBy === undefined) return [];
  const key = identityKey(declaredBy);
  return objects.filter((object) => object.root === via?.at(-1) && identityKey(object.identity) === key);
}

/** The objects of `valuesFrom` and `substituteFrom`; of one name there may be several, for several clusters. */
function findSupplying({ identity, value }: RenderedObject, { objects }: Deployed): readonly RenderedObject[] {
  const lists = [valueAt(value, ['spec', 'valuesFrom']), valueAt(value, ['spec', 'postBuild', 'substituteFrom'])];
  const references = lists.flatMap((list) => (Array.isArray(list) ? (list as readonly JsonObject[]) : []));
  return references.flatMap((reference) =>
    objects.filter(
      ({ identity: own }) =>
        own.kind === valueAt(reference, ['kind']) &&
        own.name === valueAt(reference, ['name']) &&
        (own.namespace === identity.namespace || own.namespace === ''),
    ),
  );
}

/**
 * The file that an object was read from. What a kustomization made of it may stand in any of its files that name the object, or, where the object is
 * generated, beside one of those.
 */
function pathsOf(
  { origin, identity, root: id }: RenderedObject,
  { roots }: Deployed,
  files: ReadonlyMap<string, SourceFile>,
): readonly string[] {
  if (origin.rendered !== true) return [origin.file];
  const own = roots.find((root) => root.id === id)?.files ?? [];
  const naming = own.filter((path) => contains(files.get(path), identity.name));
  const folders = new Set(naming.map((path) => posix.dirname(path)));
  const beside = identity.kind === 'ConfigMap' || identity.kind === 'Secret' ? own.filter((path) => folders.has(posix.dirname(path))) : [];
  return [...(origin.file === '' ? [] : [origin.file]), ...naming, ...beside];
}

function contains(file: SourceFile | undefined, text: string): boolean {
  return file !== undefined && Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength).includes(text);
}
