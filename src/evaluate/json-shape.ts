import type { Json, JsonObject } from '../model/json.ts';

/** A manifest may hold anything anywhere: these answer `undefined` where the shape is another one. */
export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

export function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The field of an object that the object itself has: a key called `constructor` or `__proto__` finds nothing it should not. */
export function field(value: Json | undefined, name: string): Json | undefined {
  const object = asObject(value);
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}
