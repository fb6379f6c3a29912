import type { Permission, Person } from '../model/person.ts';

/** What GitHub answered about one person when it was asked. `failed` means no: nothing else in here counts then (trust.md 8). */
export interface Authority {
  readonly permission: Permission;
  /** Slugs of the owning organisation's teams that the person is a member of, as far as the token may read them. */
  readonly teams: readonly string[];
  readonly lookup: 'ok' | 'failed';
}

/** People and teams of the configuration, with the logins looked up: only numeric ids identify. */
export interface Holders {
  /** Whether the configuration names anybody. If it does, nobody else holds the power, even if none of the logins exists any more. */
  readonly named: boolean;
  readonly ids: ReadonlySet<number>;
  readonly teams: readonly string[];
}

/** Joins what the configuration names with the ids that its logins were found to have. */
export function holdPower(
  configured: { readonly users: readonly string[]; readonly teams: readonly string[] },
  ids: ReadonlySet<number>,
): Holders {
  return { named: configured.users.length + configured.teams.length > 0, ids, teams: configured.teams };
}

/** Write or more: may ask for a waiver, and may approve a change that somebody else made. */
export function mayWrite(authority: Authority): boolean {
  return authority.lookup === 'ok' && ['write', 'maintain', 'admin'].includes(authority.permission);
}

/**
 * Who is named in the configuration, else who has maintain or admin. Those named must have write access besides: whoever lost it, or has left,
 * loses the power before somebody thinks of the configuration.
 */
export function mayDecide(person: Person, authority: Authority, holders: Holders): boolean {
  if (!mayWrite(authority)) return false;
  if (!holders.named) return authority.permission === 'maintain' || authority.permission === 'admin';
  return holders.ids.has(person.id) || authority.teams.some((team) => holders.teams.includes(team));
}
