import type { BranchRule, Role } from '../store/store.ts';
import type { TokenRequest } from '../tokens.ts';
import type { Context } from './context.ts';

/** Who there is, what they may do, and the clock. */
export function peopleHands({ services, store, repository, user }: Context) {
  return {
    user,
    /** An account takes another name; from then on the old one is free for anybody. */
    rename: (login: string, to: string): void => {
      const renamed = user(login);
      store.users.delete(login.toLowerCase());
      renamed.login = to;
      store.users.set(to.toLowerCase(), renamed);
    },
    issueToken: (request: TokenRequest): string => services.tokens.issue(request),
    issueUserToken: (login: string): string => services.tokens.issueToPerson(login),
    revokeToken: (token: string): void => services.tokens.revoke(token),
    setPermission: (login: string, role: Role): void => {
      repository.roles.set(user(login).id, role);
    },
    setTeam: (slug: string, logins: readonly string[]): void => {
      const org = repository.owner.login;
      const known = store.teams.findIndex((team) => team.org === org && team.slug === slug);
      if (known !== -1) store.teams.splice(known, 1);
      store.teams.push({ org, slug, members: new Set(logins.map((login) => user(login).id)) });
    },
    /** Replaces the rules of a branch. */
    protect: (branch: string, rules: readonly Omit<BranchRule, 'branch'>[]): void => {
      const others = repository.rules.filter((rule) => rule.branch !== branch);
      repository.rules.splice(0, repository.rules.length, ...others, ...rules.map((rule) => ({ ...rule, branch })));
    },
    /** Moves the clock of the world; tokens and comments made afterwards are that much later. */
    advance: (by: { readonly days?: number; readonly hours?: number; readonly seconds?: number }): void => {
      store.advance(((by.days ?? 0) * 86_400 + (by.hours ?? 0) * 3600 + (by.seconds ?? 0)) * 1000);
    },
  };
}
