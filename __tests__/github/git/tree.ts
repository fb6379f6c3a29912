import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from './run.ts';

/** An entry as "create a tree" takes it: `sha: null` deletes, `content` makes a blob. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type?: string;
  readonly sha?: string | null;
  readonly content?: string;
}

export interface ListedEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  /** Bytes; of blobs only. */
  readonly size?: number;
}

/** A tree on top of another, through an index of its own. */
export function writeTree(gitDir: string, base: string | undefined, entries: readonly TreeEntry[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tree-'));
  const env = { GIT_INDEX_FILE: join(folder, 'index') };
  try {
    if (base !== undefined) git(gitDir, ['read-tree', base], { env });
    for (const entry of entries) addEntry(gitDir, entry, env);
    return git(gitDir, ['write-tree', '--missing-ok'], { env }).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function addEntry(gitDir: string, entry: TreeEntry, env: NodeJS.ProcessEnv): void {
  if (entry.sha === null) {
    git(gitDir, ['update-index', '--index-info'], { env, input: `0 ${'0'.repeat(40)}\t${entry.path}\n` });
    return;
  }
  if (entry.mode === '040000') {
    git(gitDir, ['read-tree', `--prefix=${entry.path}/`, entry.sha ?? ''], { env });
    return;
  }
  const sha = entry.sha ?? git(gitDir, ['hash-object', '-w', '--stdin'], { input: entry.content ?? '' }).trim();
  git(gitDir, ['update-index', '--add', '--cacheinfo', `${entry.mode},${sha},${entry.path}`], { env });
}

export function listTree(gitDir: string, tree: string, recursive: boolean): ListedEntry[] {
  const text = git(gitDir, ['ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), tree]);
  return text
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/);
      return { path: line.slice(tab + 1), mode, type, sha, ...(size === '-' ? {} : { size: Number(size) }) };
    });
}
