import type { Configuration } from '../config/schema.ts';
import { repositoryOf, type Subject } from '../model/subject.ts';
import type { RenderOptions } from './side.ts';

/** What the configuration says of rendering, and the repository that deploying objects may mean; outside GitHub nobody says which that is. */
export function renderOptions(
  { exclude, charts, chartCiValues, kubernetesVersion, apiVersions, clusters }: Configuration,
  subject?: Subject,
): RenderOptions {
  const options = {
    exclude,
    charts,
    ciValues: chartCiValues,
    kubernetesVersion,
    apiVersions,
    clusters: clusters.map((cluster) => ({
      ...cluster,
      kubernetesVersion: cluster.kubernetesVersion ?? kubernetesVersion,
      apiVersions: cluster.apiVersions ?? apiVersions,
    })),
  };
  const repository = subject && repositoryOf(subject);
  return repository ? { ...options, repository } : options;
}
