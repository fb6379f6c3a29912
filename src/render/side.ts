import { discoverRoots } from '../discover/roots.ts';
import type { RenderedObject } from '../model/object.ts';
import type { SkippedFile } from '../model/report.ts';
import type { Problem, Root } from '../model/root.ts';
import type { RenderedSide, Side, SourceFile } from '../model/side.ts';
import { type ReadManifests, readManifests } from '../yaml/read.ts';
import { findIncomplete, renderPlain } from './plain.ts';

/** What was read before, by content: the two sides of a change share nearly all their files. */
export type ReadCache = Map<string, ReadManifests>;

/** Renders every root of one side. A root that cannot be rendered is a problem with its name, never an empty result. */
export function renderSide(side: Side, exclude: readonly string[], cache: ReadCache): RenderedSide {
  const { roots, skipped } = discoverRoots(side.files, exclude);
  const objects: RenderedObject[] = [];
  const problems: Problem[] = [...side.problems];
  const notManifests: SkippedFile[] = [];
  const deployed: Root[] = [];
  for (const root of roots) {
    if (root.kind !== 'plain') {
      deployed.push(root);
      problems.push({ code: 'root-not-supported', root: root.id, params: { kind: root.kind } });
      continue;
    }
    const rendered = root.files.map((path) => renderFile(root, side.files.get(path), cache));
    objects.push(...rendered.flatMap((file) => file.objects));
    problems.push(...rendered.flatMap((file) => file.problems));
    const manifests = root.files.filter((_, index) => !isEmpty(rendered[index]));
    if (manifests.length > 0) deployed.push({ ...root, files: manifests });
    for (const path of root.files) if (!manifests.includes(path)) notManifests.push({ file: path, reason: 'not-a-manifest' });
  }
  return { roots: deployed, objects, problems, skipped: [...skipped, ...notManifests] };
}

interface RenderedFile {
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly Problem[];
}

function isEmpty(file: RenderedFile | undefined): boolean {
  return file === undefined || (file.objects.length === 0 && file.problems.length === 0);
}

function renderFile(root: Root, file: SourceFile | undefined, cache: ReadCache): RenderedFile {
  if (file === undefined) return { objects: [], problems: [] };
  const manifests = readOnce(file, cache);
  const objects = renderPlain(file.path, root.id, manifests.documents);
  const unsupported = objects.flatMap(declareDeployment);
  const incomplete = findIncomplete(file.path, manifests.documents);
  const meant = objects.length > 0 || incomplete.length > 0 || mayBeManifest(file.bytes);
  const problems = meant ? [...manifests.problems, ...incomplete, ...unsupported] : [];
  return { objects, problems: problems.map((problem) => ({ ...problem, file: file.path, root: root.id })) };
}

/**
 * A Flux or Argo CD object deploys something else than itself. What that is cannot be rendered yet, so it is named: a change to it must not pass
 * as if nothing had changed in the cluster.
 */
function declareDeployment({ identity }: RenderedObject): readonly Problem[] {
  const flux = /^(source|kustomize|helm)\.toolkit\.fluxcd\.io$/.test(identity.group);
  const argo = identity.group === 'argoproj.io' && ['Application', 'ApplicationSet'].includes(identity.kind);
  if (!flux && !argo) return [];
  return [{ code: 'root-not-supported', params: { kind: `${identity.kind} ${identity.namespace}/${identity.name}` } }];
}

/**
 * Whether a file that could not be read as YAML may still have been meant as a manifest. Editor settings with comments, templates of other tools
 * and the like name no API version, not even in an escaped form, and no client would take them.
 */
function mayBeManifest(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return text.includes('apiVersion') || text.includes('\\u') || text.includes('\\x') || text.includes(0);
}

function readOnce(file: SourceFile, cache: ReadCache): ReadManifests {
  const known = cache.get(file.oid);
  if (known !== undefined) return known;
  const manifests = readManifests(file.path, file.bytes);
  cache.set(file.oid, manifests);
  return manifests;
}
