import type { JsonObject } from '../model/json.ts';
import type { Configuration } from './schema.ts';

/** The numbers and lists that controls use, under the names by which their METADATA states them. */
export function controlParameters(parameters: Configuration['parameters']): JsonObject {
  return {
    'admission.excludedNamespaces': parameters.admissionExcludedNamespaces,
    'apiserver.anonymousPaths': parameters.apiserverAnonymousPaths,
    'exposure.allowedServices': parameters.exposureAllowedServices,
    'image.digestIn': parameters.imageDigestIn,
    'pdb.minDisruptions': parameters.pdbMinDisruptions,
    'registries.allow': parameters.registriesAllow,
    'replicas.environments': parameters.replicasIn,
    'replicas.min': parameters.replicasMin,
  };
}
