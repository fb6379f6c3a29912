import type { App, Store, User } from './store.ts';

/** Ids start beyond 32 bits, where GitHub's have been for years. */
const firstId = 4_300_000_000;

/** The app whose token is `GITHUB_TOKEN`, with the ids it has at GitHub. */
export const githubActions: App = {
  id: 15_368,
  slug: 'github-actions',
  name: 'GitHub Actions',
  bot: { id: 41_898_282, login: 'github-actions[bot]', type: 'Bot' },
};

export function createStore(startAt: Date): Store & { advance(milliseconds: number): void } {
  let id = firstId;
  let now = startAt.getTime();
  return {
    users: new Map(),
    apps: new Map([[githubActions.slug, githubActions]]),
    repositories: new Map(),
    teams: [],
    pulls: [],
    reviews: [],
    threads: [],
    reviewComments: [],
    issueComments: [],
    reactions: [],
    checkRuns: [],
    workflowRuns: [],
    deployments: [],
    ruleSuites: [],
    sarif: [],
    activities: [],
    signed: new Set(),
    deliveries: [],
    violations: [],
    mergeLag: 0,
    actionsMayApprove: false,
    links: { api: '', web: '' },
    nextId: () => ++id,
    tick: () => {
      now += 1000;
      return new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** The user of that login, made when first named. */
export function findOrCreateUser(store: Store, login: string, type: User['type'] = 'User'): User {
  const known = findUser(store, login);
  if (known !== undefined) return known;
  const user: User = { id: 10_000 + store.users.size, login, type };
  store.users.set(login.toLowerCase(), user);
  return user;
}

/** Logins differ in no more than case: GitHub finds `Alice` for `alice`. */
export function findUser(store: Store, login: string): User | undefined {
  const bot = [...store.apps.values()].find((app) => app.bot.login.toLowerCase() === login.toLowerCase())?.bot;
  return bot ?? store.users.get(login.toLowerCase());
}

export function findOrCreateApp(store: Store, slug: string, id?: number): App {
  const known = store.apps.get(slug);
  if (known !== undefined) return known;
  const number = id ?? 900_000 + store.apps.size;
  const app: App = { id: number, slug, name: slug, bot: { id: 170_000_000 + number, login: `${slug}[bot]`, type: 'Bot' } };
  store.apps.set(slug, app);
  return app;
}
