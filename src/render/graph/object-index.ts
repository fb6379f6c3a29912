import type { RenderedObject } from '../../model/object.ts';
import type { Root } from '../../model/root.ts';
import { digestOf } from './value.ts';

/** Objects of all roots so far, by kind, namespace and name. */
export interface ObjectIndex {
  readonly byName: ReadonlyMap<string, readonly Placed[]>;
  /** Equal digests, equal objects. */
  readonly digest: string;
}

interface Placed {
  readonly object: RenderedObject;
  readonly path: string;
}

/** Kinds that a deploying object may refer to. Others are never looked up. */
const LOOKED_UP = /^(ConfigMap|Secret|GitRepository|OCIRepository|HelmRepository|HelmChart|Bucket|ExternalArtifact|AppProject)$/;

export function indexObjects(nodes: readonly { readonly root: Root; readonly objects: readonly RenderedObject[] }[]): ObjectIndex {
  const byName = new Map<string, Placed[]>();
  for (const { root, objects } of nodes)
    for (const object of objects) {
      if (!LOOKED_UP.test(object.identity.kind)) continue;
      const key = keyOf(object.identity);
      const known = byName.get(key);
      if (known === undefined) byName.set(key, [{ object, path: root.path }]);
      else known.push({ object, path: root.path });
    }
  const digest = digestOf(
    [...byName].map(([key, placed]) => [key, placed.map(({ object, path }) => [path, object.identity.cluster, object.value])]),
  );
  return { byName, digest };
}

/**
 * The object of that name. Several clusters in one repository may each have their own: those of the asking object's cluster come first, then the one whose
 * root lies nearest to `near` counts, and where that leaves different ones, `ambiguous` is the answer, for a guess could hide what is deployed.
 */
export function findObject(
  { byName }: ObjectIndex,
  name: { readonly kind: string; readonly namespace: string; readonly name: string },
  { object: { identity }, parent: { path: near } }: Asking,
): RenderedObject | 'ambiguous' | undefined {
  const everywhere = byName.get(keyOf(name)) ?? [];
  const here = everywhere.filter(({ object }) => object.identity.cluster === identity.cluster);
  const placed = here.length > 0 ? here : everywhere;
  const depths = placed.map(({ path }) => sharedDepth(path, near));
  const nearest = placed.filter((_, index) => depths[index] === Math.max(...depths));
  const different = new Set(nearest.map(({ object }) => digestOf(object.value)));
  return different.size > 1 ? 'ambiguous' : nearest[0]?.object;
}

/** The object that names another, and the root that brings it. */
interface Asking {
  readonly object: Pick<RenderedObject, 'identity'>;
  readonly parent: Pick<Root, 'path'>;
}

function keyOf({ kind, namespace, name }: { readonly kind: string; readonly namespace: string; readonly name: string }): string {
  return [kind, namespace, name].join('\u0000');
}

function sharedDepth(path: string, other: string): number {
  const [a, b] = [path.split('/'), other.split('/')];
  const at = a.findIndex((step, index) => step !== b[index]);
  return at < 0 ? a.length : at;
}
