import type { RenderedObject } from '../model/object.ts';
import type { Root } from '../model/root.ts';
import type { Side } from '../model/side.ts';
import { addOrigins } from './kustomize-root.ts';
import type { RenderTools, TargetCluster } from './root-render.ts';

/** The same objects in the same order, each with the file that it came from, as far as that can be found out. */
export async function findOrigins(
  objects: readonly RenderedObject[],
  roots: readonly Root[],
  side: Side,
  cluster: TargetCluster,
  tools: RenderTools,
): Promise<readonly RenderedObject[]> {
  const found = new Map<RenderedObject, RenderedObject>();
  await Promise.all(
    roots.map(async (root) => {
      const own = objects.filter((object) => object.root === root.id);
      if (
        own.length === 0 ||
        root.remote !== undefined ||
        !(root.kind === 'kustomize' || (root.kind === 'flux' && root.release === undefined))
      )
        return;
      const placed = await addOrigins(own, root, side, cluster, tools);
      for (const [index, object] of own.entries()) found.set(object, placed[index] ?? object);
    }),
  );
  return objects.map((object) => found.get(object) ?? object);
}
