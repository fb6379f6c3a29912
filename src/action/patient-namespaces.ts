import type { JsonObject } from '../model/json.ts';
import type { Case } from '../pipeline.ts';
import { renderSide } from '../render/side.ts';

/** Namespaces that carry the data class `patient` on either side: a change must not be able to take the label off and be waived at once. */
export function findNamespaces({ base, head, configuration: { configuration } }: Case): ReadonlySet<string> {
  const label = configuration.labels.dataClass;
  const cache = new Map();
  const objects = [head, ...(base === undefined ? [] : [base])].flatMap((side) => renderSide(side, configuration.exclude, cache).objects);
  const namespaces = objects.filter(
    ({ identity, value }) => identity.kind === 'Namespace' && identity.group === '' && labelOf(value, label) === 'patient',
  );
  return new Set(namespaces.map(({ identity }) => identity.name));
}

function labelOf(value: JsonObject, label: string): unknown {
  const labels = (value.metadata as JsonObject | undefined)?.labels as JsonObject | undefined;
  return labels?.[label];
}
