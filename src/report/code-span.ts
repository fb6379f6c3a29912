import { inertLine } from './inert.ts';

/**
 * A stranger's text as Markdown code. GitHub makes no mention, reference, link or emoji inside code, and a fence longer than every run of
 * backticks in the text cannot be closed by it (CommonMark 0.31, 6.1).
 */
export function codeSpan(text: string, limit?: number): string {
  const line = inertLine(text, limit);
  if (line.trim() === '') return '`""`';
  const fence = '`'.repeat(longestRun(line) + 1);
  // One space at both ends is taken off again when rendered.
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A stranger's text of several lines as a fenced block; the fence stands alone in its lines. */
export function fence(text: string, language: string): string {
  const mark = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${mark}${language}\n${text.replace(/\n$/, '')}\n${mark}`;
}

/** A stranger's text inside an HTML line such as `<summary>`, where Markdown is not read. */
export function htmlCode(text: string): string {
  return `<code>${inertLine(text).replace(/[^\p{L}\p{N} ./-]/gu, (char) => `&#${char.codePointAt(0)};`)}</code>`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
