import type { JsonObject } from '../model/json.ts';
import type { Case } from '../pipeline/case.ts';
import { renderOptions } from '../render/options.ts';
import type { RenderTools } from '../render/root-render.ts';
import { renderSide } from '../render/side.ts';

/** Namespaces that carry the data class `patient` on either side: a change must not be able to take the label off and be waived at once. */
export async function findNamespaces(
  { base, head, configuration: { configuration } }: Case,
  tools: RenderTools,
): Promise<ReadonlySet<string>> {
  const label = configuration.labels.dataClass;
  const sides = [head, ...(base === undefined ? [] : [base])];
  const rendered = await Promise.all(sides.map((side) => renderSide(side, renderOptions(configuration), tools)));
  const objects = rendered.flatMap((side) => side.objects);
  const namespaces = objects.filter(
    ({ identity, value }) => identity.kind === 'Namespace' && identity.group === '' && labelOf(value, label) === 'patient',
  );
  return new Set(namespaces.map(({ identity }) => identity.name));
}

function labelOf(value: JsonObject, label: string): unknown {
  const labels = (value.metadata as JsonObject | undefined)?.labels as JsonObject | undefined;
  return labels?.[label];
}
