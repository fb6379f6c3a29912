import type { RemoteMissing, RemoteShelf, RemoteSource } from '../../model/remote.ts';
import { nameChart, nameRepository } from '../remote/address.ts';
import { openRemoteTree, type RemoteTree } from '../remote/remote-tree.ts';
import type { ApplicationSource } from './application.ts';

export type FoundRemote = { readonly remote: RemoteTree } | { readonly source: RemoteSource; readonly missing: RemoteMissing };

/** The chart or repository of a source that is not this checkout. Undefined where nothing is fetched, or nothing here reads the address. */
export function findRemoteSource(source: ApplicationSource, shelf: RemoteShelf | undefined): FoundRemote | undefined {
  if (shelf === undefined) return undefined;
  const named = nameSource(source);
  if (named === undefined) return undefined;
  const answer = shelf.find(named);
  return 'content' in answer ? { remote: openRemoteTree(named, answer.content) } : { source: named, missing: answer };
}

/** Argo CD takes an address of a chart that has no scheme for a registry: https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#declarative */
function nameSource({ repoUrl, chart, revision }: ApplicationSource): RemoteSource | undefined {
  if (chart === undefined) return nameRepository(repoUrl, revision || 'HEAD');
  const url = repoUrl.includes('://') ? repoUrl : `oci://${repoUrl}`;
  return nameChart(url, chart, revision === '*' ? '' : revision);
}
