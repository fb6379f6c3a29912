import type { JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import { asObject, asText } from './json-shape.ts';

/** What surrounds an object: its cluster's facts, the environment it is in (`production`, or empty when unknown), its namespace's labels. */
export interface ObjectContext {
  readonly cluster: JsonObject;
  readonly environment: string;
  readonly namespaceLabels: JsonObject;
}

const ENVIRONMENT_LABEL = 'tilsyn/environment';

/**
 * Reads namespace labels and the environment from the Namespace objects of the same run.
 *
 * @param label the environment's label
 * @param otherwise the environment of a cluster where neither namespace nor object names one
 */
export function contextFromNamespaces(
  objects: readonly RenderedObject[],
  label = ENVIRONMENT_LABEL,
  otherwise: (cluster: string) => string = () => '',
): (object: RenderedObject) => ObjectContext {
  const labels = new Map<string, JsonObject>();
  for (const { identity, value } of objects) {
    if (identity.kind === 'Namespace' && identity.group === '') labels.set(key(identity.cluster, identity.name), labelsOf(value));
  }
  return ({ identity, value }) => {
    const own = labelsOf(value);
    const namespaceLabels = labels.get(key(identity.cluster, identity.namespace)) ?? {};
    // The namespace is settled by more people than a single manifest is, so it has the last word.
    return {
      cluster: { name: identity.cluster },
      environment: asText(namespaceLabels[label]) ?? asText(own[label]) ?? otherwise(identity.cluster),
      namespaceLabels,
    };
  };
}

function labelsOf(value: JsonObject): JsonObject {
  return asObject(asObject(value.metadata)?.labels) ?? {};
}

function key(cluster: string, namespace: string): string {
  return JSON.stringify([cluster, namespace]);
}
