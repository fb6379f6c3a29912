import { Cursor } from './cursor.ts';
import { MAX_DEPTH, MAX_SCALAR } from './limits.ts';
import { type AliasNode, type MappingNode, type Node, type SequenceNode, scalar } from './node.ts';
import { Scanner } from './scanner.ts';
import { T, type Token, type TokenType } from './token.ts';
import { YamlError, YamlLimitError } from './yaml-error.ts';

export interface Composed {
  readonly root: Node;
  /** Line of text behind the end of the document, which Kubernetes' reader drops without a word. */
  readonly trailingLine?: number;
}

/** Builds the tree of one document. Throws `YamlError`. */
export function composeDocument(text: string): Composed {
  const scanner = new Scanner(new Cursor(text));
  if (scanner.peek().type === T.documentStart) scanner.next();
  else if (scanner.peek().type === T.documentEnd) fail("'...' stands where a document should start", scanner.peek());
  const state: State = { scanner, anchors: new Map(), open: new Set(), depth: 0 };
  const { type, line } = scanner.peek();
  const root = endsDocument(type) ? empty(line) : composeNode(state, true, false);
  while (scanner.peek().type === T.documentEnd) scanner.next();
  const rest = scanner.peek();
  return rest.type === T.end ? { root } : { root, trailingLine: rest.line };
}

interface State {
  readonly scanner: Scanner;
  readonly anchors: Map<string, AliasNode['target']>;
  /** Collections being read: an alias to one of them would contain itself. */
  readonly open: Set<Node>;
  depth: number;
}

function endsDocument(type: TokenType): boolean {
  return type === T.documentStart || type === T.documentEnd || type === T.end;
}

function composeNode(state: State, inBlock: boolean, indentless: boolean): Node {
  const { scanner } = state;
  const first = scanner.peek();
  if (first.type === T.alias) return composeAlias(state, scanner.next());
  const { anchor, tag } = readProperties(scanner);
  const { line } = first;
  const current = scanner.peek();
  const { type } = current;
  if (type === T.plain || type === T.quoted) {
    scanner.next();
    if (current.value.length > MAX_SCALAR) throw new YamlLimitError('yaml-scalar', MAX_SCALAR, line);
    const plain = (type === T.plain && tag === '') || tag === '!';
    return keep(state, anchor, scalar(current.value, plain, tag, line, current.endLine));
  }
  if (type === T.blockMapping && inBlock) return composeMapping(state, anchor, line, readBlockMapping);
  if (type === T.blockSequence && inBlock) return composeSequence(state, anchor, line, readBlockSequence);
  if (type === T.entry && indentless) return composeSequence(state, anchor, line, readIndentless);
  if (type === T.flowMapping) return composeMapping(state, anchor, line, readFlowMapping);
  if (type === T.flowSequence) return composeSequence(state, anchor, line, readFlowSequence);
  if (anchor !== undefined || tag !== '') return keep(state, anchor, scalar('', tag === '', tag, line, line));
  return fail('a value is missing or stands where none can', current);
}

/** An anchor and a tag in either order, each once. */
function readProperties(scanner: Scanner): { readonly anchor: string | undefined; readonly tag: string } {
  let anchor: string | undefined;
  let tag = '';
  for (;;) {
    const { type } = scanner.peek();
    if (type === T.anchor && anchor === undefined) anchor = scanner.next().value;
    else if (type === T.tag && tag === '') tag = fullTag(scanner.next());
    else return { anchor, tag };
  }
}

function composeAlias(state: State, alias: Token): Node {
  const target = state.anchors.get(alias.value);
  if (target === undefined) return fail('an alias names an anchor that does not stand before it', alias);
  if (state.open.has(target)) return fail('an alias stands inside what it names', alias);
  return { kind: 'alias', target, line: alias.line, endLine: alias.line };
}

/** `!` and `!!` are the two handles there are without directives. */
function fullTag(tag: Token): string {
  if (tag.value === '') return tag.suffix;
  if (tag.value === '!') return `!${tag.suffix}`;
  if (tag.value === '!!') return `tag:yaml.org,2002:${tag.suffix}`;
  return fail('a tag has a handle that is not declared', tag);
}

function keep<N extends AliasNode['target']>(state: State, anchor: string | undefined, node: N): N {
  if (anchor !== undefined) state.anchors.set(anchor, node);
  return node;
}

function composeSequence(state: State, anchor: string | undefined, line: number, read: (state: State, node: SequenceNode) => number): Node {
  const node = keep<SequenceNode>(state, anchor, { kind: 'sequence', items: [], line, endLine: line });
  enter(state, node);
  const lastMark = read(state, node);
  node.endLine = Math.max(lastMark, node.items.at(-1)?.endLine ?? line);
  leave(state, node);
  return node;
}

function composeMapping(state: State, anchor: string | undefined, line: number, read: (state: State, node: MappingNode) => number): Node {
  const node = keep<MappingNode>(state, anchor, { kind: 'mapping', keys: [], values: [], line, endLine: line });
  enter(state, node);
  const lastMark = read(state, node);
  node.endLine = Math.max(lastMark, node.keys.at(-1)?.endLine ?? line, node.values.at(-1)?.endLine ?? line);
  leave(state, node);
  return node;
}

function enter(state: State, node: Node): void {
  state.depth += 1;
  if (state.depth > MAX_DEPTH) throw new YamlLimitError('yaml-depth', MAX_DEPTH, node.line);
  state.open.add(node);
}

function leave(state: State, node: Node): void {
  state.depth -= 1;
  state.open.delete(node);
}

// The readers below fill a collection and return the last line of its own marks, or the first where it has none.

function readBlockSequence(state: State, node: SequenceNode): number {
  const { scanner } = state;
  scanner.next();
  while (scanner.peek().type === T.entry) {
    const entry = scanner.next();
    const { type } = scanner.peek();
    node.items.push(type === T.entry || type === T.blockEnd ? empty(entry.line) : composeNode(state, true, false));
  }
  take(scanner, T.blockEnd, "a list entry must start with '-' in the column of the others");
  return node.line;
}

/** A list as value of a key may stand in the column of the key; nothing but the next key ends it. */
function readIndentless(state: State, node: SequenceNode): number {
  const { scanner } = state;
  while (scanner.peek().type === T.entry) {
    const entry = scanner.next();
    const { type } = scanner.peek();
    const none = type === T.entry || type === T.key || type === T.value || type === T.blockEnd;
    node.items.push(none ? empty(entry.line) : composeNode(state, true, false));
  }
  return node.line;
}

function readBlockMapping(state: State, node: MappingNode): number {
  const { scanner } = state;
  scanner.next();
  for (let { type } = scanner.peek(); type === T.key; { type } = scanner.peek()) {
    node.keys.push(composePart(state, scanner.next()));
    const { type: next, line } = scanner.peek();
    node.values.push(next === T.value ? composePart(state, scanner.next()) : empty(line));
  }
  take(scanner, T.blockEnd, 'a key is missing or stands in a column of its own');
  return node.line;
}

function composePart(state: State, mark: Token): Node {
  const { type } = state.scanner.peek();
  return type === T.key || type === T.value || type === T.blockEnd ? empty(mark.line) : composeNode(state, true, true);
}

function readFlowSequence(state: State, node: SequenceNode): number {
  const { scanner } = state;
  scanner.next();
  while (scanner.peek().type !== T.flowSequenceEnd) {
    if (node.items.length > 0) take(scanner, T.flowEntry, "',' or ']' is missing in a flow sequence");
    const { type } = scanner.peek();
    if (type === T.flowSequenceEnd) break;
    node.items.push(type === T.key ? composePair(state, scanner.next()) : composeNode(state, false, false));
  }
  return scanner.next().line;
}

/** `[a: 1]` is a list of one mapping. */
function composePair(state: State, mark: Token): Node {
  const { scanner } = state;
  const pair: MappingNode = { kind: 'mapping', keys: [], values: [], line: mark.line, endLine: mark.line };
  const { type } = scanner.peek();
  if (type === T.value || type === T.flowEntry || type === T.flowSequenceEnd) {
    // The mark that shows that there is no key is passed over with it, by Kubernetes' reader as by libyaml.
    pair.keys.push(empty(scanner.next().line));
  } else {
    pair.keys.push(composeNode(state, false, false));
  }
  pair.values.push(composeFlowValue(state, T.flowSequenceEnd));
  pair.endLine = pair.values[0]?.endLine ?? mark.line;
  return pair;
}

function readFlowMapping(state: State, node: MappingNode): number {
  const { scanner } = state;
  scanner.next();
  while (scanner.peek().type !== T.flowMappingEnd) {
    if (node.keys.length > 0) take(scanner, T.flowEntry, "',' or '}' is missing in a flow mapping");
    const { type } = scanner.peek();
    if (type === T.flowMappingEnd) break;
    if (type === T.key) {
      scanner.next();
      const next = scanner.peek();
      const none = next.type === T.value || next.type === T.flowEntry || next.type === T.flowMappingEnd;
      node.keys.push(none ? empty(next.line) : composeNode(state, false, false));
      node.values.push(composeFlowValue(state, T.flowMappingEnd));
    } else {
      const key = composeNode(state, false, false);
      node.keys.push(key);
      node.values.push(empty(key.endLine));
    }
  }
  return scanner.next().line;
}

function composeFlowValue(state: State, end: TokenType): Node {
  const { scanner } = state;
  if (scanner.peek().type !== T.value) return empty(scanner.peek().line);
  const mark = scanner.next();
  const { type } = scanner.peek();
  return type === T.flowEntry || type === end ? empty(mark.line) : composeNode(state, false, false);
}

function empty(line: number): Node {
  return scalar('', true, '', line, line);
}

function take(scanner: Scanner, type: TokenType, refusal: string): void {
  if (scanner.peek().type !== type) fail(refusal, scanner.peek());
  scanner.next();
}

function fail(detail: string, at: Token): never {
  throw new YamlError(detail, at.line);
}
