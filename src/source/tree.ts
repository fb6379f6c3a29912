import type { Problem } from '../model/root.ts';
import type { Side } from '../model/side.ts';

export type EntryMode = 'file' | 'executable' | 'symlink' | 'submodule';

/** One file as a tree names it. */
export interface TreeEntry {
  /** Relative to the root of the tree, `/` between folders, valid UTF-16 without control characters, `.` or `..`. */
  readonly path: string;
  readonly mode: EntryMode;
  /** Git's id of the content, equal for equal content; of a submodule its commit. Absent in a plain folder, where reading alone tells. */
  readonly oid?: string;
}

export interface Listing {
  /** Sorted by path, by code units. */
  readonly entries: readonly TreeEntry[];
  /** Entries left out, each with its reason. Whoever judges the tree must not pass over them. */
  readonly problems: readonly Problem[];
}

/** A tree of files at one commit, or of a folder. The pure stages get its listing and the files they ask for. */
export interface FileTree {
  /** Commit or tree id, or `worktree`. */
  readonly id: string;
  list(): Promise<Listing>;
  /**
   * Content by path. A path that cannot be read is in `problems` instead: `file-unreadable` (what: `symlink`, `submodule`, `missing`) or
   * `limit-exceeded` (what: `file-bytes`, `total-bytes`).
   */
  read(paths: Iterable<string>): Promise<Side>;
}

/** Paths that are in one listing only, or with other content or mode in the other; sorted. */
export function changedPaths(before: readonly TreeEntry[], after: readonly TreeEntry[]): readonly string[] {
  const known = new Map(before.map((entry) => [entry.path, entry]));
  const changed: string[] = [];
  for (const entry of after) {
    const old = known.get(entry.path);
    known.delete(entry.path);
    if (old === undefined || old.oid === undefined || old.oid !== entry.oid || old.mode !== entry.mode) changed.push(entry.path);
  }
  return [...changed, ...known.keys()].sort(compareCodeUnits);
}

/** An order that no locale changes. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
