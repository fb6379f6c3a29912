import { hexValue } from './cursor.ts';
import { MAX_DEPTH, MAX_SCALAR } from './limits.ts';
import { type MappingNode, type Node, type SequenceNode, scalar } from './node.ts';
import { YamlError, YamlLimitError } from './yaml-error.ts';

export interface ComposedJson {
  readonly root: Node;
  /** Position behind the value. */
  readonly end: number;
  readonly endLine: number;
}

/**
 * Builds the tree of one JSON value of a stream, from `start` on. Kubernetes' tools read a file that starts with `{` as JSON first, which knows
 * escapes and ways to nest that YAML 1.1 does not. Returns undefined where the text is no JSON: they then read it as YAML.
 */
export function composeJson(text: string, start: number, line: number): ComposedJson | undefined {
  const state: State = { text, pos: start, line, depth: 0 };
  try {
    passSpace(state);
    const root = readValue(state);
    return { root, end: state.pos, endLine: state.line };
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

class NotJson extends Error {}

interface State {
  readonly text: string;
  pos: number;
  line: number;
  depth: number;
}

function passSpace(state: State): void {
  for (;;) {
    const code = state.text.charCodeAt(state.pos);
    if (code === 10) state.line += 1;
    else if (code !== 32 && code !== 9 && code !== 13) return;
    state.pos += 1;
  }
}

function readValue(state: State): Node {
  const { line } = state;
  const first = state.text.charAt(state.pos);
  if (first === '{') return readObject(state);
  if (first === '[') return readList(state);
  if (first === '"') return scalar(readString(state), false, '', line, line);
  const match = matchHere(state, LITERAL);
  state.pos += match.length;
  // JSON numbers are read by the same rules as YAML's; only one too large for a float is text there and nothing here.
  if (Number.isFinite(Number(match)) || /^[a-z]/.test(match)) return scalar(match, true, '', line, line);
  throw new YamlError('a number is too large', line);
}

const LITERAL = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)/y;

function matchHere(state: State, pattern: RegExp): string {
  pattern.lastIndex = state.pos;
  const match = pattern.exec(state.text);
  if (match === null) throw new NotJson();
  return match[0];
}

function readObject(state: State): Node {
  const node: MappingNode = { kind: 'mapping', keys: [], values: [], line: state.line, endLine: state.line };
  enter(state);
  for (let more = open(state, '}'); more; more = next(state, '}')) {
    const { line } = state;
    if (state.text.charAt(state.pos) !== '"') throw new NotJson();
    node.keys.push(scalar(readString(state), false, '', line, line));
    passSpace(state);
    pass(state, ':');
    passSpace(state);
    node.values.push(readValue(state));
  }
  state.depth -= 1;
  node.endLine = state.line;
  return node;
}

function readList(state: State): Node {
  const node: SequenceNode = { kind: 'sequence', items: [], line: state.line, endLine: state.line };
  enter(state);
  for (let more = open(state, ']'); more; more = next(state, ']')) node.items.push(readValue(state));
  state.depth -= 1;
  node.endLine = state.line;
  return node;
}

function enter(state: State): void {
  state.depth += 1;
  if (state.depth > MAX_DEPTH) throw new YamlLimitError('yaml-depth', MAX_DEPTH, state.line);
}

/** Passes the opening bracket; true if an element follows. */
function open(state: State, close: string): boolean {
  state.pos += 1;
  passSpace(state);
  if (state.text.charAt(state.pos) !== close) return true;
  state.pos += 1;
  return false;
}

function next(state: State, close: string): boolean {
  passSpace(state);
  if (state.text.charAt(state.pos) === close) {
    state.pos += 1;
    return false;
  }
  pass(state, ',');
  passSpace(state);
  return true;
}

function pass(state: State, mark: string): void {
  if (state.text.charAt(state.pos) !== mark) throw new NotJson();
  state.pos += 1;
}

/** Control characters are refused in strings, lone halves of surrogate pairs become U+FFFD, as in Go's encoding/json. */
function readString(state: State): string {
  const { text, line } = state;
  let value = '';
  let from = state.pos + 1;
  for (let pos = from; ; pos += 1) {
    const code = text.charCodeAt(pos);
    if (Number.isNaN(code) || code < 32) throw new NotJson();
    if (code === 34) {
      value += text.slice(from, pos);
      state.pos = pos + 1;
      if (value.length > MAX_SCALAR) throw new YamlLimitError('yaml-scalar', MAX_SCALAR, line);
      return value.toWellFormed();
    }
    if (code !== 92) continue;
    value += text.slice(from, pos);
    pos += 1;
    const letter = text.charAt(pos);
    if (letter === 'u') {
      value += String.fromCharCode(readHex(text, pos + 1));
      pos += 4;
    } else {
      value += ESCAPES.get(letter) ?? refuse();
    }
    from = pos + 1;
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function refuse(): never {
  throw new NotJson();
}

function readHex(text: string, at: number): number {
  let point = 0;
  for (let i = at; i < at + 4; i += 1) {
    const digit = hexValue(text.charCodeAt(i));
    if (digit < 0) throw new NotJson();
    point = point * 16 + digit;
  }
  return point;
}
