import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from '../evidence/git.ts';

/**
 * Folders below this one that belong to submodules, relative to it. In a clone that did not fetch them they are empty and look like nothing at all; git's
 * index knows them, and without git, or in an unpacked archive, the file that declares them.
 */
export async function listSubmodules(folder: string): Promise<readonly string[]> {
  return [...new Set([...(await listIndexed(folder)), ...(await listDeclared(folder))])].sort();
}

async function listIndexed(folder: string): Promise<readonly string[]> {
  const index = await runGit(folder, ['ls-files', '--stage', '-z']);
  if (!index.ok) return [];
  return index.value
    .toString()
    .split('\0')
    .flatMap((line) => /^160000 [0-9a-f]+ \d\t(.+)$/s.exec(line)?.[1] ?? []);
}

async function listDeclared(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, '.gitmodules'), 'utf8').catch(() => '');
  return [...text.matchAll(/^\s*path\s*=\s*"?([^"\r\n]+?)"?\s*$/gm)].map(([, path = '']) => path);
}
