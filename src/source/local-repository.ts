import { lstat, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Side } from '../model/side.ts';
import { type Environment, gitEnvironment } from './git-environment.ts';
import { GitError } from './git-error.ts';
import { type GitAnswer, runGit } from './git-process.ts';
import { LOCAL_DEADLINE, MAX_FILE_BYTES, MAX_LISTING_BYTES } from './limits.ts';
import { entryMode, listTreeArguments, parseTree } from './list-tree.ts';
import { isObjectId, ObjectReader } from './object-reader.ts';
import { checkEntries, type RawEntry } from './path-check.ts';
import { FileCollector, pickFiles } from './pick-files.ts';
import type { FileTree, Listing } from './tree.ts';
import { blobId, readFolder, readRegularFile } from './working-tree.ts';

/**
 * A repository on the user's own machine, read and never written: the same listing and reading as for a fetched one, on their `.git`. `close` ends the
 * reading process.
 */
export class LocalRepository {
  /** Top folder of the working tree. */
  readonly folder: string;
  private readonly environment: Environment;
  private readonly home: string;
  private reader: ObjectReader | undefined;

  private constructor(folder: string, environment: Environment, home: string) {
    this.folder = folder;
    this.environment = environment;
    this.home = home;
  }

  /** Undefined when the folder lies in no working tree of a repository. Throws `GitError` when git is missing. */
  static async open(folder: string, caller: Environment, temporaryFolder: string): Promise<LocalRepository | undefined> {
    const home = await mkdtemp(join(temporaryFolder, 'tilsyn-'));
    const environment = gitEnvironment(caller, home);
    try {
      const call = { args: ['rev-parse', '--show-toplevel'], folder, environment, deadline: LOCAL_DEADLINE, maxOutput: MAX_LISTING_BYTES };
      const { output } = await runGit(call);
      return new LocalRepository(output.toString('utf8').replace(/\n$/, ''), environment, home);
    } catch (error) {
      await rm(home, { recursive: true, force: true });
      if (error instanceof GitError && error.code === 'git-failed') return undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.reader?.close();
    await rm(this.home, { recursive: true, force: true });
  }

  /** The commit that a name stands for, or undefined. */
  async resolve(ref: string): Promise<string | undefined> {
    const { output, status } = await this.git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], [0, 1, 128]);
    const sha = output.toString('latin1').trim();
    return status === 0 && isObjectId(sha) ? sha : undefined;
  }

  /** The best common ancestor, or undefined for histories that have none. */
  async mergeBase(a: string, b: string): Promise<string | undefined> {
    const { output, status } = await this.git(['merge-base', '--end-of-options', a, b], [0, 1]);
    return status === 0 ? output.toString('latin1').trim() : undefined;
  }

  /** The tree of a commit. */
  tree(sha: string): FileTree {
    if (!isObjectId(sha)) throw new GitError('git-unexpected', 'not a full object id');
    return this.open(
      sha,
      async () => parseTree((await this.git(listTreeArguments(sha))).output),
      (listing, paths) => this.readBlobs(listing, paths),
    );
  }

  /** The working tree with all that is not committed: tracked files as they lie there and new ones that are not ignored. */
  workingTree(): FileTree {
    return this.open(
      'worktree',
      () => this.listWorkingTree(),
      (listing, paths) => readFolder(this.folder, listing, paths),
    );
  }

  private open(id: string, list: () => Promise<Listing>, read: (listing: Listing, paths: Iterable<string>) => Promise<Side>): FileTree {
    let listing: Promise<Listing> | undefined;
    const once = (): Promise<Listing> => {
      listing ??= list();
      return listing;
    };
    return { id, list: once, read: async (paths) => read(await once(), paths) };
  }

  private async readBlobs(listing: Listing, paths: Iterable<string>): Promise<Side> {
    const picked = pickFiles(listing.entries, paths);
    const collector = new FileCollector(picked.problems);
    this.reader ??= new ObjectReader(this.folder, this.environment, LOCAL_DEADLINE);
    for (const { path, oid = '' } of picked.entries) {
      const object = await this.reader.read(oid, MAX_FILE_BYTES);
      if (object.state === 'too-large') collector.addTooLarge(path, object.size);
      else if (object.state === 'missing' || object.type !== 'blob') collector.addMissing(path);
      else collector.add(path, oid, object.content);
    }
    return { files: collector.files, problems: collector.problems };
  }

  /** The index names the content of files that have not changed since; only the others are read for their id. */
  private async listWorkingTree(): Promise<Listing> {
    const changed = new Set(splitPaths((await this.git(['diff-files', '--name-only', '-z'])).output));
    const entries: RawEntry[] = [];
    for (const line of splitPaths((await this.git(['ls-files', '--stage', '--full-name', '-z'])).output)) {
      const [, mode = '', oid = '', path = ''] = /^(\d+) ([0-9a-f]+) \d\t(.*)$/s.exec(line) ?? [];
      if (!changed.has(path)) entries.push({ path: toBytes(path), mode: entryMode(mode), oid });
    }
    const added = splitPaths((await this.git(['ls-files', '--others', '--exclude-standard', '--full-name', '-z'])).output);
    for (const path of new Set([...changed, ...added])) {
      const entry = await this.readEntry(path);
      if (entry !== undefined) entries.push(entry);
    }
    return checkEntries(entries);
  }

  /** An entry for a file that differs from the index; undefined when it is deleted. A nested repository ends in `/` and is none of ours. */
  private async readEntry(path: string): Promise<RawEntry | undefined> {
    const bytes = toBytes(path);
    if (path.endsWith('/')) return { path: bytes.subarray(0, -1), mode: 'submodule' };
    const stat = await lstat(join(this.folder, bytes.toString('utf8'))).catch(() => undefined);
    if (stat === undefined) return undefined;
    if (stat.isSymbolicLink()) return { path: bytes, mode: 'symlink' };
    if (stat.isDirectory()) return { path: bytes, mode: 'submodule' };
    const content = await readRegularFile(join(this.folder, bytes.toString('utf8')));
    const mode = (stat.mode & 0o100) === 0 ? 'file' : 'executable';
    return content instanceof Uint8Array ? { path: bytes, mode, oid: blobId(content) } : { path: bytes, mode };
  }

  private git(args: readonly string[], accept: readonly number[] = [0]): Promise<GitAnswer> {
    return runGit({
      args,
      folder: this.folder,
      environment: this.environment,
      deadline: LOCAL_DEADLINE,
      maxOutput: MAX_LISTING_BYTES,
      accept,
    });
  }
}

/** Paths are bytes; as Latin-1 each byte is one character and none is lost. */
function splitPaths(output: Buffer): readonly string[] {
  return output.toString('latin1').split('\0').slice(0, -1);
}

function toBytes(path: string): Buffer {
  return Buffer.from(path, 'latin1');
}
