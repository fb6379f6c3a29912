import { readFileSync } from 'node:fs';
import type { Json } from '../../src/model/json.ts';
import type { ReadManifests } from '../../src/yaml/read.ts';

/** What Kubernetes' readers made of one text; written by `scripts/vectors/yaml`. */
export interface Vector {
  readonly input: string;
  /** JSON text of each document that came before the error, empty ones as null. */
  readonly documents: readonly string[];
  readonly error?: string;
}

export const VECTORS = JSON.parse(readFileSync(new URL('vectors.golden.json', import.meta.url), 'utf8')) as readonly Vector[];

/** What `JSON.parse` would have made of a value: bigints rounded, objects with their common prototype. */
function asParsed(value: Json): unknown {
  return JSON.parse(JSON.stringify(value, (_key, field: unknown) => (typeof field === 'bigint' ? Number(field) : field)));
}

/** The documents that a vector expects, in the form of `parsedDocuments`. Go mends half surrogates when it decodes and knows no -0 among integers. */
export function expectedDocuments(vector: Vector): readonly unknown[] {
  return vector.documents.map((json, index) => ({ index, value: mend(JSON.parse(json)) })).filter(({ value }) => value !== null);
}

/** Documents as `JSON.parse` would have made them, with their places in the file. */
export function parsedDocuments(documents: ReadManifests['documents']): readonly unknown[] {
  return documents.map(({ index, value }) => ({ index, value: asParsed(value) }));
}

function mend(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(mend);
  if (typeof value !== 'object' || value === null) return value;
  // Defined, not set: a key may be `__proto__`.
  const pairs = Object.entries(value).map(([key, field]) => [
    key.toWellFormed(),
    { value: mend(field), enumerable: true, writable: true, configurable: true },
  ]);
  return Object.defineProperties({}, Object.fromEntries(pairs) as PropertyDescriptorMap);
}
