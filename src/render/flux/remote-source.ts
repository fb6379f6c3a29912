import type { JsonObject } from '../../model/json.ts';
import type { RemoteMissing, RemoteShelf, RemoteSource } from '../../model/remote.ts';
import { list, section, text } from '../graph/value.ts';
import { nameArtifact, nameChart, nameRepository } from '../remote/address.ts';
import { openRemoteTree, type RemoteTree } from '../remote/remote-tree.ts';
import type { FluxSource } from './sources.ts';

/** A source from outside: its tree, or which one it is and why it is not here. Undefined where nothing is fetched or nobody says from where. */
export type FoundRemote = { readonly remote: RemoteTree } | { readonly source: RemoteSource; readonly missing: RemoteMissing };

/**
 * @param chart name and version of the chart, where a HelmRepository is asked for one
 */
export function findRemoteSource(
  source: FluxSource,
  chart: { readonly name: string; readonly version: string },
  shelf: RemoteShelf | undefined,
): FoundRemote | undefined {
  if (shelf === undefined || source.isCheckout || source.object === undefined) return undefined;
  const named = nameSource(source.object, chart);
  if (named === undefined) return undefined;
  const answer = shelf.find(named);
  return 'content' in answer ? { remote: openRemoteTree(named, answer.content) } : { source: named, missing: answer };
}

/** https://fluxcd.io/flux/components/source/: which artifact, chart or commit a source object stands for. */
function nameSource(
  { kind, spec }: { readonly kind: string; readonly spec: JsonObject },
  chart: { name: string; version: string },
): RemoteSource | undefined {
  const url = text(spec, 'url');
  if (kind === 'HelmRepository') return nameChart(url, chart.name, chart.version === '*' ? '' : chart.version);
  if (kind === 'OCIRepository') {
    const ref = section(spec, 'ref');
    // `latest` is what Flux takes where nothing is said; a filter chooses among tags in a way that is not followed here.
    if (text(ref, 'semverFilter') !== '') return undefined;
    return nameArtifact(url, text(ref, 'digest') || text(ref, 'semver') || text(ref, 'tag') || 'latest');
  }
  // What is included comes from yet another repository, so this one alone is not what is deployed.
  if (kind !== 'GitRepository' || list(spec, 'include').length > 0) return undefined;
  return nameRepository(url, refOf(section(spec, 'ref')));
}

/** https://fluxcd.io/flux/components/source/gitrepositories/#reference: commit before name before range before tag before branch. */
function refOf(ref: JsonObject): string {
  const [commit, name, semver, tag, branch] = ['commit', 'name', 'semver', 'tag', 'branch'].map((field) => text(ref, field));
  if (commit) return commit;
  if (name) return name;
  // Ranges over tags are not followed: a name that no repository can have.
  if (semver) return '';
  return tag ? `refs/tags/${tag}` : `refs/heads/${branch || 'master'}`;
}
