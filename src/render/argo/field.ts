import type { Json, JsonObject } from '../../model/json.ts';

/** Reads of fields whose type nobody has checked yet: what is of another type is as if it were not there, or asked for by name where that matters. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: JsonObject | undefined, field: string): JsonObject | undefined {
  const found = value?.[field];
  return isObject(found) ? found : undefined;
}

export function listAt(value: JsonObject | undefined, field: string): readonly Json[] {
  const found = value?.[field];
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}

export function textAt(value: JsonObject | undefined, field: string): string {
  const found = value?.[field];
  return typeof found === 'string' ? found : '';
}

export function textsAt(value: JsonObject | undefined, field: string): readonly string[] {
  return listAt(value, field).filter((item) => typeof item === 'string');
}

/** A field with texts only, such as labels. */
export function textMapAt(value: JsonObject | undefined, field: string): readonly (readonly [string, string])[] {
  return Object.entries(objectAt(value, field) ?? {}).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : []));
}
