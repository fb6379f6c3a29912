import { randomBytes } from 'node:crypto';
import type { Actor, Permissions } from './access.ts';
import { findOrCreateApp, findOrCreateUser, githubActions } from './store/create.ts';
import type { Repository, Store } from './store/store.ts';

export interface TokenRequest {
  /** Scopes as in a workflow's `permissions`; what is not named is none. */
  readonly permissions: Permissions;
  /** Whose installation: GitHub Actions unless said. */
  readonly app?: 'github-actions' | { readonly id?: number; readonly slug: string };
}

export interface Tokens {
  issue(request: TokenRequest): string;
  /** A personal access token. */
  issueToPerson(login: string): string;
  revoke(token: string): void;
  /** The actor behind an `Authorization` header: `Bearer`, `token`, or `Basic` with the token as password. */
  recognise(authorization: string | undefined): Actor | undefined;
}

export function createTokens(store: Store, repository: Repository): Tokens {
  const actors = new Map<string, Actor>();
  return {
    issue: ({ permissions, app: wanted = 'github-actions' }) => {
      const app = wanted === 'github-actions' ? githubActions : findOrCreateApp(store, wanted.slug, wanted.id);
      const token = newToken('ghs_');
      actors.set(token, { kind: 'app', app, user: app.bot, permissions, repository });
      return token;
    },
    issueToPerson: (login) => {
      const token = newToken('ghp_');
      actors.set(token, { kind: 'person', user: findOrCreateUser(store, login) });
      return token;
    },
    revoke: (token) => {
      actors.delete(token);
    },
    recognise: (authorization) => {
      const token = readToken(authorization ?? '');
      return token === undefined ? undefined : actors.get(token);
    },
  };
}

/** Long, so that masking it in a log cannot hit a word by chance. */
function newToken(prefix: string): string {
  return prefix + randomBytes(18).toString('hex');
}

function readToken(authorization: string): string | undefined {
  const [scheme = '', value] = authorization.split(' ');
  if (value === undefined) return undefined;
  if (/^(bearer|token)$/i.test(scheme)) return value;
  return /^basic$/i.test(scheme) ? Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':') : undefined;
}
