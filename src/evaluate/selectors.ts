import type { Json } from '../model/json.ts';
import { asList, asObject, asText, field } from './json-shape.ts';

/**
 * Whether a LabelSelector of Kubernetes chooses something with these labels. One that is missing or null chooses nothing, an empty one everything
 * (apimachinery `LabelSelectorAsSelector`). An operator that Kubernetes does not have chooses nothing: the API server refuses it.
 */
export function selects(selector: Json | undefined, labels: Json): boolean {
  if (asObject(selector) === undefined) return false;
  const wanted = Object.entries(asObject(field(selector, 'matchLabels')) ?? {});
  return (
    wanted.every(([key, value]) => field(labels, key) === value) &&
    asList(field(selector, 'matchExpressions')).every((requirement) => meets(requirement, labels))
  );
}

function meets(requirement: Json, labels: Json): boolean {
  const value = field(labels, asText(field(requirement, 'key')) ?? '');
  const isListed = value !== undefined && asList(field(requirement, 'values')).includes(value);
  const answers = { In: isListed, NotIn: !isListed, Exists: value !== undefined, DoesNotExist: value === undefined };
  return field(answers, asText(field(requirement, 'operator')) ?? '') === true;
}
