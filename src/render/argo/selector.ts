import type { JsonObject } from '../../model/json.ts';
import { isObject, listAt, textAt, textMapAt, textsAt } from './field.ts';
import { type Refusal, refuse } from './refusal.ts';

type Labels = Readonly<Record<string, string>>;

/** A label selector of Kubernetes; one without any condition selects everything. */
export function readSelector(selector: JsonObject | undefined): ((labels: Labels) => boolean) | Refusal {
  const expressions = listAt(selector, 'matchExpressions').filter(isObject);
  const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
  const unknown = expressions.map((one) => textAt(one, 'operator')).find((operator) => !operators.includes(operator));
  if (unknown !== undefined) return refuse(`a selector has the operator ${unknown}`);
  const pairs = textMapAt(selector, 'matchLabels');
  return (labels) =>
    pairs.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value) && expressions.every((one) => holds(one, labels));
}

export function selectsEverything(selector: JsonObject | undefined): boolean {
  return textMapAt(selector, 'matchLabels').length === 0 && listAt(selector, 'matchExpressions').length === 0;
}

function holds(expression: JsonObject, labels: Labels): boolean {
  const key = textAt(expression, 'key');
  const has = Object.hasOwn(labels, key);
  const listed = has && textsAt(expression, 'values').includes(labels[key] ?? '');
  switch (textAt(expression, 'operator')) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return has;
    default:
      return !has;
  }
}
