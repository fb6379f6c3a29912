import { createHash } from 'node:crypto';
import { constants, type Dirent } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../model/root.ts';
import type { Side } from '../model/side.ts';
import { MAX_FILE_BYTES, MAX_FILES, MAX_PATH_DEPTH } from './limits.ts';
import { checkEntries, type RawEntry, unreadable } from './path-check.ts';
import { FileCollector, pickFiles } from './pick-files.ts';
import type { EntryMode, FileTree, Listing } from './tree.ts';

/** The tree of a folder as it lies there, without git: `.git` and `node_modules` left out, links named and not followed. */
export function openWorkingTree(folder: string): FileTree {
  let listing: Promise<Listing> | undefined;
  const list = (): Promise<Listing> => {
    listing ??= listFolder(folder);
    return listing;
  };
  return { id: 'worktree', list, read: async (paths) => readFolder(folder, await list(), paths) };
}

/** Files of a listing from the folder; the listing decides what may be read. */
export async function readFolder(folder: string, listing: Listing, paths: Iterable<string>): Promise<Side> {
  const picked = pickFiles(listing.entries, paths);
  const collector = new FileCollector(picked.problems);
  for (const { path } of picked.entries) {
    const content = await readRegularFile(join(folder, path));
    if (content === undefined) collector.addMissing(path);
    else if (typeof content === 'number') collector.addTooLarge(path, content);
    else collector.add(path, blobId(content), content);
  }
  return { files: collector.files, problems: collector.problems };
}

/** Git's id of a content, so that a file of a folder compares with one of a commit. */
export function blobId(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

const LEFT_OUT = new Set(['.git', 'node_modules']);

async function listFolder(folder: string): Promise<Listing> {
  const found: RawEntry[] = [];
  const problems: Problem[] = [];
  await walk(folder, '', 0, found, problems);
  const checked = checkEntries(found);
  return { entries: checked.entries, problems: [...problems, ...checked.problems] };
}

async function walk(folder: string, prefix: string, depth: number, found: RawEntry[], problems: Problem[]): Promise<void> {
  if (depth > MAX_PATH_DEPTH) {
    problems.push({ code: 'limit-exceeded', file: prefix, params: { what: 'path-depth', limit: MAX_PATH_DEPTH } });
    return;
  }
  for (const child of await readEntries(folder, prefix, problems)) {
    // Past the limit the list is a problem anyway; there is no use in walking on.
    if (found.length > MAX_FILES) return;
    const path = prefix === '' ? child.name : `${prefix}/${child.name}`;
    if (LEFT_OUT.has(child.name)) continue;
    if (child.isDirectory()) {
      await walk(folder, path, depth + 1, found, problems);
    } else {
      const mode = entryMode(child);
      if (mode === undefined) problems.push(unreadable(path, 'special'));
      else found.push({ path: new TextEncoder().encode(path), mode });
    }
  }
}

async function readEntries(folder: string, prefix: string, problems: Problem[]): Promise<readonly Dirent[]> {
  try {
    return await readdir(join(folder, prefix), { withFileTypes: true });
  } catch {
    problems.push(unreadable(prefix === '' ? '.' : prefix, 'folder'));
    return [];
  }
}

/** Whether a file may be executed makes no difference to a manifest, so it is not asked. */
function entryMode(child: Dirent): EntryMode | undefined {
  if (child.isSymbolicLink()) return 'symlink';
  return child.isFile() ? 'file' : undefined;
}

/** The content, its size where that is over the limit, or undefined when there is no regular file or no right to read it. */
export async function readRegularFile(path: string): Promise<Uint8Array | number | undefined> {
  let file: FileHandle | undefined;
  try {
    // A file that was swapped for a link or a pipe since the listing is neither followed nor waited for.
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = await file.stat();
    if (!stat.isFile()) return undefined;
    return stat.size > MAX_FILE_BYTES ? stat.size : await file.readFile();
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}
