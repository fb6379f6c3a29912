import { matchesGlob } from '../discover/glob.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Root } from '../model/root.ts';
import type { NamedCluster, RootRender, TargetCluster } from './root-render.ts';

type Clusters = readonly NamedCluster[] | undefined;

/** The cluster of a file or folder: the first one whose paths fit. Empty for what no entry names: it belongs to a cluster without a name. */
export function clusterOfPath(path: string, clusters: Clusters): string {
  return clusters?.find(({ paths }) => paths.some((glob) => matchesGlob(path, glob)))?.name ?? '';
}

/** What charts and kustomizations of a root may ask about its cluster. */
export function targetOf({ cluster }: Pick<Root, 'cluster'>, given: TargetCluster): TargetCluster {
  return given.clusters?.find(({ name }) => name === cluster) ?? given;
}

/** The same objects in a cluster; a file of plain manifests is in that of its own path. */
export function placeObjects(objects: readonly RenderedObject[], root: Root, clusters: Clusters): readonly RenderedObject[] {
  if (clusters === undefined || clusters.length === 0) return objects;
  return objects.map((object) => {
    const cluster = root.kind === 'plain' ? clusterOfPath(object.origin.file, clusters) : (root.cluster ?? '');
    return cluster === object.identity.cluster ? object : { ...object, identity: { ...object.identity, cluster } };
  });
}

export function placeRender(render: RootRender, root: Root, clusters: Clusters): RootRender {
  return { ...render, objects: placeObjects(render.objects, root, clusters) };
}

/** A root that stands for itself, in the cluster of its folder. */
export function placeRoot(root: Root, clusters: Clusters): Root {
  const cluster = clusterOfPath(root.path, clusters);
  return cluster === '' ? root : { ...root, cluster };
}
