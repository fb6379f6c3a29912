import type { Pull, Repository, Store } from '../store/store.ts';

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function apiUrl(store: Store, repository: Repository, path = ''): string {
  return `${store.links.api}/repos/${fullName(repository)}${path}`;
}

export function webUrl(store: Store, repository: Repository, path = ''): string {
  return `${store.links.web}/${fullName(repository)}${path}`;
}

export function pullUrl(store: Store, pull: Pull): string {
  return apiUrl(store, pull.repository, `/pulls/${pull.number}`);
}

/** GitHub's node ids are opaque; ours say what they name, so that `node` can find it again. */
export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${id}`;
}
