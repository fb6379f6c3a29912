import { lstat, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { configurationPath } from '../config/load.ts';
import { readDeployable } from '../discover/read-deployable.ts';
import type { Problem } from '../model/root.ts';
import type { Side } from '../model/side.ts';
import { selectEvidence, withEvidence } from '../register/evidence-paths.ts';
import { unreadable } from '../source/path-check.ts';
import type { TreeEntry } from '../source/tree.ts';
import { openWorkingTree, readFolder } from '../source/working-tree.ts';
import { listSubmodules } from './submodules.ts';

/** Everything in a folder that may be deployed, and a problem for each thing that may hold more and is not read. */
export async function readFolderSide(folder: string): Promise<Side> {
  const tree = openWorkingTree(folder);
  const listing = await tree.list();
  const links = await findHiddenLinks(folder, listing.entries);
  const side = await readDeployable(tree);
  const seen = new Set(side.problems.map(({ file }) => file));
  const hidden = (await tree.read(links)).problems.filter(({ file }) => !seen.has(file));
  const known = new Set([...side.problems, ...hidden].map(({ file }) => file));
  const submodules = (await listSubmodules(folder)).filter((path) => !known.has(path)).map((path) => unreadable(path, 'submodule'));
  const configuration = known.has(configurationPath) || side.files.has(configurationPath) ? [] : await findOddConfiguration(folder);
  return { files: side.files, problems: [...side.problems, ...hidden, ...submodules, ...configuration] };
}

/** A folder's side with the documents that its register names; a single file has none beside it. */
export async function addEvidence(side: Side, folder: string, register: string): Promise<Side> {
  if (!side.files.has(register)) return side;
  const tree = openWorkingTree(folder);
  const documents = selectEvidence((await tree.list()).entries, side, register);
  return documents.length === 0 ? side : withEvidence(side, await tree.read(documents));
}

/** One file, whatever lies beside it. */
export async function readFileSide(file: string): Promise<Side> {
  const path = basename(file);
  const facts = await lstat(file);
  const entry: TreeEntry = { path, mode: facts.isSymbolicLink() ? 'symlink' : 'file' };
  return readFolder(dirname(file), { entries: [entry], problems: [] }, [path]);
}

/** Links that no name gives away: to a folder called like a file, or to nothing that is here. */
async function findHiddenLinks(folder: string, entries: readonly TreeEntry[]): Promise<readonly string[]> {
  const hidden: string[] = [];
  for (const { path, mode } of entries) {
    if (mode !== 'symlink') continue;
    const target = await stat(join(folder, path)).catch(() => undefined);
    if (target?.isFile() !== true) hidden.push(path);
  }
  return hidden;
}

/** A folder where the configuration should be is no configuration, and no absence of one either. */
async function findOddConfiguration(folder: string): Promise<readonly Problem[]> {
  const facts = await lstat(join(folder, configurationPath)).catch(() => undefined);
  return facts === undefined ? [] : [unreadable(configurationPath, facts.isDirectory() ? 'is-folder' : 'special')];
}
