/** A second reading of GitHub's Markdown, as far as reports use it: what a fold, a fence or a code span is, by CommonMark 0.31. */
export interface Reading {
  /** Whether every fence was closed and every `<details>` has its end. */
  readonly isClosed: boolean;
  /** The text outside fences, with the content of code spans and links' addresses taken out. */
  readonly bare: string;
}

export function readMarkdown(text: string): Reading {
  let fence = '';
  let depth = 0;
  let lowest = 0;
  const outside: string[] = [];
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,})([^`]*)$/.exec(line);
    if (fence !== '') {
      // 4.5: a closing fence is at least as long and has nothing after it.
      if (mark !== null && (mark[1]?.length ?? 0) >= fence.length && mark[2]?.trim() === '') fence = '';
      continue;
    }
    if (mark !== null) {
      fence = mark[1] ?? '';
      continue;
    }
    const bare = withoutAddresses(withoutCodeElements(withoutSpans(line)));
    depth += (bare.match(/<details>/g) ?? []).length - (bare.match(/<\/details>/g) ?? []).length;
    lowest = Math.min(lowest, depth);
    outside.push(bare);
  }
  return { isClosed: fence === '' && depth === 0 && lowest === 0, bare: outside.join('\n') };
}

/** 6.1: a run of backticks opens a span that the next run of the same length closes. */
export function withoutSpans(line: string): string {
  let out = '';
  let at = 0;
  while (at < line.length) {
    if (line[at] === '\\' && line[at + 1] !== undefined) {
      out += line.slice(at, at + 2);
      at += 2;
      continue;
    }
    const run = /^`+/.exec(line.slice(at))?.[0];
    if (run === undefined) {
      out += line[at];
      at += 1;
      continue;
    }
    const rest = line.slice(at + run.length);
    const close = [...rest.matchAll(/`+/g)].find((match) => match[0].length === run.length);
    if (close === undefined) {
      out += run;
      at += run.length;
    } else {
      at += run.length + close.index + run.length;
    }
  }
  return out;
}

/** An HTML line: entities are text and start nothing. */
function withoutCodeElements(line: string): string {
  return line.replace(/<code>(?:[^<&]|&#\d+;)*<\/code>/g, '');
}

/** Only addresses without brackets and spaces, which nothing in them can end. */
function withoutAddresses(line: string): string {
  return line.replace(/\]\(https:\/\/github\.com\/[^\s()<>@]*\)/g, ']()');
}
