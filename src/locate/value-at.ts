import type { Json, JsonObject } from '../model/json.ts';

/** The value at a path; undefined where there is none. */
export function valueAt(value: Json | undefined, path: readonly (string | number)[]): Json | undefined {
  let at: Json | undefined = value;
  for (const step of path) {
    if (Array.isArray(at)) at = typeof step === 'number' ? (at as readonly Json[])[step] : undefined;
    else at = isMapping(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return at;
}

/** A mapping or a list. */
export function isObject(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null;
}

function isMapping(value: Json | undefined): value is JsonObject {
  return isObject(value) && !Array.isArray(value);
}
