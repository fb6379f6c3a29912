import type { Person } from '../model/person.ts';
import type { PersonOf } from './identities.ts';

/** Everyone who had a hand in the change, so that none of them is the second pair of eyes (trust.md 9). */
export interface Involved {
  readonly opener: Person;
  /** Senders of the pushes to the branch, as recorded when seen. */
  readonly pushers: readonly Person[];
  /** Authors, committers and co-authors of the commits. Forgeable: they only ever exclude. */
  readonly commitPeople: readonly Person[];
  /** Whose second account an account is. */
  readonly personOf: PersonOf;
}

/** Returns how somebody was involved, by numeric id and by any other account of theirs; undefined for those who were not. */
export function findInvolvement(person: Person, involved: Involved): 'opener' | 'pusher' | 'contributor' | undefined {
  const isThem = ({ id }: Person): boolean => involved.personOf(id) === involved.personOf(person.id);
  if (isThem(involved.opener)) return 'opener';
  if (involved.pushers.some(isThem)) return 'pusher';
  if (involved.commitPeople.some(isThem)) return 'contributor';
  return undefined;
}
