import { compare } from './ordering.ts';

/** Things of controls by the control's family, the part of its id before the hyphen: families by name, in each the order that they came in. */
export function groupByFamily<T>(things: readonly T[], controlOf: (thing: T) => string): readonly (readonly [string, readonly T[]])[] {
  const families = new Map<string, T[]>();
  for (const thing of things) {
    const family = controlOf(thing).split('-')[0] ?? '';
    families.set(family, [...(families.get(family) ?? []), thing]);
  }
  return [...families].sort(([a], [b]) => compare(a, b));
}
