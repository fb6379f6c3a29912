import type { Json, JsonObject } from '../../../model/json.ts';
import { isObject, textsAt } from '../field.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { writeJson } from '../write-json.ts';
import type { Params } from './context.ts';

/** Both sets in one. Releases of Argo CD differ in which one wins where they say different things of one parameter, so that is refused. */
export function joinParams(one: Params, other: Params): { readonly joined: Params } | Refusal {
  const joined = new Map<string, Json>(Object.entries(one));
  for (const [key, value] of Object.entries(other)) {
    const before = joined.get(key);
    if (isObject(before) && isObject(value)) {
      const inner = joinParams(before, value);
      if ('refused' in inner) return inner;
      joined.set(key, inner.joined);
    } else if (before !== undefined && writeJson(before) !== writeJson(value))
      return refuse(`both generators of a matrix give the parameter ${key}`);
    else joined.set(key, value);
  }
  return { joined: Object.fromEntries(joined) };
}

/**
 * Lays sets of parameters over those of the first generator that have the same merge keys; what has no match there falls away.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Merge/
 */
export function mergeParams(merge: JsonObject, sets: readonly (readonly Params[])[], goTemplate: boolean): readonly Params[] | Refusal {
  const keys = textsAt(merge, 'mergeKeys');
  if (keys.length === 0) return refuse('a merge generator has no mergeKeys');
  const byKey = sets.map((params) => new Map(params.map((one) => [keyOf(one, keys), one])));
  if (byKey.some((map, index) => map.size < (sets[index]?.length ?? 0)))
    return refuse('a generator in a merge gives the same mergeKeys twice');
  const [base, ...overrides] = byKey;
  return [...(base ?? [])].map(([key, params]) => {
    let merged = params;
    for (const override of overrides) {
      const over = override.get(key) ?? {};
      merged = goTemplate ? layOver(merged, over) : { ...merged, ...over };
    }
    return merged;
  });
}

function keyOf(params: Params, keys: readonly string[]): string {
  return JSON.stringify(keys.map((key) => writeJson(params[key] ?? null)));
}

/** What is empty lies over nothing, as in dario.cat/mergo with override. */
function layOver(below: JsonObject, above: JsonObject): JsonObject {
  const merged = new Map<string, Json>(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const before = merged.get(key);
    if (isObject(before) && isObject(value)) merged.set(key, layOver(before, value));
    else if (before === undefined || !isEmpty(value)) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/** Fills in what is empty from another value; template of a generator over that of its ApplicationSet. */
export function fillGaps(own: Json | undefined, other: Json | undefined): Json | undefined {
  if (isObject(own) && isObject(other)) {
    const keys = [...new Set([...Object.keys(own), ...Object.keys(other)])];
    return Object.fromEntries(
      keys.flatMap((key) => {
        const value = fillGaps(own[key], other[key]);
        return value === undefined ? [] : [[key, value]];
      }),
    );
  }
  return own === undefined || isEmpty(own) ? (other ?? own) : own;
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === '' || value === 0 || value === false || (isObject(value) && Object.keys(value).length === 0);
}
