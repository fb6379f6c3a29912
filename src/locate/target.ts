import type { Json, JsonObject } from '../model/json.ts';
import { isObject, valueAt } from './value-at.ts';

export type Scalar = string | number | bigint | boolean;

/** The scalar of an object whose line is looked for in place of a finding's own path, where that has no scalar. */
export interface Target {
  readonly path: readonly (string | number)[];
  readonly value: Scalar;
  /** Steps of the path that lead beyond what the finding speaks of. */
  readonly beyond: number;
  /** What the finding speaks of does not exist: the line is the one where it should be added. */
  readonly missing: boolean;
}

/** Undefined where there is no scalar to follow. Of what is missing it is the name of the nearest item around it, or the first thing beside it. */
export function findTarget(object: JsonObject, path: readonly (string | number)[]): Target | undefined {
  const own = valueAt(object, path);
  if (own !== undefined && !isEmpty(own)) return below(own, path, false);
  for (let length = path.length - 1; length > 0; length -= 1) {
    const around = valueAt(object, path.slice(0, length));
    if (around !== undefined && !isEmpty(around)) return below(around, path.slice(0, length), true);
  }
  return below(object, [], true);
}

function below(value: Json, path: readonly (string | number)[], missing: boolean): Target | undefined {
  const steps = stepsToScalar(value);
  const scalar = steps && valueAt(value, steps);
  if (steps === undefined || !isScalar(scalar)) return undefined;
  return { path: [...path, ...steps], value: scalar, beyond: steps.length, missing };
}

/** An item is known by its name, an object by that in its metadata; of the rest the first scalar stands for it. */
function stepsToScalar(value: Json): readonly (string | number)[] | undefined {
  if (!isObject(value)) return [];
  if (isText(valueAt(value, ['kind'])) && isText(valueAt(value, ['metadata', 'name']))) return ['metadata', 'name'];
  if (isText(valueAt(value, ['name']))) return ['name'];
  const entries = Array.isArray(value) ? [...(value as readonly Json[]).entries()] : Object.entries(value as JsonObject);
  for (const [step, inner] of entries) {
    const steps = inner === null ? undefined : stepsToScalar(inner);
    if (steps !== undefined) return [step, ...steps];
  }
  return undefined;
}

function isScalar(value: Json | undefined): value is Scalar {
  return value !== undefined && value !== null && typeof value !== 'object';
}

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

function isEmpty(value: Json): boolean {
  return value === null || (isObject(value) && Object.keys(value as JsonObject).length === 0);
}
