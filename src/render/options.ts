import type { Configuration } from '../config/schema.ts';
import type { RenderOptions } from './side.ts';

/** What the configuration says of rendering. */
export function renderOptions({ exclude, charts, chartCiValues, kubernetesVersion, apiVersions }: Configuration): RenderOptions {
  return { exclude, charts, ciValues: chartCiValues, kubernetesVersion, apiVersions };
}
