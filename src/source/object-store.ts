import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Side } from '../model/side.ts';
import { type Environment, gitEnvironment } from './git-environment.ts';
import { GitError } from './git-error.ts';
import { credentialSettings, type GitAnswer, type GitCall, runGit } from './git-process.ts';
import { FETCH_DEADLINE, LOCAL_DEADLINE, MAX_FILE_BYTES, MAX_IDS_PER_FETCH, MAX_LISTING_BYTES, MAX_TOTAL_BYTES } from './limits.ts';
import { listTreeArguments, parseTree } from './list-tree.ts';
import { isObjectId, ObjectReader, type ReadObject } from './object-reader.ts';
import { FileCollector, pickFiles } from './pick-files.ts';
import type { FileTree, Listing } from './tree.ts';

export interface StoreOptions {
  /** URL of the repository without any user or token: https, or http and file for servers of one's own. */
  readonly remote: string;
  readonly token?: string;
  /** User name that goes with the token; GitHub takes any. */
  readonly user?: string;
  /** Further settings of every git, as `name=value`. */
  readonly settings?: readonly string[];
  /** The environment of this process; what of it reaches git is chosen here. */
  readonly environment: Environment;
  /** An existing folder for temporary data. */
  readonly temporaryFolder: string;
}

/**
 * A bare repository in a temporary folder, filled with exactly the objects that are asked for: commits and trees without blobs, then blobs by id. The
 * content of a pull request is data in here; nothing is checked out and nothing of it is run. `close` removes the folder.
 */
export class ObjectStore {
  private readonly options: StoreOptions;
  private readonly folder: string;
  private readonly environment: Environment;
  private reader: ObjectReader | undefined;
  /** Fetches and the start of readers take turns, for a reader must not see the promisor remote in the configuration. */
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(options: StoreOptions, folder: string) {
    this.options = options;
    this.folder = folder;
    this.environment = {
      ...gitEnvironment(options.environment, join(folder, 'home')),
      GIT_ALLOW_PROTOCOL: new URL(options.remote).protocol.slice(0, -1),
    };
  }

  /** Throws `GitError` when git is missing. */
  static async create(options: StoreOptions): Promise<ObjectStore> {
    const { protocol, username, password } = new URL(options.remote);
    if (!['https:', 'http:', 'file:'].includes(protocol) || username !== '' || password !== '') {
      throw new GitError('git-unexpected', 'a repository is fetched by https, without user or password in its address');
    }
    const store = new ObjectStore(options, await mkdtemp(join(options.temporaryFolder, 'tilsyn-')));
    await mkdir(join(store.folder, 'home'));
    await store.run({ args: ['init', '--quiet', '--bare', '--template=', join(store.folder, 'repository.git')], folder: store.folder });
    await store.configure(PLAIN_CONFIGURATION);
    return store;
  }

  async close(): Promise<void> {
    this.reader?.close();
    await this.turn.catch(() => undefined);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** The names of the remote that fit the patterns, each with the commit that it stands for; tags are followed to their commit. */
  async listRemote(patterns: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { output } = await this.run({
      ...this.authenticated(['ls-remote', '--quiet', '--', this.options.remote, ...patterns]),
      folder: this.repository,
      deadline: FETCH_DEADLINE,
      maxOutput: MAX_LISTING_BYTES,
    });
    const found = new Map<string, string>();
    for (const line of output.toString('utf8').split('\n')) {
      const [oid = '', name = ''] = line.split('\t');
      if (isObjectId(oid)) found.set(name.replace(/\^\{\}$/, ''), oid);
    }
    return found;
  }

  /** Fetches commits with their trees and without history and blobs, in one go. Throws `GitError` when the server lacks one of them. */
  async fetchCommits(shas: readonly string[]): Promise<void> {
    await this.fetch(shas, ['--depth=1', '--filter=blob:none']);
  }

  /** Fetches the commits of up to `depth` generations behind a tip without trees. */
  async fetchHistory(tip: string, depth: number): Promise<void> {
    await this.fetch([tip], [`--depth=${depth}`, '--filter=tree:0']);
  }

  /** Fetches the blobs that are not here yet, in one go up to `MAX_IDS_PER_FETCH`. */
  async fetchBlobs(oids: Iterable<string>): Promise<void> {
    const missing = await this.findMissing([...new Set(oids)]);
    for (let start = 0; start < missing.length; start += MAX_IDS_PER_FETCH) {
      await this.fetch(missing.slice(start, start + MAX_IDS_PER_FETCH), ['--filter=blob:none']);
    }
  }

  /** Throws `GitError` when the commit or tree is not here. */
  async listTree(treeish: string): Promise<Listing> {
    const { output } = await this.git({ args: listTreeArguments(requireId(treeish)), maxOutput: MAX_LISTING_BYTES });
    return parseTree(output);
  }

  async readObject(oid: string, maxBytes: number): Promise<ReadObject> {
    this.reader ??= await this.inTurn(() =>
      Promise.resolve(this.reader ?? new ObjectReader(this.repository, this.environment, LOCAL_DEADLINE)),
    );
    return this.reader.read(oid, maxBytes);
  }

  /** The tree of a commit that was fetched; its files are fetched when they are read. */
  tree(sha: string): FileTree {
    let listing: Promise<Listing> | undefined;
    const list = (): Promise<Listing> => {
      listing ??= this.listTree(sha);
      return listing;
    };
    return {
      id: sha,
      list,
      read: async (paths) => this.readPicked((await list()).entries, paths),
    };
  }

  /** Runs a local git command in the repository. */
  git(call: Pick<GitCall, 'args' | 'input' | 'accept'> & Partial<Pick<GitCall, 'maxOutput'>>): Promise<GitAnswer> {
    return this.run({ ...call, folder: this.repository });
  }

  private get repository(): string {
    return join(this.folder, 'repository.git');
  }

  private async readPicked(listing: Listing['entries'], paths: Iterable<string>): Promise<Side> {
    const picked = pickFiles(listing, paths);
    await this.fetchBlobs(picked.entries.map((entry) => entry.oid ?? ''));
    const collector = new FileCollector(picked.problems);
    // One after another: what lies waiting in memory is one object, not all of them.
    for (const { path, oid = '' } of picked.entries) {
      const object = await this.readObject(oid, MAX_FILE_BYTES);
      if (object.state === 'too-large') collector.addTooLarge(path, object.size);
      else if (object.state === 'missing' || object.type !== 'blob') collector.addMissing(path);
      else collector.add(path, oid, object.content);
    }
    return { files: collector.files, problems: collector.problems };
  }

  private async findMissing(oids: readonly string[]): Promise<readonly string[]> {
    if (oids.length === 0) return [];
    const input = `${oids.map(requireId).join('\n')}\n`;
    const { output } = await this.inTurn(() => this.git({ args: ['cat-file', '--batch-check'], input, maxOutput: MAX_LISTING_BYTES }));
    return output
      .toString('latin1')
      .split('\n')
      .flatMap((line) => (line.endsWith(' missing') ? [line.slice(0, -' missing'.length)] : []));
  }

  /**
   * While it lasts the configuration names the remote as a promisor, without which git takes neither `--filter` nor a repository with gaps;
   * afterwards it does not, so that no reading command fetches by itself.
   */
  private fetch(oids: readonly string[], options: readonly string[]): Promise<void> {
    return this.inTurn(async () => {
      await this.configure(promisorConfiguration(this.options.remote));
      try {
        await this.run({
          ...this.authenticated([...FETCH_ARGUMENTS, ...options, '--stdin', 'origin']),
          folder: this.repository,
          input: `${[...new Set(oids)].map(requireId).join('\n')}\n`,
          deadline: FETCH_DEADLINE,
        });
      } finally {
        await this.configure(PLAIN_CONFIGURATION);
      }
    });
  }

  private authenticated(args: readonly string[]): Pick<GitCall, 'args' | 'credentials'> {
    const { remote, token, user, settings = [] } = this.options;
    const own = settings.flatMap((setting) => ['-c', setting]);
    if (token === undefined || token === '') return { args: [...own, ...args] };
    return { args: [...own, ...credentialSettings(remote), ...args], credentials: { token, ...(user === undefined ? {} : { user }) } };
  }

  private inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.turn.then(action, action);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private configure(content: string): Promise<void> {
    return writeFile(join(this.repository, 'config'), content);
  }

  private run(call: Pick<GitCall, 'args' | 'folder'> & Partial<GitCall>): Promise<GitAnswer> {
    return runGit({ environment: this.environment, deadline: LOCAL_DEADLINE, maxOutput: MAX_TOTAL_BYTES, ...call });
  }
}

const PLAIN_CONFIGURATION = '[core]\n\trepositoryformatversion = 1\n\tbare = true\n';

function promisorConfiguration(remote: string): string {
  return `${PLAIN_CONFIGURATION}[remote "origin"]\n\turl = "${remote.replaceAll(/["\\\n]/g, encodeURIComponent)}"\n\tpromisor = true\n`;
}

/** Ids are fetched as they are; nothing is negotiated over what is here, and no name is written. */
const FETCH_ARGUMENTS = [
  '-c',
  'fetch.negotiationAlgorithm=noop',
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--recurse-submodules=no',
];

function requireId(text: string): string {
  if (!isObjectId(text)) throw new GitError('git-unexpected', 'not a full object id');
  return text;
}
