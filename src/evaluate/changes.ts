import { isDeepStrictEqual } from 'node:util';
import { identityKey, type RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import { type Batch, type Entry, type InputOptions, packBatches } from './batch.ts';
import { openEntries, writeEntry } from './input.ts';

/** An object that the change altered or took away: what it is now, or what it was when it is gone. */
export interface ChangedObject {
  readonly object: RenderedObject;
  readonly before: RenderedObject;
  readonly removed: boolean;
}

/** Pairs the objects of the two sides. What is new is no change of anything; where two files hold one object, the later one wins, as when applied. */
export function pairChanges(base: readonly RenderedObject[], head: readonly RenderedObject[]): readonly ChangedObject[] {
  const after = new Map(head.map((object) => [identityKey(object.identity), object]));
  const pairs = new Map(base.map((object) => [identityKey(object.identity), object]));
  return [...pairs].flatMap(([key, before]): ChangedObject[] => {
    const now = after.get(key);
    if (now === undefined) return [{ object: before, before, removed: true }];
    return isDeepStrictEqual(now.value, before.value) ? [] : [{ object: now, before, removed: false }];
  });
}

/** Writes what changed, with all that rules may ask about it on the side where it stands. */
export function writeChanges(
  changes: readonly ChangedObject[],
  head: readonly RenderedObject[],
  options: InputOptions,
): Iterable<Batch | Problem> {
  return packBatches(writeEntries(changes, head, options), 'change', options);
}

function* writeEntries(
  changes: readonly ChangedObject[],
  head: readonly RenderedObject[],
  options: InputOptions,
): Generator<Entry | Problem, void> {
  const describe = openEntries(head, options);
  for (const [index, { object, before, removed }] of changes.entries())
    yield writeEntry(index, object, { ...describe(object), before: before.value, removed });
}
