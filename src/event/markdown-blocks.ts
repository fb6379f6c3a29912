import { findHtmlBlockEnd } from './html-blocks.ts';

/**
 * The block structure of a GitHub comment, as far as it decides which lines are prose at the first column: a reading of CommonMark 0.31
 * section 4 and 5 and its appendix "A parsing strategy". Where GitHub's older parser and the specification differ, the reading that hides
 * more is taken: a command that was overlooked is asked again, one that was never meant is not taken back.
 */

/** Text that becomes HTML with (`inline`) or without (`raw`) Markdown's inline rules; in document order. */
export interface Segment {
  readonly kind: 'inline' | 'raw';
  readonly quoted: boolean;
  readonly lines: readonly SegmentLine[];
}

/** `prose` marks a line that begins at the first column of the comment, outside every block quote. */
export interface SegmentLine {
  /** Line in the comment, from 1. */
  readonly line: number;
  readonly text: string;
  readonly prose: boolean;
}

/** Quotes and lists inside one another; nobody writes more, and the work for a line grows with it. */
export const nestingLimit = 50;

/** Returns the text of the comment by segments, or the line at which quotes and lists are nested beyond the limit. */
export function readBlocks(lines: readonly string[]): { readonly segments: readonly Segment[]; readonly tooDeepAt?: number } {
  const state: State = { containers: [], leaf: { kind: 'none' }, segments: [] };
  for (const [index, text] of lines.entries()) {
    readLine(state, index + 1, expandTabs(text));
    if (state.containers.length > nestingLimit) return { segments: state.segments, tooDeepAt: index + 1 };
  }
  endLeaf(state);
  return { segments: state.segments };
}

type Container = { readonly kind: 'quote' } | { readonly kind: 'item'; readonly width: number; empty: boolean };

type Leaf =
  | { readonly kind: 'none' | 'indented' }
  | { readonly kind: 'paragraph'; readonly quoted: boolean; readonly lines: SegmentLine[] }
  | { readonly kind: 'html'; readonly quoted: boolean; readonly lines: SegmentLine[]; readonly end: RegExp | 'blank' }
  | { readonly kind: 'fence'; readonly mark: string };

interface State {
  readonly containers: Container[];
  readonly segments: Segment[];
  leaf: Leaf;
}

function readLine(state: State, line: number, text: string): void {
  const { matched, at } = matchContainers(state, text);
  const inside = matched === state.containers.length;
  if (inside && (state.leaf.kind === 'fence' || state.leaf.kind === 'html')) {
    continueLiteral(state, state.leaf, line, text.slice(at));
    return;
  }
  if (!inside && state.leaf.kind !== 'paragraph') closeContainers(state, matched);
  openBlocks(state, line, text, matched, at);
}

function matchContainers(state: State, text: string): { readonly matched: number; readonly at: number } {
  let at = 0;
  let matched = 0;
  for (const container of state.containers) {
    const indent = indentAt(text, at);
    const blank = at + indent >= text.length;
    if (container.kind === 'quote') {
      if (indent > 3 || text[at + indent] !== '>') break;
      at += indent + 1;
      if (text[at] === ' ') at += 1;
    } else if (blank) {
      if (container.empty) break;
    } else {
      if (indent < container.width) break;
      at += container.width;
    }
    matched += 1;
  }
  return { matched, at };
}

function continueLiteral(state: State, leaf: Extract<Leaf, { kind: 'fence' | 'html' }>, line: number, rest: string): void {
  if (leaf.kind === 'fence') {
    const close = /^ {0,3}(`{3,}|~{3,}) *$/.exec(rest)?.[1];
    if (close?.startsWith(leaf.mark)) endLeaf(state);
    return;
  }
  if (leaf.end === 'blank' && isBlank(rest)) {
    endLeaf(state);
    return;
  }
  leaf.lines.push({ line, text: rest, prose: false });
  if (leaf.end !== 'blank' && leaf.end.test(rest)) endLeaf(state);
}

function openBlocks(state: State, line: number, text: string, matched: number, start: number): void {
  let at = start;
  /** Whether the paragraph that is open would go on with this line: until a block begins here that ends it. */
  let open = state.leaf.kind === 'paragraph';
  const inside = matched === state.containers.length;
  const close = (): void => {
    if (open) closeContainers(state, matched);
    else endLeaf(state);
    open = false;
  };
  for (;;) {
    const indent = indentAt(text, at);
    const rest = text.slice(at + indent);
    if (rest === '') {
      close();
      return;
    }
    if (indent >= 4) {
      if (open) break;
      fillItem(state);
      state.leaf = { kind: 'indented' };
      return;
    }
    if (rest.startsWith('>')) {
      close();
      fillItem(state);
      state.containers.push({ kind: 'quote' });
      if (state.containers.length > nestingLimit) return;
      at += indent + 1;
      if (text[at] === ' ') at += 1;
      continue;
    }
    if (readLeafStart(state, line, rest, close, { lazily: open, directly: open && inside })) return;
    const item = readItem(rest, open && inside);
    if (item === undefined) break;
    close();
    fillItem(state);
    state.containers.push({ kind: 'item', width: indent + item.width, empty: item.empty });
    if (state.containers.length > nestingLimit) return;
    at += indent + Math.min(item.width, rest.length);
  }
  addText(state, line, text, at, open);
}

/** Headings, rules, fences and HTML blocks. `open`: a paragraph stands before that could go on here, in the same container or lazily. */
function readLeafStart(
  state: State,
  line: number,
  rest: string,
  close: () => void,
  open: { readonly lazily: boolean; readonly directly: boolean },
): boolean {
  if (/^#{1,6}( |$)/.test(rest)) {
    close();
    fillItem(state);
    state.segments.push({ kind: 'inline', quoted: isQuoted(state), lines: [{ line, text: rest, prose: false }] });
    return true;
  }
  const fence = /^(`{3,})[^`]*$/.exec(rest)?.[1] ?? /^(~{3,})/.exec(rest)?.[1];
  if (fence !== undefined) {
    close();
    fillItem(state);
    state.leaf = { kind: 'fence', mark: fence };
    return true;
  }
  const end = findHtmlBlockEnd(rest, open.lazily);
  if (end !== undefined) {
    close();
    fillItem(state);
    const leaf: Leaf = { kind: 'html', quoted: isQuoted(state), lines: [{ line, text: rest, prose: false }], end };
    state.leaf = leaf;
    if (end !== 'blank' && end.test(rest)) endLeaf(state);
    return true;
  }
  const underline = open.directly && /^(=+|-+) *$/.test(rest);
  if (underline || /^([-*_])( *\1){2,} *$/.test(rest)) {
    close();
    fillItem(state);
    return true;
  }
  return false;
}

function readItem(rest: string, interrupts: boolean): { readonly width: number; readonly empty: boolean } | undefined {
  const marker = /^([-+*]|\d{1,9}[.)])(?= |$)/.exec(rest)?.[1];
  if (marker === undefined) return undefined;
  const after = rest.slice(marker.length);
  const empty = isBlank(after);
  if (interrupts && (empty || (/^\d/.test(marker) && Number.parseInt(marker, 10) !== 1))) return undefined;
  const spaces = indentAt(after, 0);
  return { width: marker.length + (empty || spaces > 4 ? 1 : spaces), empty };
}

function addText(state: State, line: number, text: string, at: number, open: boolean): void {
  fillItem(state);
  // An open paragraph goes on, also lazily: the line then stays in the quotes of that paragraph.
  if (!open || state.leaf.kind !== 'paragraph') {
    state.leaf = { kind: 'paragraph', quoted: isQuoted(state), lines: [] };
  }
  state.leaf.lines.push({ line, text: text.slice(at), prose: at === 0 && !text.startsWith(' ') && !isQuoted(state) });
}

function closeContainers(state: State, keep: number): void {
  endLeaf(state);
  state.containers.length = keep;
}

function endLeaf(state: State): void {
  const { leaf } = state;
  if (leaf.kind === 'paragraph') state.segments.push({ kind: 'inline', quoted: leaf.quoted, lines: leaf.lines });
  if (leaf.kind === 'html') state.segments.push({ kind: 'raw', quoted: leaf.quoted, lines: leaf.lines });
  state.leaf = { kind: 'none' };
}

function fillItem(state: State): void {
  for (const container of state.containers) if (container.kind === 'item') container.empty = false;
}

function isQuoted(state: State): boolean {
  return state.containers.some((container) => container.kind === 'quote');
}

function indentAt(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ') end += 1;
  return end - at;
}

function isBlank(text: string): boolean {
  return indentAt(text, 0) === text.length;
}

/** Tabs count as spaces to the next multiple of four wherever white space decides the structure (CommonMark 2.2). */
function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  let expanded = '';
  for (const character of text) expanded += character === '\t' ? ' '.repeat(4 - (expanded.length % 4)) : character;
  return expanded;
}
