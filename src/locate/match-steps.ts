import type { JsonObject } from '../model/json.ts';
import type { WrittenStep } from './leaves.ts';
import { valueAt } from './value-at.ts';

/**
 * How many steps at the end of a written path and of a rendered one are the same. Items of a list are the same by their names, since overlays add items
 * and go by names; by their place where they have none.
 */
export function countShared(steps: readonly WrittenStep[], path: readonly (string | number)[], object: JsonObject): number {
  let shared = 0;
  while (shared < steps.length && shared < path.length) {
    const written = steps[steps.length - 1 - shared];
    const rendered = path[path.length - 1 - shared];
    if (written === undefined || rendered === undefined) break;
    if (typeof written === 'string' ? written !== rendered : !isSameItem(written, rendered, path.slice(0, path.length - shared), object))
      break;
    shared += 1;
  }
  return shared;
}

function isSameItem(
  { index, name }: Exclude<WrittenStep, string>,
  rendered: string | number,
  path: readonly (string | number)[],
  object: JsonObject,
): boolean {
  const own = valueAt(object, [...path, 'name']);
  return name === undefined || own === undefined ? index === rendered : name === own;
}
