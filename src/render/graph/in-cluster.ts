import type { Root } from '../../model/root.ts';
import { clusterOfPath, placeRender, targetOf } from '../clusters.ts';
import type { Declaration, Deployment, ReadDeployment, Surroundings } from './deployment.ts';
import { section, text } from './value.ts';

/**
 * The same answers, each rendered for the cluster that it is deployed to, with its objects in there. Where that is: for Argo CD the destination that the
 * object names; for Flux, and for a destination that means the cluster itself, where the object is. What is in no named cluster, or goes to one that only
 * a Secret knows, is in that of the folder that it is deployed from.
 *
 * The owners have said where their clusters are deployed from. An object anywhere else deploys nothing for certain, so what it names stands for itself as
 * well: else it could be merged first, and what lies below its folder be patched out of sight later.
 */
export function inClusters(read: ReadDeployment): ReadDeployment {
  return (declaration, surroundings) => {
    if ((surroundings.cluster.clusters ?? []).length === 0) return read(declaration, surroundings);
    const placed = readPlaced(read, declaration, surroundings);
    const isKnown = declaration.object.identity.cluster !== '';
    return placed?.state === 'ready' && !isKnown ? { ...placed, takes: [] } : placed;
  };
}

function readPlaced(read: ReadDeployment, declaration: Declaration, surroundings: Surroundings): Deployment | undefined {
  const { clusters = [] } = surroundings.cluster;
  const named = destinationOf(declaration, surroundings);
  if (named !== '') return place(read(declaration, within(surroundings, named)), named, surroundings);
  const first = read(declaration, surroundings);
  const own = first?.state === 'ready' ? clusterOfPath(first.root.path, clusters) : '';
  return own === '' ? first : place(read(declaration, within(surroundings, own)), own, surroundings);
}

const IN_CLUSTER = ['', 'in-cluster', 'https://kubernetes.default.svc', 'https://kubernetes.default.svc.cluster.local'];

function destinationOf({ object }: Declaration, { cluster: { clusters = [] } }: Surroundings): string {
  const { group, kind, cluster } = object.identity;
  const spec = section(object.value, 'spec');
  if (group !== 'argoproj.io') return spec.kubeConfig === undefined ? cluster : '';
  if (kind !== 'Application') return cluster;
  const destination = section(spec, 'destination');
  const written = text(destination, 'name') || text(destination, 'server').replace(/\/$/, '');
  if (IN_CLUSTER.includes(written)) return cluster;
  // A cluster that nobody listed is still another one.
  return clusters.find(({ name, server }) => name === written || (server !== '' && server.replace(/\/$/, '') === written))?.name ?? written;
}

function within(surroundings: Surroundings, name: string): Surroundings {
  return { ...surroundings, cluster: { ...surroundings.cluster, ...targetOf({ cluster: name }, surroundings.cluster) } };
}

function place(deployment: Deployment | undefined, cluster: string, surroundings: Surroundings): Deployment | undefined {
  if (deployment?.state !== 'ready') return deployment;
  const root: Root = { ...deployment.root, cluster };
  const { clusters } = surroundings.cluster;
  return { ...deployment, root, render: async () => placeRender(await deployment.render(), root, clusters) };
}
