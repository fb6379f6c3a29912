import type { Problem } from '../model/root.ts';
import type { SourceFile } from '../model/side.ts';
import { MAX_FILE_BYTES, MAX_TOTAL_BYTES } from './limits.ts';
import { unreadable } from './path-check.ts';
import { compareCodeUnits, type TreeEntry } from './tree.ts';

export interface Picked {
  readonly entries: readonly TreeEntry[];
  readonly problems: readonly Problem[];
}

/** The regular files among the wanted paths, each once and sorted; the others are problems. Links are never followed: they can lead anywhere. */
export function pickFiles(listing: readonly TreeEntry[], paths: Iterable<string>): Picked {
  const byPath = new Map(listing.map((entry) => [entry.path, entry]));
  const entries: TreeEntry[] = [];
  const problems: Problem[] = [];
  for (const path of [...new Set(paths)].sort(compareCodeUnits)) {
    const entry = byPath.get(path);
    if (entry === undefined) problems.push(unreadable(path, 'missing'));
    else if (entry.mode === 'symlink' || entry.mode === 'submodule') problems.push(unreadable(path, entry.mode));
    else entries.push(entry);
  }
  return { entries, problems };
}

/** Gathers contents until the limit of all together is passed; from then on nothing more is kept. */
export class FileCollector {
  readonly files = new Map<string, SourceFile>();
  readonly problems: Problem[];
  private total = 0;

  constructor(problems: readonly Problem[]) {
    this.problems = [...problems];
  }

  add(path: string, oid: string, bytes: Uint8Array): void {
    const before = this.total;
    this.total += bytes.length;
    if (this.total <= MAX_TOTAL_BYTES) this.files.set(path, { path, oid, bytes });
    else if (before <= MAX_TOTAL_BYTES)
      this.problems.push({ code: 'limit-exceeded', params: { what: 'total-bytes', limit: MAX_TOTAL_BYTES } });
  }

  addTooLarge(path: string, size: number): void {
    this.problems.push({ code: 'limit-exceeded', file: path, params: { what: 'file-bytes', limit: MAX_FILE_BYTES, found: size } });
  }

  addMissing(path: string): void {
    this.problems.push(unreadable(path, 'missing'));
  }
}
