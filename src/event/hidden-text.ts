import type { Segment } from './markdown-blocks.ts';

/**
 * Elements that quote, strike out, fold away or show as code what stands in them. GitHub lets people write them as HTML, and they stay open
 * across blank lines, where Markdown's own blocks end. Layout such as `div` says nothing about whose words the text is.
 */
const hiding = 'details|summary|blockquote|pre|code|samp|kbd|tt|var|del|s|strike|q|script|style|textarea|title|template|xmp|noembed|iframe';
const hidingName = new RegExp(`^(${hiding})$`, 'i');
/** A whole tag of inline HTML (CommonMark 6.6); its attributes may run over several lines. */
const wholeTag =
  /<(?:([a-z][a-z0-9-]*)(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?|\/([a-z][a-z0-9-]*)\s*)>/iy;
/** The beginning of a tag that hides counts even where its end is missing or strange: doubt hides. */
const begunTag = new RegExp(`<(${hiding})(?=[\\s/>]|$)`, 'iy');
const begunTags = new RegExp(begunTag.source, 'gi');

/** Other pieces of inline HTML that show nothing. A comment comes before a declaration, which begins like one. */
const unseen = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

/** Key of a tag that was begun in raw HTML and not ended there: HTML looks for its end in all that follows. */
const unfinished = '<';

/** Returns the lines (from 1) whose first column lies in a code span, an HTML comment or an element that hides its content. */
export function findHiddenLines(segments: readonly Segment[]): ReadonlySet<number> {
  const hidden = new Set<number>();
  const scope: Scope = { open: new Map(), comment: false };
  // A quotation has no prose of its own, and what is opened inside it ends with it.
  for (const segment of segments) if (!segment.quoted) scanSegment(segment, scope, hidden);
  return hidden;
}

interface Scope {
  readonly open: Map<string, number>;
  comment: boolean;
}

function scanSegment(segment: Segment, scope: Scope, hidden: Set<number>): void {
  const text = segment.lines.map((line) => line.text).join('\n');
  const starts = lineStarts(segment);
  const closings: Closings = {
    code: segment.kind === 'inline' ? backtickRuns(text) : new Map(),
    unseen: unseen.map(([, end]) => text.lastIndexOf(end)),
  };
  // A link reference definition shows nothing and may take its title from the lines below.
  const definition = segment.kind === 'inline' && /^ {0,3}\[[^\]]*\]:/.test(text);
  let next = 0;
  const pass = (to: number, concealed: boolean): void => {
    for (let start = starts[next]; start !== undefined && start.at <= to; start = starts[next]) {
      if (concealed || definition || scope.comment || scope.open.size > 0) hidden.add(start.line);
      next += 1;
    }
  };
  let at = 0;
  while (at < text.length) {
    pass(at, false);
    const end = readSpan(segment.kind, text, at, scope, closings);
    pass(end.to - 1, end.conceals);
    at = end.to;
  }
  pass(text.length, false);
}

/** Reads what begins at one place: where it ends, and whether the lines that begin inside it are hidden. */
function readSpan(kind: 'inline' | 'raw', text: string, at: number, scope: Scope, closings: Closings): Span {
  const character = text[at];
  if (scope.comment) {
    // Only raw HTML ends it: in a paragraph Markdown writes the `>` as an entity.
    if (kind === 'raw' && text.startsWith('-->', at)) scope.comment = false;
    return { to: at + 1, conceals: false };
  }
  if (character === '\\' && kind === 'inline') return { to: Math.min(at + (text[at + 1] === '\n' ? 1 : 2), text.length), conceals: false };
  if (character === '`' && kind === 'inline') return readCode(text, at, closings.code);
  if (character !== '<') return { to: at + 1, conceals: false };
  return readUnseen(kind, text, at, scope, closings) ?? readTag(kind, text, at, scope.open) ?? { to: at + 1, conceals: false };
}

/** What may end a span, gathered once a segment so that a comment full of beginnings costs no more than its length. */
interface Closings {
  readonly code: BacktickRuns;
  /** Where the last end of each kind of `unseen` stands. */
  readonly unseen: readonly number[];
}

interface Span {
  readonly to: number;
  readonly conceals: boolean;
}

function readUnseen(kind: 'inline' | 'raw', text: string, at: number, scope: Scope, closings: Closings): Span | undefined {
  for (const [index, [begin, end]] of unseen.entries()) {
    if (!text.startsWith(begin, at) || (kind === 'raw' && begin !== '<!--')) continue;
    // `<!-->` is a whole comment, so the end may share hyphens with the beginning.
    const inside = at + (begin === '<!--' ? 2 : begin.length);
    if (inside <= (closings.unseen[index] ?? -1)) {
      const to = text.indexOf(end, inside) + end.length;
      // Browsers end all but comments at the first `>`: what begins behind it is open.
      if (begin !== '<!--') for (const [, tag = ''] of text.slice(at, to).matchAll(begunTags)) countTag(scope.open, tag, 1);
      return { to, conceals: true };
    }
    // Without its end a paragraph shows it as plain text; in raw HTML a comment goes on through the blocks below.
    if (begin === '<!--' && kind === 'raw') {
      scope.comment = true;
      return { to: inside, conceals: true };
    }
    return undefined;
  }
  return undefined;
}

function readTag(kind: 'inline' | 'raw', text: string, at: number, open: Map<string, number>): Span | undefined {
  wholeTag.lastIndex = at;
  const whole = wholeTag.exec(text);
  if (whole !== null) {
    countTag(open, whole[1] ?? '', 1);
    countTag(open, whole[2] ?? '', -1);
    return { to: wholeTag.lastIndex, conceals: true };
  }
  if (kind === 'raw' && /[a-z/]/i.test(text.charAt(at + 1))) open.set(unfinished, 1);
  begunTag.lastIndex = at;
  const begun = begunTag.exec(text)?.[1];
  if (begun === undefined) return undefined;
  countTag(open, begun, 1);
  return { to: begunTag.lastIndex, conceals: true };
}

function countTag(open: Map<string, number>, tag: string, step: 1 | -1): void {
  if (!hidingName.test(tag)) return;
  const name = tag.toLowerCase();
  const depth = (open.get(name) ?? 0) + step;
  if (depth > 0) open.set(name, depth);
  else open.delete(name);
}

/** Starts of the runs of backticks of one length, in falling order, so that the next one is the last of the list. */
type BacktickRuns = ReadonlyMap<number, number[]>;

function backtickRuns(text: string): BacktickRuns {
  const runs = new Map<number, number[]>();
  for (const run of text.matchAll(/`+/g)) {
    const starts = runs.get(run[0].length) ?? [];
    starts.push(run.index);
    runs.set(run[0].length, starts);
  }
  for (const starts of runs.values()) starts.reverse();
  return runs;
}

function readCode(text: string, at: number, runs: BacktickRuns): Span {
  let length = 0;
  while (text[at + length] === '`') length += 1;
  const starts = runs.get(length) ?? [];
  while ((starts.at(-1) ?? Number.POSITIVE_INFINITY) <= at) starts.pop();
  const close = starts.at(-1);
  return close === undefined ? { to: at + length, conceals: false } : { to: close + length, conceals: true };
}

function lineStarts(segment: Segment): readonly { readonly line: number; readonly at: number }[] {
  let at = 0;
  return segment.lines.map(({ line, text }) => {
    const start = { line, at };
    at += text.length + 1;
    return start;
  });
}
