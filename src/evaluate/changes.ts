import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../model/json.ts';
import { identityKey, type RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import { type Batch, type Entry, type InputOptions, packBatches } from './batch.ts';
import { canonicalJson } from './fingerprint.ts';
import { openEntries, writeEntry } from './input.ts';
import { asObject } from './json-shape.ts';
import { openSurroundings } from './surroundings.ts';

/** An object that the change altered or took away: what it is now, or what it was when it is gone. */
export interface ChangedObject {
  readonly object: RenderedObject;
  readonly before: RenderedObject;
  readonly removed: boolean;
}

/**
 * Pairs the objects of the two sides. What is new is no change of anything; where two files hold one object, the later one wins, as when applied. An
 * object that is there again under another name and else the same was renamed: it still does what it did.
 */
export function pairChanges(base: readonly RenderedObject[], head: readonly RenderedObject[]): readonly ChangedObject[] {
  const after = new Map(head.map((object) => [identityKey(object.identity), object]));
  const pairs = new Map(base.map((object) => [identityKey(object.identity), object]));
  const isRenamed = openRenames([...after].filter(([key]) => !pairs.has(key)).map(([, object]) => object));
  return [...pairs].flatMap(([key, before]): ChangedObject[] => {
    const now = after.get(key);
    if (now === undefined) return isRenamed(before) ? [] : [{ object: before, before, removed: true }];
    return isDeepStrictEqual(now.value, before.value) ? [] : [{ object: now, before, removed: false }];
  });
}

/** One new object can stand for one that is gone, and for no second one. */
function openRenames(added: readonly RenderedObject[]): (gone: RenderedObject) => boolean {
  const open = new Map<string, number>();
  for (const object of added) {
    const key = namelessKey(object);
    open.set(key, (open.get(key) ?? 0) + 1);
  }
  return (gone) => {
    if (open.size === 0) return false;
    const key = namelessKey(gone);
    const left = open.get(key) ?? 0;
    if (left > 0) open.set(key, left - 1);
    return left > 0;
  };
}

function namelessKey({ identity, value }: RenderedObject): string {
  const { cluster, group, kind, namespace } = identity;
  const { name: _, ...metadata } = asObject(value.metadata) ?? {};
  return canonicalJson([cluster, group, kind, namespace, { ...value, metadata }]);
}

/** Writes what changed, with all that rules may ask about it on the side where it stands. */
export function writeChanges(
  changes: readonly ChangedObject[],
  base: readonly RenderedObject[],
  head: readonly RenderedObject[],
  options: InputOptions,
): Iterable<Batch | Problem> {
  return packBatches(writeEntries(changes, base, head, options), 'change', options);
}

function* writeEntries(
  changes: readonly ChangedObject[],
  base: readonly RenderedObject[],
  head: readonly RenderedObject[],
  options: InputOptions,
): Generator<Entry | Problem, void> {
  const describe = openEntries(head, options);
  const surround = openSurroundings(base, head);
  for (const [index, { object, before, removed }] of changes.entries()) {
    const more: JsonObject = { before: before.value, removed, surroundings: surround(object) };
    yield writeEntry(index, object, { ...describe(object), ...more });
  }
}
