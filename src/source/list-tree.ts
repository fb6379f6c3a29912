import { GitError } from './git-error.ts';
import { checkEntries, type RawEntry } from './path-check.ts';
import type { EntryMode, Listing } from './tree.ts';

/** Arguments of the listing that `parseTree` reads: whole paths, bytes as they are, every entry down to the files. */
export function listTreeArguments(treeish: string): readonly string[] {
  return ['ls-tree', '-r', '-z', '--full-tree', treeish];
}

/** Reads `<mode> <type> <id>\t<path>\0` for each entry. */
export function parseTree(output: Buffer): Listing {
  return checkEntries(splitEntries(output));
}

function* splitEntries(output: Buffer): Generator<RawEntry> {
  for (let start = 0; start < output.length; ) {
    const tab = output.indexOf(9, start);
    const end = output.indexOf(0, tab);
    if (tab === -1 || end === -1) throw new GitError('git-unexpected', 'git ls-tree answered in an unknown form');
    const [mode = '', , oid = ''] = output.toString('latin1', start, tab).split(' ');
    yield { path: output.subarray(tab + 1, end), mode: entryMode(mode), oid };
    start = end + 1;
  }
}

/** Modes that git writes, and 100664, which old versions wrote. */
export function entryMode(mode: string): EntryMode {
  switch (mode) {
    case '100644':
    case '100664':
      return 'file';
    case '100755':
      return 'executable';
    case '120000':
      return 'symlink';
    case '160000':
      return 'submodule';
    default:
      throw new GitError('git-unexpected', `git named an entry of unknown mode ${mode}`);
  }
}
