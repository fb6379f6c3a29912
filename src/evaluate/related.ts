import type { RenderedObject } from '../model/object.ts';
import { field } from './json-shape.ts';
import { accountKeys, keysOf, offers, type Related, templateLabels } from './related-keys.ts';
import { selects } from './selectors.ts';

/** `root` decides what a reference means: the same name may be used once an environment, and environments are roots. */
interface Offered extends Related {
  readonly root: string;
}

const NONE: readonly Offered[] = [];

/** Indexes the run once; the answer is asked per object. An object gets what it refers to and no more: a role of a large root must not carry all of its accounts. */
export function relate(objects: readonly RenderedObject[]): (object: RenderedObject) => readonly Related[] {
  const index = new Map<string, Offered[]>();
  for (const object of objects) addTo(index, object);
  const find = (keys: readonly string[]): readonly Offered[] => [...new Set(keys)].flatMap((key) => index.get(key) ?? NONE);
  return (object) => {
    const direct = find(keysOf(object)).filter((related) => isMeant(related, object));
    const bindings = direct.filter(({ role }) => role === 'binding');
    const all = [...direct, ...find(bindings.flatMap((binding) => accountKeys(binding, object)))];
    return all.map(({ role, root, object: seen }) => ({
      role: role === 'definition' && root !== object.root ? 'definition-elsewhere' : role,
      object: seen,
    }));
  };
}

function addTo(index: Map<string, Offered[]>, object: RenderedObject): void {
  for (const [key, related] of offers(object)) {
    const known = index.get(key);
    const offered = { ...related, root: object.root };
    if (known === undefined) index.set(key, [offered]);
    // One definition of a group in a root says as much as all of them.
    else if (related.role !== 'definition' || known.every(({ root }) => root !== object.root)) known.push(offered);
  }
}

/** Budgets and workloads name each other by labels alone. */
function isMeant({ role, object: other }: Offered, { value }: RenderedObject): boolean {
  if (role === 'budget') return selects(field(field(other, 'spec'), 'selector'), templateLabels(value));
  if (role === 'workload') return selects(field(field(value, 'spec'), 'selector'), templateLabels(other));
  return true;
}
