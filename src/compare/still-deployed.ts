import { identityKey, type RenderedObject } from '../model/object.ts';
import type { Root } from '../model/root.ts';

interface RenderedObjects {
  readonly objects: readonly RenderedObject[];
  readonly roots: readonly Root[];
}

/**
 * The objects of the head without those that Flux or Argo CD deployed before and nothing deploys any more: the object that declared them is gone, or
 * speaks of other files. They are still in the tree, and judged as files that nobody claims, but the cluster loses them.
 */
export function listStillDeployed(base: RenderedObjects, head: RenderedObjects): readonly RenderedObject[] {
  const before = new Set(listDeclared(base).map(({ identity }) => identityKey(identity)));
  if (before.size === 0) return head.objects;
  const now = new Set(listDeclared(head).map(({ identity }) => identityKey(identity)));
  return head.objects.filter(({ identity }) => {
    const key = identityKey(identity);
    return !before.has(key) || now.has(key);
  });
}

function listDeclared({ objects, roots }: RenderedObjects): readonly RenderedObject[] {
  const declared = new Set(roots.filter(({ declaredBy }) => declaredBy !== undefined).map(({ id }) => id));
  return objects.filter(({ root }) => declared.has(root));
}
