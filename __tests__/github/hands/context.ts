import type { Fault, PlannedFault } from '../faults.ts';
import { findOrCreateUser } from '../store/create.ts';
import type { Delivery, Pull, Repository, Store, User } from '../store/store.ts';
import type { Tokens } from '../tokens.ts';

export interface RequestRecord {
  readonly kind: 'rest' | 'graphql' | 'git' | 'unknown';
  readonly method: string;
  /** Below the root of the API, with the query. */
  readonly path: string;
  /** 0 when the connection was dropped. */
  status: number;
  readonly apiVersion: string | undefined;
  /** The operation's name for GraphQL: its first field. */
  readonly query?: string;
}

export interface Services {
  readonly store: Store & { advance(milliseconds: number): void };
  readonly tokens: Tokens;
  readonly folder: string;
  readonly requests: RequestRecord[];
  plan(fault: Fault): PlannedFault;
  hook(hook: Hook): void;
}

export interface Hook {
  readonly method?: string;
  readonly path: RegExp;
  readonly run: () => void | Promise<void>;
  times: number;
}

/** What every hand needs: the world, and how its things are found by the names tests use. */
export interface Context {
  readonly services: Services;
  readonly store: Services['store'];
  readonly repository: Repository;
  readonly user: (login: string) => User;
  readonly pull: (number: number) => Pull;
  readonly fork: (owner: string) => Repository;
  readonly announce: (delivery: Delivery) => Delivery;
}

export function createContext(services: Services, repository: Repository): Context {
  const { store } = services;
  const find = (number: number): Pull | undefined => store.pulls.find((pull) => pull.repository === repository && pull.number === number);
  const findFork = (owner: string): Repository | undefined =>
    [...store.repositories.values()].find((each) => each.parent === repository && each.owner.login === owner);
  return {
    services,
    store,
    repository,
    user: (login) => findOrCreateUser(store, login),
    pull: (number) => must(find(number), `pull request ${number}`),
    fork: (owner) => must(findFork(owner), `fork of ${owner}`),
    announce: (delivery) => {
      store.deliveries.push(delivery);
      return delivery;
    },
  };
}

export function must<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`the world has no ${what}`);
  return found;
}
