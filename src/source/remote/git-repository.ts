import type { GitSource } from '../../model/remote.ts';
import type { Side } from '../../model/side.ts';
import type { Environment } from '../git-environment.ts';
import { GitError } from '../git-error.ts';
import { runGit } from '../git-process.ts';
import { LOCAL_DEADLINE } from '../limits.ts';
import { ObjectStore } from '../object-store.ts';
import type { FileTree } from '../tree.ts';
import { packTree } from './pack-tree.ts';
import { resolvePublic } from './public-address.ts';
import { RemoteError } from './remote-error.ts';
import type { Session } from './session.ts';

/** What git needs besides the source. */
export interface GitOptions {
  readonly environment: Environment;
  readonly temporaryFolder: string;
  /** Which files of a tree may bear on what is deployed. */
  readonly select: (tree: FileTree) => Promise<Side>;
}

/** The commit that a reference stands for now. */
export async function resolveCommit(source: GitSource, session: Session, options: GitOptions): Promise<string> {
  const { ref } = source;
  if (isCommit(ref)) return ref;
  const names = ref === 'HEAD' || ref.startsWith('refs/') ? [ref] : [`refs/tags/${ref}`, `refs/heads/${ref}`];
  return withStore(source, session, options, async (store) => {
    const found = await store.listRemote(names.flatMap((name) => [name, `${name}^{}`]));
    const commit = names.map((name) => found.get(name)).find((oid) => oid !== undefined);
    if (commit === undefined) throw new RemoteError('not-found', `there is no ${ref}`);
    return commit;
  });
}

/** The files of a commit, packed as the lock names them. */
export async function downloadCommit(source: GitSource, commit: string, session: Session, options: GitOptions): Promise<Buffer> {
  if (!isCommit(commit)) throw new RemoteError('other-content', 'the lock names no commit');
  return withStore(source, session, options, async (store) => {
    await store.fetchCommits([commit]);
    return packTree(await options.select(store.tree(commit)));
  });
}

export function isCommit(ref: string): boolean {
  return /^[0-9a-f]{40}$/.test(ref);
}

/** A store whose git talks to an address that was looked at, without a proxy, and follows no redirect. */
async function withStore<T>(
  { url }: GitSource,
  session: Session,
  options: GitOptions,
  use: (store: ObjectStore) => Promise<T>,
): Promise<T> {
  const remote = new URL(url);
  const [{ address, family }] = await resolvePublic(remote.hostname, session.networks);
  const port = remote.port || (remote.protocol === 'https:' ? '443' : '80');
  const host = remote.hostname.replace(/^\[(.*)\]$/, '$1');
  const credential = session.credentialFor(remote);
  const environment = Object.fromEntries(Object.entries(options.environment).filter(([name]) => !/_proxy$/i.test(name)));
  await requirePinning(options);
  const store = await ObjectStore.create({
    remote: url,
    environment,
    temporaryFolder: options.temporaryFolder,
    settings: [`http.curloptResolve=${host}:${port}:${family === 6 ? `[${address}]` : address}`, 'http.proxy='],
    ...(credential === undefined ? {} : { token: credential.password, user: credential.user }),
  });
  try {
    return await use(store);
  } catch (error) {
    throw error instanceof GitError ? toRemoteError(error) : error;
  } finally {
    await store.close();
  }
}

/** `http.curloptResolve` came with git 2.37; an older one would ask for the name again, and anybody could answer. */
async function requirePinning({ environment, temporaryFolder }: GitOptions): Promise<void> {
  const { PATH } = environment;
  const { output } = await runGit({
    args: ['version'],
    folder: temporaryFolder,
    environment: { PATH },
    deadline: LOCAL_DEADLINE,
    maxOutput: 1_000,
  });
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(output.toString('latin1')) ?? [];
  if (Number(major) < 2 || (Number(major) === 2 && Number(minor) < 37)) throw new RemoteError('unreachable', 'git is older than 2.37');
}

function toRemoteError({ code, message }: GitError): RemoteError {
  if (/Authentication failed|could not read Username|HTTP 40[13]|returned error: 40[13]/.test(message))
    return new RemoteError('unauthorised', code);
  if (/not found|not our ref|couldn't find remote ref|returned error: 404/i.test(message)) return new RemoteError('not-found', code);
  if (/redirect/i.test(message)) return new RemoteError('redirect-refused', code);
  return new RemoteError(code === 'git-output-too-large' ? 'too-large' : 'unreachable', code);
}
