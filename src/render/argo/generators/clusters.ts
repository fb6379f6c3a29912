import type { JsonObject } from '../../../model/json.ts';
import { objectAt } from '../field.ts';
import { normalizeName } from '../go-value.ts';
import { type Refusal, refuse, refuseForeign } from '../refusal.ts';
import { readSelector, selectsEverything } from '../selector.ts';
import type { ClusterFixture, GeneratorContext, Params } from './context.ts';
import { addValues } from './values.ts';

const LOCAL: ClusterFixture = { name: 'in-cluster', server: 'https://kubernetes.default.svc', labels: {}, annotations: {} };

/**
 * The clusters that Argo CD knows, by their labels; its own only without a selector, for it has none.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Cluster/
 */
export async function generateClusters(clusters: JsonObject, context: GeneratorContext): Promise<readonly Params[] | Refusal> {
  if (context.clusters === undefined) return refuseForeign('generator', 'clusters');
  if (clusters.flatList === true) return refuse('the clusters generator has flatList');
  const selector = objectAt(clusters, 'selector');
  const fits = readSelector(selector);
  if ('refused' in fits) return fits;
  const known = context.clusters;
  const local = selectsEverything(selector) && !known.some(({ server }) => server === LOCAL.server) ? [LOCAL] : [];
  const chosen = [...local, ...known.filter(({ labels }) => fits({ ...labels, 'argocd.argoproj.io/secret-type': 'cluster' }))];
  return addValues(
    clusters,
    chosen.map((cluster) => describe(cluster, context.goTemplate)),
    context,
  );
}

function describe({ name, server, project = '', labels, annotations }: ClusterFixture, goTemplate: boolean): Params {
  const own = { name, nameNormalized: normalizeName(name), server, project };
  if (goTemplate) return { ...own, metadata: { labels, annotations } };
  const flat = (kind: string, map: Readonly<Record<string, string>>): Params =>
    Object.fromEntries(Object.entries(map).map(([key, value]) => [`metadata.${kind}.${key}`, value]));
  return { ...own, ...flat('labels', labels), ...flat('annotations', annotations) };
}
