import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../model/json.ts';

/** The object under a field; empty where there is none. */
export function section(parent: Json | undefined, field: string): JsonObject {
  const value = isObject(parent) && Object.hasOwn(parent, field) ? parent[field] : undefined;
  return isObject(value) ? value : {};
}

/** The text under a field; empty where there is none. */
export function text(parent: Json | undefined, field: string): string {
  const value = isObject(parent) && Object.hasOwn(parent, field) ? parent[field] : undefined;
  return typeof value === 'string' ? value : '';
}

/** The items of a list under a field. */
export function list(parent: Json | undefined, field: string): readonly Json[] {
  const value = isObject(parent) && Object.hasOwn(parent, field) ? parent[field] : undefined;
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** SHA-256 in hex, whole: it tells whether a change leaves a deployment alone, so nobody may find two contents with the same. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner)))
    .digest('hex');
}
