import type { Problem, WrittenFile } from './root.ts';

/** Content that a deployment takes from outside the repository, as the deploying object names it. Addresses are in the form of `render/remote/address.ts`. */
export type RemoteSource = HelmSource | OciSource | GitSource | FileSource;

/** A chart of a repository with an `index.yaml`. */
export interface HelmSource {
  readonly kind: 'helm';
  readonly url: string;
  readonly chart: string;
  /** A version or a range of versions; empty for the newest. */
  readonly version: string;
}

/** An artifact of a registry: a chart, or a folder of manifests. */
export interface OciSource {
  readonly kind: 'oci';
  /** `oci://host/repository` */
  readonly url: string;
  /** A tag, a digest (`sha256:…`) or a range of versions; empty for the newest version. */
  readonly version: string;
}

export interface GitSource {
  readonly kind: 'git';
  readonly url: string;
  /** A commit of 40 hex digits, `refs/tags/…`, `refs/heads/…`, `HEAD`, or a name that may be a tag or a branch. */
  readonly ref: string;
}

/** A single file, as kustomizations name them. */
export interface FileSource {
  readonly kind: 'file';
  readonly url: string;
}

/** One line of the lock: what a source stood for when it was locked. */
export type LockEntry = Locked<HelmSource> | Locked<OciSource> | Locked<GitSource> | Locked<FileSource>;

type Locked<Source> = Source & {
  /** The version, tag or commit that the source stood for; of an artifact its tag or the digest of its manifest; empty for a file. */
  readonly resolved: string;
  /** SHA-256 of the content in hex: of the archive of a chart or artifact, of a file, and of a repository of its files as `source/remote/pack-tree.ts` writes them. */
  readonly sha256: string;
};

/** What a source holds: its files by their paths in it. Equal digests, equal files. */
export interface RemoteContent {
  readonly sha256: string;
  /** What the lock says that the source stood for. */
  readonly resolved: string;
  readonly files: ReadonlyMap<string, WrittenFile>;
  /** Files of it that are there and could not be read. */
  readonly problems: readonly Problem[];
}

/** Why the content of a source is not at hand. */
export type RemoteLack =
  | 'not-allowed' // the base's configuration does not allow the address
  | 'not-locked'
  | 'offline' // not in the cache, and nothing may be fetched
  | 'unreachable'
  | 'unauthorised'
  | 'not-found'
  | 'address-refused' // it leads to a private address
  | 'redirect-refused' // it leads on to an address that is not allowed
  | 'too-large'
  | 'archive-refused' // links, paths that lead out, a tar bomb
  | 'digest-mismatch'
  | 'other-content' // the source stands for something else than the lock says
  | 'not-understood'; // an answer, or a kind of source, that nothing here reads

export interface RemoteMissing {
  readonly lack: RemoteLack;
  /** English; may be text of whoever runs the server. */
  readonly detail?: string;
}

export type RemoteAnswer = { readonly content: RemoteContent } | RemoteMissing;

/** The sources that are at hand, or why one is not. */
export interface RemoteShelf {
  find(source: RemoteSource): RemoteAnswer;
}

/** What limits fetching; all of it stands in the base's configuration and lock, none in the change. */
export interface RemoteRules {
  readonly allow: readonly string[];
  /** Whether the house itself named this very address: only then may its credentials be sent there. */
  readonly isOwnAddress: boolean;
}

/** How contents come in from outside; the shells have one. */
export interface RemoteFetcher {
  /**
   * The content that a line of the lock names.
   *
   * @param isNew the base's lock does not have this line: then it is also asked of the source itself whether it stands for this content
   */
  fetch(entry: LockEntry, rules: RemoteRules & { readonly isNew: boolean }): Promise<RemoteAnswer>;
  /** What a source stands for now. */
  resolve(
    source: RemoteSource,
    rules: RemoteRules,
  ): Promise<{ readonly entry: LockEntry; readonly content: RemoteContent } | RemoteMissing>;
}

/** Equal keys, equal sources. No part can hold the separator. */
export function remoteKey(source: RemoteSource): string {
  switch (source.kind) {
    case 'helm':
      return ['helm', source.url, source.chart, source.version].join('\u0000');
    case 'oci':
      return ['oci', source.url, source.version].join('\u0000');
    case 'git':
      return ['git', source.url, source.ref].join('\u0000');
    case 'file':
      return ['file', source.url].join('\u0000');
  }
}

/** A source as people read it. */
export function describeRemote(source: RemoteSource): string {
  switch (source.kind) {
    case 'helm':
      return `${source.chart}${source.version === '' ? '' : ` ${source.version}`} (${source.url})`;
    case 'oci':
      return `${source.url}${source.version === '' ? '' : `${source.version.startsWith('sha256:') ? '@' : ':'}${source.version}`}`;
    case 'git':
      return `${source.url} ${source.ref}`;
    case 'file':
      return source.url;
  }
}

/** The source that a line of the lock is about. */
export function sourceOfEntry(entry: LockEntry): RemoteSource {
  const { resolved: _, sha256: __, ...source } = entry;
  return source as RemoteSource;
}
