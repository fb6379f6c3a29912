/** The number that stands for a person, whichever of their accounts is given; an account that nobody else has stands for itself. */
export type PersonOf = (id: number) => number;

/** Everyone has the one account. */
export const alone: PersonOf = (id) => id;

/** Joins accounts that belong to one person. Lists that share an account are of the same person. */
export function joinIdentities(groups: readonly (readonly number[])[]): PersonOf {
  const parent = new Map<number, number>();
  const rootOf = (id: number): number => {
    const above = parent.get(id);
    return above === undefined ? id : rootOf(above);
  };
  for (const [first, ...others] of groups) {
    if (first === undefined) continue;
    for (const other of others) {
      const [left, right] = [rootOf(first), rootOf(other)];
      if (left !== right) parent.set(right, left);
    }
  }
  return rootOf;
}
