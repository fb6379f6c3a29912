import type { Json, JsonObject } from '../model/json.ts';
import type { Node } from '../yaml/node.ts';

/** A node and the line, from 0 in the file, of the key or item that it stands behind. */
export interface Place {
  readonly node: Node;
  readonly line: number;
  /** Empty for an item of a list and for a whole document. */
  readonly key: string;
  /** Lines of the file above the document that the node counts its lines from. */
  readonly above?: number;
}

/** Lines of a file, from 0 and both included, and what is to stand in their place; lines without their line feed. */
export interface LineEdit {
  readonly start: number;
  readonly end: number;
  readonly after: readonly string[];
}

/** Fields added to a mapping, as its first ones but for the name of an item. Undefined where the mapping is not written in a form that is known here. */
export function insertFields(lines: readonly string[], place: Place, fields: JsonObject): LineEdit | undefined {
  const { line, node, key, above = 0 } = place;
  if (node.kind !== 'mapping') return undefined;
  const [text, end] = splitEnd(lines[line] ?? '');
  const edit = (...after: readonly string[]): LineEdit => ({ start: line, end: line, after: after.map((one) => one + end) });
  const [first, value] = [node.keys[0], node.values[0]];
  if (first === undefined || value === undefined) {
    const empty = /^(\s*(?:- +)*)(["']?[\w./-]+["']?:)\s*\{\s*\}\s*(#.*)?$/.exec(text);
    if (empty === null) return undefined;
    const [, lead = '', name = '', comment] = empty;
    return edit(`${lead}${name}${comment === undefined ? '' : ` ${comment}`}`, ...writeBlock(fields, `${' '.repeat(lead.length)}  `));
  }
  const firstLine = above + first.line;
  if (firstLine > line) {
    const [child] = splitEnd(lines[firstLine] ?? '');
    const indent = /^ */.exec(child)?.[0] ?? '';
    const isBlock = /:\s*(#.*)?$/.test(text) && /^ *["']?[\w./-]/.test(child);
    return isBlock ? edit(text, ...writeBlock(fields, indent)) : undefined;
  }
  const flow = (key === '' ? /^\s*(?:- +)+\{/ : new RegExp(`^\\s*(?:- +)*(["']?)${escapePattern(key)}\\1\\s*:\\s*\\{`)).exec(text);
  if (flow !== null) return edit(`${flow[0]}${writeFlow(fields)}, ${text.slice(flow[0].length).trimStart()}`);
  const block = /^((?:\s*- +)*)["']?[\w./-]+["']?:(\s|$)/.exec(text);
  if (block === null) return undefined;
  const lead = block[1] ?? '';
  const indent = ' '.repeat(lead.length);
  if (isOnOneLine(value, first.line) && !/[|>][-+\d]*\s*(#.*)?$/.test(text)) return edit(text, ...writeBlock(fields, indent));
  const [head = '', ...more] = writeBlock(fields, indent);
  return edit(lead + head.slice(indent.length), ...more, indent + text.slice(lead.length));
}

/** Another value in place of a scalar or a list of scalars. */
export function replaceValue(lines: readonly string[], place: Place, value: Json): LineEdit | undefined {
  const { line, node, key, above = 0 } = place;
  if (key === '') return undefined;
  const [text, end] = splitEnd(lines[line] ?? '');
  const lead = `((?:^|[\\s{,-])(["']?)${escapePattern(key)}\\2\\s*:\\s*)`;
  if (node.kind === 'scalar' && isOnOneLine(node, line - above)) {
    const found = [...text.matchAll(new RegExp(`${lead}(["']?)${escapePattern(node.value)}\\3(?=\\s*(?:[,}\\]]|#.*|$))`, 'g'))];
    const [only] = found;
    if (only === undefined || found.length > 1 || node.value === '') return undefined;
    const after = `${text.slice(0, only.index)}${only[1]}${writeScalar(value)}${text.slice(only.index + only[0].length)}`;
    return { start: line, end: line, after: [after + end] };
  }
  if (node.kind !== 'sequence' || !Array.isArray(value) || node.items.some(({ kind }) => kind !== 'scalar')) return undefined;
  const flow = [...text.matchAll(new RegExp(`${lead}\\[[^\\][]*\\]`, 'g'))];
  const [only] = flow;
  if (only !== undefined && flow.length === 1 && node.endLine === line - above)
    return {
      start: line,
      end: line,
      after: [`${text.slice(0, only.index)}${only[1]}${writeScalar(value)}${text.slice(only.index + only[0].length)}${end}`],
    };
  const [item] = splitEnd(lines[above + (node.items[0]?.line ?? -1)] ?? '');
  const dash = /^ *- +/.exec(item)?.[0];
  if (dash === undefined || !/:\s*(#.*)?$/.test(text)) return undefined;
  const items = (value as readonly Json[]).map((one) => dash + writeScalar(one) + end);
  return { start: line, end: above + lastLine(node), after: [text + end, ...items] };
}

function isOnOneLine(node: Node, line: number): boolean {
  return node.kind === 'scalar' && node.line === line && node.endLine === line;
}

/** The last line of its last item, which is where a list ends for whoever reads it. */
function lastLine(node: Extract<Node, { kind: 'sequence' }>): number {
  return node.items.at(-1)?.endLine ?? node.line;
}

function writeBlock(fields: JsonObject, indent: string): readonly string[] {
  return Object.entries(fields).flatMap(([key, value]) =>
    isMapping(value) ? [`${indent}${key}:`, ...writeBlock(value, `${indent}  `)] : [`${indent}${key}: ${writeScalar(value)}`],
  );
}

function writeFlow(fields: JsonObject): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${isMapping(value) ? `{${writeFlow(value)}}` : writeScalar(value)}`)
    .join(', ');
}

/** A scalar, or a list of scalars on one line. What a recipe holds needs no quotes. */
function writeScalar(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(writeScalar).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A line without the carriage return that it may end with, and that. */
function splitEnd(line: string): readonly [string, string] {
  return line.endsWith('\r') ? [line.slice(0, -1), '\r'] : [line, ''];
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function isMapping(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
