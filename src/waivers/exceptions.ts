import type { Finding } from '../model/finding.ts';

/** Where patient data are: the namespaces that carry the data class. */
export interface PatientPlaces {
  readonly namespaces: ReadonlySet<string>;
}

/**
 * Whether one of a control's exceptions from waiving fits a finding. An exception is one word, or several joined by `+` that must all hold:
 *
 *  - `patient-namespace`  the object lies in, or is, a namespace with patient data
 *  - `patient-cluster`    any namespace that was read holds patient data
 *  - `message:KEY`        the finding says this and nothing else of the control
 *
 * A word that is none of these counts as fitting: what cannot be told is not waived.
 */
export function isExcepted(exceptions: readonly string[], finding: Finding, places: PatientPlaces): boolean {
  return exceptions.some((exception) => exception.split('+').every((word) => fits(word, finding, places)));
}

export function isKnownException(exception: string): boolean {
  return exception.split('+').every((word) => word === 'patient-namespace' || word === 'patient-cluster' || /^message:\w+$/.test(word));
}

function fits(word: string, { object, messageKey }: Finding, { namespaces }: PatientPlaces): boolean {
  if (word.startsWith('message:')) return messageKey === word.slice('message:'.length);
  if (word === 'patient-cluster') return namespaces.size > 0;
  if (word === 'patient-namespace')
    return namespaces.has(object.kind === 'Namespace' && object.group === '' ? object.name : object.namespace);
  return true;
}
