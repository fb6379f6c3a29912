import { git } from './run.ts';

/** One file of a difference, in the words of the REST API's diff entry. */
export interface ChangedFile {
  readonly sha: string;
  readonly filename: string;
  readonly previousFilename?: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed';
  readonly additions: number;
  readonly deletions: number;
  /** From the first hunk on; absent for a binary file, a pure rename and beyond GitHub's limits. */
  readonly patch?: string;
}

/** "Diff limits" in GitHub's repository limits: for the whole difference and for one file. */
const limits = { totalLines: 20_000, totalBytes: 1_000_000, fileLines: 20_000, fileBytes: 500_000 };

/** The difference of two trees or commits. Memory of a test run: the same two always differ alike, so the answer is kept. */
export function readChanges(gitDir: string, from: string, to: string): readonly ChangedFile[] {
  const key = `${gitDir} ${from} ${to}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const format = ['--raw', '-p', '-z', '--no-abbrev', '--no-color', '--diff-algorithm=myers', '-M', '--no-ext-diff', '--no-textconv'];
  const text = git(gitDir, ['diff', ...format, from, to]);
  // Raw records end with a NUL each, and one more stands before the patch.
  const end = text.indexOf('\0\0');
  const files = end === -1 ? [] : withPatches(parseRaw(text.slice(0, end + 1)), splitPatch(text.slice(end + 2)));
  cache.set(key, files);
  return files;
}

const cache = new Map<string, readonly ChangedFile[]>();

interface RawEntry {
  readonly letter: string;
  readonly oldSha: string;
  readonly newSha: string;
  readonly path: string;
  readonly previous?: string;
}

function parseRaw(text: string): RawEntry[] {
  const fields = text.split('\0');
  const entries: RawEntry[] = [];
  for (let at = 0; at + 1 < fields.length; ) {
    const [, , oldSha = '', newSha = '', status = ''] = (fields[at] ?? '').split(' ');
    const letter = status.charAt(0);
    const moved = letter === 'R' || letter === 'C';
    const first = fields[at + 1] ?? '';
    entries.push(moved ? { letter, oldSha, newSha, previous: first, path: fields[at + 2] ?? '' } : { letter, oldSha, newSha, path: first });
    at += moved ? 3 : 2;
  }
  return entries;
}

/** Inside a hunk every line starts with a blank, a sign or a backslash, so this header cannot be forged by content. */
function splitPatch(text: string): string[] {
  return text.split(/(?<=^|\n)(?=diff --git )/).filter((part) => part !== '');
}

function withPatches(entries: readonly RawEntry[], parts: string[]): ChangedFile[] {
  let lines = 0;
  let bytes = 0;
  let at = 0;
  return entries.map((entry) => {
    // A change of type (file to link) is printed as a removal and an addition.
    const part = (parts[at++] ?? '') + (entry.letter === 'T' ? (parts[at++] ?? '') : '');
    const patch = hunksOf(part);
    const counted = count(patch);
    lines += counted.lines;
    bytes += patch.length;
    const over =
      counted.lines > limits.fileLines || patch.length > limits.fileBytes || lines > limits.totalLines || bytes > limits.totalBytes;
    return {
      sha: entry.letter === 'D' ? entry.oldSha : entry.newSha,
      filename: entry.path,
      ...(entry.previous === undefined ? {} : { previousFilename: entry.previous }),
      status: statusOf(entry.letter),
      additions: counted.additions,
      deletions: counted.deletions,
      ...(patch === '' || over ? {} : { patch }),
    };
  });
}

function hunksOf(part: string): string {
  const start = part.search(/(?<=\n)@@ /);
  return start === -1 ? '' : part.slice(start).replace(/\n$/, '');
}

function count(patch: string): { lines: number; additions: number; deletions: number } {
  const all = patch === '' ? [] : patch.split('\n');
  return {
    lines: all.length,
    additions: all.filter((line) => line.startsWith('+')).length,
    deletions: all.filter((line) => line.startsWith('-')).length,
  };
}

function statusOf(letter: string): ChangedFile['status'] {
  const names: Record<string, ChangedFile['status']> = { A: 'added', D: 'removed', M: 'modified', R: 'renamed', C: 'copied', T: 'changed' };
  return names[letter] ?? 'changed';
}
