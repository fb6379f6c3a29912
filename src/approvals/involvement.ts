import type { Person } from '../model/person.ts';

/** Everyone who had a hand in the change, so that none of them is the second pair of eyes (trust.md 9). */
export interface Involved {
  readonly opener: Person;
  /** Senders of the pushes to the branch, as recorded when seen. */
  readonly pushers: readonly Person[];
  /** Authors, committers and co-authors of the commits. Forgeable: they only ever exclude. */
  readonly commitPeople: readonly Person[];
}

/** Returns how somebody was involved, by numeric id; undefined for those who were not. */
export function findInvolvement(person: Person, involved: Involved): 'opener' | 'pusher' | 'contributor' | undefined {
  if (person.id === involved.opener.id) return 'opener';
  if (involved.pushers.some(({ id }) => id === person.id)) return 'pusher';
  if (involved.commitPeople.some(({ id }) => id === person.id)) return 'contributor';
  return undefined;
}
