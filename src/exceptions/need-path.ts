import type { Json, JsonObject, Path } from '../model/json.ts';

/** How a need's field meets a finding's: the value that stands there, and the indexes that stood for `[*]`. */
export interface Meeting {
  readonly values: readonly Json[];
  readonly indexes: readonly number[];
}

/**
 * Holds the field of a need against that of a finding. They meet where they are the same; where the finding names a whole list of which the need
 * names the items; and where the finding names a parent that is missing altogether, so that the need's field is missing with it.
 */
export function meet(needPath: string, findingPath: Path, value: JsonObject): Meeting | undefined {
  const steps = needPath.replaceAll('[*]', '.*').split('.');
  if (findingPath.length > steps.length) return undefined;
  const indexes: number[] = [];
  for (const [place, step] of findingPath.entries()) {
    if (steps[place] === '*' && typeof step === 'number') indexes.push(step);
    else if (steps[place] !== step) return undefined;
  }
  const found = valueAt(value, findingPath);
  const rest = steps.slice(findingPath.length);
  if (rest.length === 0 || found === null) return { values: [found], indexes };
  if (rest.length === 1 && rest[0] === '*' && Array.isArray(found) && found.length > 0)
    return { values: found as readonly Json[], indexes };
  return undefined;
}

/** The value at a path; null where nothing stands, as for Kubernetes. */
export function valueAt(value: Json, path: Path): Json {
  let at: Json | undefined = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return null;
    at = (at as Record<string | number, Json>)[step];
  }
  return at ?? null;
}
