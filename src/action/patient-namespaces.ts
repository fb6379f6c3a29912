import { patientNamespaces } from '../approvals/patient-namespaces.ts';
import type { Case } from '../pipeline/case.ts';
import { renderOptions } from '../render/options.ts';
import type { RenderTools } from '../render/root-render.ts';
import { renderSide } from '../render/side.ts';

/** Namespaces that carry the data class `patient` on either side: a change must not be able to take the label off and be waived at once. */
export async function findNamespaces(
  { base, head, configuration: { configuration } }: Case,
  tools: RenderTools,
): Promise<ReadonlySet<string>> {
  const sides = [head, ...(base === undefined ? [] : [base])];
  const rendered = await Promise.all(sides.map((side) => renderSide(side, renderOptions(configuration), tools)));
  return patientNamespaces(
    rendered.flatMap((side) => side.objects),
    configuration.labels.dataClass,
  );
}
