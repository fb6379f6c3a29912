import type { JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';

/** Names of the Namespaces that carry the data class `patient`; `label` is the name of the label. */
export function patientNamespaces(objects: readonly RenderedObject[], label: string): ReadonlySet<string> {
  const namespaces = objects.filter(
    ({ identity, value }) => identity.kind === 'Namespace' && identity.group === '' && labelOf(value, label) === 'patient',
  );
  return new Set(namespaces.map(({ identity }) => identity.name));
}

function labelOf(value: JsonObject, label: string): unknown {
  const labels = (value.metadata as JsonObject | undefined)?.labels as JsonObject | undefined;
  return labels?.[label];
}
