import { createHash } from 'node:crypto';
import type { BlockList } from 'node:net';
import { posix } from 'node:path';
import { parse } from 'yaml';
import { isAllowed } from '../../config/remote-allow.ts';
import {
  type LockEntry,
  type RemoteAnswer,
  type RemoteContent,
  type RemoteFetcher,
  type RemoteRules,
  type RemoteSource,
  sourceOfEntry,
} from '../../model/remote.ts';
import { GitError } from '../git-error.ts';
import type { ContentCache } from './cache.ts';
import type { Credentials } from './credentials.ts';
import { downloadCommit, type GitOptions, resolveCommit } from './git-repository.ts';
import { downloadChart, findChart, resolveChart } from './helm-repository.ts';
import { MAX_FETCHES, MAX_FILE_BYTES, MAX_TOTAL_BYTES } from './limits.ts';
import { downloadLayer, findArtifact, resolveArtifact } from './oci-registry.ts';
import { unpackTree } from './pack-tree.ts';
import { RemoteError, toMissing } from './remote-error.ts';
import { expectOk } from './request.ts';
import { openSession, type Session } from './session.ts';
import { unpackArchive } from './unpack-archive.ts';

export interface FetcherOptions extends GitOptions {
  readonly cache: ContentCache;
  readonly credentials: Credentials;
  /** Private networks that may be talked to. */
  readonly networks: BlockList;
  /** Nothing is fetched; what is not in the cache is not there. */
  readonly offline?: boolean;
}

/** Fetches contents from outside, each once a run. What goes wrong with one is an answer of its own. */
export function openFetcher(options: FetcherOptions): RemoteFetcher {
  const answers = new Map<string, Promise<Buffer>>();
  const contents = new Map<string, Promise<RemoteAnswer>>();
  let [fetches, total] = [0, 0];
  const session = ({ allow, isOwnAddress }: RemoteRules): Session =>
    openSession({ allow, isOwnAddress, networks: options.networks, credentials: options.credentials, answers });
  const count = (content: RemoteContent): RemoteContent => {
    for (const { bytes } of content.files.values()) total += bytes.length;
    if (total > MAX_TOTAL_BYTES) throw new RemoteError('too-large', `all sources together have more than ${MAX_TOTAL_BYTES} bytes`);
    return content;
  };
  const ask = (): void => {
    fetches += 1;
    if (fetches > MAX_FETCHES) throw new RemoteError('too-large', `more than ${MAX_FETCHES} sources`);
  };

  const fetchOne = async (entry: LockEntry, rules: RemoteRules & { readonly isNew: boolean }): Promise<RemoteContent> => {
    const source = sourceOfEntry(entry);
    const cached = await options.cache.read(entry.sha256);
    // What the base vouches for comes from the cache; what a change says of a source is asked of the source as well.
    if (cached !== undefined && (!rules.isNew || options.offline === true)) return count(await unpack(entry, cached));
    if (options.offline === true) throw new RemoteError('offline', '');
    ask();
    const fetched = await downloadLocked(entry, { source, cached, isNew: rules.isNew }, session(rules), options);
    expectDigest(fetched, entry.sha256);
    if (fetched !== cached) await options.cache.write(entry.sha256, fetched);
    return count(await unpack(entry, fetched));
  };

  return {
    fetch: (entry, rules) => {
      const key = JSON.stringify([entry, rules]);
      const known = contents.get(key) ?? answer(async () => ({ content: await fetchOne(entry, rules) }));
      contents.set(key, known);
      return known;
    },
    resolve: (source, rules) =>
      answer(async () => {
        if (options.offline === true) throw new RemoteError('offline', '');
        ask();
        const { entry, bytes } = await look(source, session(rules), options);
        await options.cache.write(entry.sha256, bytes);
        return { entry, content: count(await unpack(entry, bytes)) };
      }),
  };
}

async function answer<T>(give: () => Promise<T>): Promise<T | ReturnType<typeof toMissing>> {
  try {
    return await give();
  } catch (error) {
    if (error instanceof RemoteError) return toMissing(error);
    if (error instanceof GitError) return toMissing(new RemoteError('unreachable', error.code));
    throw error;
  }
}

/** The bytes of what the lock names, once the source has said that it stands for them. */
async function downloadLocked(
  { resolved, sha256 }: LockEntry,
  { source, cached, isNew }: { readonly source: RemoteSource; readonly cached: Buffer | undefined; readonly isNew: boolean },
  session: Session,
  options: GitOptions,
): Promise<Buffer> {
  switch (source.kind) {
    case 'helm': {
      const found = await findChart(source, resolved, session);
      if (found.digest !== undefined && found.digest !== sha256) throw new RemoteError('digest-mismatch', `the index says ${found.digest}`);
      return cached !== undefined && found.digest === sha256 ? cached : downloadChart(source, found, session);
    }
    case 'oci': {
      // A tag that has moved since the base locked it is no fault of this change.
      const found = isNew ? await findArtifact(source, resolved, session) : { sha256 };
      if (found.sha256 !== sha256) throw new RemoteError('other-content', `${resolved} is ${found.sha256}`);
      return cached ?? downloadLayer(source, sha256, session);
    }
    case 'git': {
      requireAllowed(source.url, session);
      const commit = isNew ? await resolveCommit(source, session, options) : resolved;
      if (commit !== resolved) throw new RemoteError('other-content', `${source.ref} is ${commit}`);
      return downloadCommit(source, commit, session, options);
    }
    case 'file':
      return downloadFile(source.url, session);
  }
}

async function look(
  source: RemoteSource,
  session: Session,
  options: GitOptions,
): Promise<{ readonly entry: LockEntry; readonly bytes: Buffer }> {
  switch (source.kind) {
    case 'helm': {
      const found = await resolveChart(source, session);
      const bytes = await downloadChart(source, found, session);
      if (found.digest !== undefined) expectDigest(bytes, found.digest);
      return { entry: { ...source, resolved: found.version, sha256: digest(bytes) }, bytes };
    }
    case 'oci': {
      const { resolved, sha256 } = await resolveArtifact(source, session);
      const bytes = await downloadLayer(source, sha256, session);
      expectDigest(bytes, sha256);
      return { entry: { ...source, resolved, sha256 }, bytes };
    }
    case 'git': {
      requireAllowed(source.url, session);
      const resolved = await resolveCommit(source, session, options);
      const bytes = await downloadCommit(source, resolved, session, options);
      return { entry: { ...source, resolved, sha256: digest(bytes) }, bytes };
    }
    case 'file': {
      const bytes = await downloadFile(source.url, session);
      return { entry: { ...source, resolved: '', sha256: digest(bytes) }, bytes };
    }
  }
}

async function downloadFile(url: string, session: Session): Promise<Buffer> {
  const answer = await session.get(url, { maxBytes: MAX_FILE_BYTES, own: url });
  expectOk(answer);
  return answer.body;
}

/** git is started only for an address that is allowed; requests of our own are held against the list where they are made. */
function requireAllowed(url: string, { allow }: Session): void {
  if (!isAllowed(url, allow)) throw new RemoteError('not-allowed', url);
}

function expectDigest(bytes: Buffer, sha256: string): void {
  const found = digest(bytes);
  if (found !== sha256) throw new RemoteError('digest-mismatch', `it is ${found}`);
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function unpack(entry: LockEntry, bytes: Buffer): Promise<RemoteContent> {
  const { sha256, resolved } = entry;
  const { files, problems = [] } = await read(entry, bytes);
  const named = new Map([...files].map(([path, content]) => [path, { path, oid: digest(content), bytes: content }]));
  if (entry.kind === 'helm') requireChart(entry, files);
  return { sha256, resolved, files: named, problems };
}

async function read(
  entry: LockEntry,
  bytes: Buffer,
): Promise<{ readonly files: ReadonlyMap<string, Buffer>; readonly problems?: RemoteContent['problems'] }> {
  switch (entry.kind) {
    case 'helm':
    case 'oci':
      return { files: await unpackArchive(bytes) };
    case 'git':
      return unpackTree(bytes);
    case 'file':
      return { files: new Map([[posix.basename(new URL(entry.url).pathname), bytes]]) };
  }
}

/** An archive tells itself which chart of which version it is: another one under this name is not what the cluster gets. */
function requireChart({ chart, resolved }: LockEntry & { readonly kind: 'helm' }, files: ReadonlyMap<string, Buffer>): void {
  const name = chart.slice(chart.lastIndexOf('/') + 1);
  const [path] = [...files.keys()].filter((one) => /^[^/]+\/Chart\.yaml$/.test(one));
  const about = path === undefined ? undefined : readAbout(files.get(path));
  if (about?.name !== name || withoutV(about.version) !== withoutV(resolved))
    throw new RemoteError('other-content', `the archive is ${String(about?.name)} ${String(about?.version)}`);
}

function readAbout(file: Buffer | undefined): { readonly name?: unknown; readonly version?: unknown } | undefined {
  try {
    const value = parse(file?.toString('utf8') ?? '', { maxAliasCount: 0, logLevel: 'silent' }) as unknown;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function withoutV(version: unknown): string {
  return String(version).replace(/^v/, '');
}
