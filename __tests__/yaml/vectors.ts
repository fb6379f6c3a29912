import { readFileSync } from 'node:fs';
import type { Json } from '../../src/model/json.ts';

/** What Kubernetes' readers made of one text; written by `scripts/vectors/yaml`. */
export interface Vector {
  readonly input: string;
  /** JSON text of each document that came before the error, empty ones as null. */
  readonly documents: readonly string[];
  readonly error?: string;
}

export const VECTORS = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8')) as readonly Vector[];

/** What `JSON.parse` would have made of a value: bigints rounded, objects with their common prototype. */
export function asParsed(value: Json): unknown {
  return JSON.parse(JSON.stringify(value, (_key, field: unknown) => (typeof field === 'bigint' ? Number(field) : field)));
}

/** The values that a vector expects. Go mends half surrogates when it decodes and knows no -0 among integers. */
export function expectedValues(vector: Vector): readonly unknown[] {
  return vector.documents
    .map((json) => JSON.parse(json.replace(/\\ud83d(?!\\)/g, '\ufffd').replace(/(?<=: ?)-0(?=[,}])/g, '0')) as unknown)
    .filter((value) => value !== null);
}
