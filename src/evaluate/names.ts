import type { Json } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';

const HOLDERS = new Set(['Secret', 'ConfigMap', 'SealedSecret', 'ExternalSecret', 'Certificate']);

/** Which texts of an object are names of Secrets and their like in the same run: a value of that kind is a reference, not a credential. */
export function findNames(objects: readonly RenderedObject[]): (object: RenderedObject) => readonly string[] {
  const names = new Set(objects.filter(({ identity }) => HOLDERS.has(identity.kind)).map(({ identity }) => identity.name));
  return ({ identity, value }) => {
    // A Secret's values are never references, and definitions are long and hold none.
    if (names.size === 0 || identity.kind === 'Secret' || identity.kind === 'CustomResourceDefinition') return [];
    const found = new Set<string>();
    collect(value, names, found);
    found.delete(identity.name);
    return [...found].sort();
  };
}

function collect(value: Json, names: ReadonlySet<string>, found: Set<string>): void {
  if (typeof value === 'string') {
    if (names.has(value)) found.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) collect(item, names, found);
  }
}
