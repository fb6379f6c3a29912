import type { Declaration, Deployment, Surroundings } from '../graph/deployment.ts';
import { readHelmRelease } from './helm-release.ts';
import { readFluxKustomization } from './kustomization.ts';

/** Flux's objects: what deploys, and the sources that it deploys from. A kind that is not known here deploys something unknown, and so is not answered. */
export function readFluxDeployment(declaration: Declaration, surroundings: Surroundings): Deployment | undefined {
  const { group, kind } = declaration.object.identity;
  if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') return readFluxKustomization(declaration, surroundings);
  if (group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease') return readHelmRelease(declaration, surroundings);
  const supplies = ['GitRepository', 'OCIRepository', 'HelmRepository', 'HelmChart', 'Bucket', 'ExternalArtifact'].includes(kind);
  return group === 'source.toolkit.fluxcd.io' && supplies ? { state: 'supplies' } : undefined;
}
