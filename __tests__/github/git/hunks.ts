export type Side = 'LEFT' | 'RIGHT';

export interface Hunk {
  readonly header: string;
  readonly lines: readonly HunkLine[];
}

export interface HunkLine {
  readonly text: string;
  /** Line number in the old file; absent for an added line. */
  readonly left?: number;
  /** Line number in the new file; absent for a deleted line. */
  readonly right?: number;
}

export function parseHunks(patch: string): Hunk[] {
  const hunks: { header: string; lines: HunkLine[] }[] = [];
  let left = 0;
  let right = 0;
  for (const text of patch.split('\n')) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (header !== null) {
      left = Number(header[1]);
      right = Number(header[2]);
      hunks.push({ header: text, lines: [] });
      continue;
    }
    const lines = hunks.at(-1)?.lines;
    if (text.startsWith('+')) lines?.push({ text, right: right++ });
    else if (text.startsWith('-')) lines?.push({ text, left: left++ });
    else if (text.startsWith(' ') || text === '') lines?.push({ text, left: left++, right: right++ });
  }
  return hunks;
}

/**
 * The hunk that holds a line on a side. "Use LEFT for deletions that appear in red. Use RIGHT for additions that appear in green or unchanged
 * lines that appear in white and are shown for context" (GitHub, "Create a review comment for a pull request").
 */
export function findHunk(hunks: readonly Hunk[], side: Side, line: number): { hunk: Hunk; index: number } | undefined {
  for (const hunk of hunks) {
    const index = hunk.lines.findIndex((each) => (side === 'RIGHT' ? each.right === line : each.left === line && each.right === undefined));
    if (index !== -1) return { hunk, index };
  }
  return undefined;
}

/** Where a line of the old file stands in the new one, by hunks without context; undefined when the change took it away. */
export function mapLine(hunks: readonly Hunk[], line: number): number | undefined {
  let shift = 0;
  for (const hunk of hunks) {
    for (const each of hunk.lines) {
      if (each.left === line && each.right === undefined) return undefined;
    }
    const lefts = hunk.lines.flatMap((each) => (each.left === undefined ? [] : [each.left]));
    // A pure insertion after line n is headed `-n,0`: it moves what comes after n.
    const end = lefts.at(-1) ?? Number(/^@@ -(\d+)/.exec(hunk.header)?.[1] ?? 0);
    if (end >= line) break;
    shift += hunk.lines.filter((each) => each.left === undefined).length - lefts.length;
  }
  return line + shift;
}
