import { patientNamespaces } from '../approvals/patient-namespaces.ts';
import type { Control } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';
import type { RenderedObject } from '../model/object.ts';
import { isExcepted } from './exceptions.ts';

/**
 * The findings that their control does not let be waived where they stand, by fingerprint. `objects` are those of both sides: a change must not be able
 * to take the data class off a namespace and be waived at once.
 */
export function findUnwaivable(
  findings: readonly Finding[],
  controls: readonly Control[],
  objects: readonly RenderedObject[],
  dataClass: string,
): ReadonlySet<string> {
  const exceptions = new Map(controls.map((control) => [control.id, control.waivable.except]));
  const places = { namespaces: patientNamespaces(objects, dataClass) };
  const excepted = findings.filter((finding) => isExcepted(exceptions.get(finding.control) ?? [], finding, places));
  return new Set(excepted.map(({ fingerprint }) => fingerprint));
}
