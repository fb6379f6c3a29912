import { composeJson } from './compose-json.ts';
import { MAX_DOCUMENTS } from './limits.ts';
import type { Node } from './node.ts';
import { YamlError, YamlLimitError } from './yaml-error.ts';

/** One document of a file: YAML text still to be read, or the tree of JSON that had to be read to find its end. */
export interface Chunk {
  /** Place among the documents of the file, empty ones counted, from 0. */
  readonly index: number;
  /** Line of the file from which the lines of the tree count, from 0: that of the text's start, and 0 for JSON. */
  readonly startLine: number;
  readonly text: string;
  readonly json?: Node;
}

export interface Separated {
  readonly chunks: readonly Chunk[];
  /** Lines here are of the file, from 0. */
  readonly errors: readonly YamlError[];
}

/**
 * Splits a file as `YAMLOrJSONDecoder` of k8s.io/apimachinery does: a stream of JSON values if it starts with `{` and is one; else documents with
 * lines `---` between them, behind which nothing but a comment may stand. Inside a document `---` at the start of a line cannot occur, not even in a
 * block scalar. A mark in front of any text belongs to the document behind it.
 */
export function separateDocuments(text: string): Separated {
  const state: State = { text, chunks: [], errors: [] };
  try {
    const start = /^[\t\n\r ]*\{/.test(text) ? separateJson(state) : { pos: 0, line: 0 };
    if (start !== undefined) separateYaml(state, start.pos, start.line);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    state.errors.push(error);
  }
  return { chunks: state.chunks, errors: state.errors };
}

interface State {
  readonly text: string;
  readonly chunks: Chunk[];
  readonly errors: YamlError[];
}

/** Where YAML starts, or undefined when nothing is left. After one JSON value the rest may still turn out to be YAML, after two no more. */
function separateJson(state: State): { readonly pos: number; readonly line: number } | undefined {
  const { text } = state;
  let pos = 0;
  let line = 0;
  for (;;) {
    if (/^[\t\n\r ]*$/.test(text.slice(pos))) return undefined;
    const found = composeJson(text, pos, line);
    if (found === undefined) break;
    push(state, { startLine: 0, text: text.slice(pos, found.end), json: found.root });
    pos = found.end;
    line = found.endLine;
  }
  if (state.chunks.length > 1) throw new YamlError('the text behind the JSON values is no JSON', line);
  const lead = /^[^\S\n]*\n?/.exec(text.slice(pos))?.[0] ?? '';
  return { pos: pos + lead.length, line: line + (lead.endsWith('\n') ? 1 : 0) };
}

function separateYaml(state: State, from: number, fromLine: number): void {
  const { text } = state;
  let start = from;
  let startLine = fromLine;
  let line = fromLine;
  let counted = from;
  for (let mark = findMark(text, from, from); mark !== -1; mark = findMark(text, mark + 3, from)) {
    for (let at = text.indexOf('\n', counted); at !== -1 && at < mark; at = text.indexOf('\n', at + 1)) line += 1;
    counted = mark;
    const lineEnd = text.indexOf('\n', mark);
    const end = lineEnd === -1 ? text.length : lineEnd + 1;
    const fits = SEPARATOR.test(text.slice(mark + 3, end));
    if (!fits) state.errors.push(new YamlError("only a comment may follow '---' on its line", line));
    if (mark > start) pushYaml(state, startLine, text.slice(start, mark));
    if (mark > start || !fits) {
      start = end;
      startLine = line + 1;
    }
  }
  if (start < text.length) pushYaml(state, startLine, text.slice(start));
}

/** Blanks as Go's strings.TrimSpace knows them, then a comment or nothing. */
const SEPARATOR = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*(?:#|$)/;

function findMark(text: string, from: number, start: number): number {
  if (from === start && text.startsWith('---', start)) return start;
  const found = text.indexOf('\n---', from === start ? start : from - 1);
  return found === -1 ? -1 : found + 1;
}

/** The decoder hands on lines without their CR LF and with a line feed behind the last one too; the reader behind it drops a byte order mark. */
function pushYaml(state: State, startLine: number, text: string): void {
  const content = text.startsWith('\ufeff') ? text.slice(1) : text;
  const lines = content.includes('\r\n') ? content.replaceAll('\r\n', '\n') : content;
  push(state, { startLine, text: lines.endsWith('\n') ? lines : `${lines}\n` });
}

function push(state: State, chunk: Omit<Chunk, 'index'>): void {
  if (state.chunks.length === MAX_DOCUMENTS) throw new YamlLimitError('yaml-documents', MAX_DOCUMENTS, chunk.startLine);
  state.chunks.push({ index: state.chunks.length, ...chunk });
}
