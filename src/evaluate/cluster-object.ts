import type { RenderedObject } from '../model/object.ts';

/** Stands for the cluster as a whole, for what is said of no single object. It was read from no file and belongs to no root. */
export function makeClusterObject(cluster: string): RenderedObject {
  return {
    identity: { cluster, apiVersion: '', group: '', kind: 'Cluster', namespace: '', name: cluster === '' ? 'cluster' : cluster },
    value: {},
    origin: { file: '', document: 0, item: [] },
    root: '',
    via: [],
  };
}
