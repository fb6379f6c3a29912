import type { Json, JsonObject } from '../model/json.ts';
import { keyText } from './key-text.ts';
import { MAX_DEPTH, MAX_NODES_PER_DOCUMENT } from './limits.ts';
import type { MappingNode, Node, ScalarNode } from './node.ts';
import { BINARY_TAG, MERGE_TAG, type Resolved, resolveScalar, resolveTagged } from './resolve.ts';
import { emptyObject } from './value.ts';
import { YamlError, YamlLimitError } from './yaml-error.ts';

export interface Constructed {
  readonly value: Json;
  /** Nodes of the value, aliases expanded. */
  readonly nodes: number;
  readonly duplicates: readonly DuplicateKey[];
}

/** A key that is set twice in one mapping. Readers disagree which value holds. */
export interface DuplicateKey {
  readonly key: string;
  /** Line of the later one, from 0 inside the document. */
  readonly line: number;
}

/**
 * Gives a tree its value as sigs.k8s.io/yaml does: the last of equal keys wins, and a merge (`<<`) counts from where it stands, so that it
 * overrides keys written before it. Other readers let written keys win over merged ones: such a merge is reported like a duplicate key.
 * An alias shares its value with the anchor and costs as many nodes as that has. Throws `YamlError`.
 */
export function constructValue(root: Node): Constructed {
  const state: State = { nodes: 0, depth: 0, aliased: new Map(), duplicates: [] };
  return { value: construct(state, root), nodes: state.nodes, duplicates: state.duplicates };
}

interface State {
  nodes: number;
  depth: number;
  /** Values of anchored nodes that an alias has asked for. */
  readonly aliased: Map<Node, { readonly value: Json; readonly nodes: number; readonly height: number }>;
  readonly duplicates: DuplicateKey[];
}

function construct(state: State, node: Node): Json {
  count(state, 1, node.line);
  switch (node.kind) {
    case 'scalar':
      return scalarValue(node);
    case 'sequence': {
      enter(state, node);
      const list = node.items.map((item) => construct(state, item));
      state.depth -= 1;
      return list;
    }
    case 'mapping': {
      enter(state, node);
      const object = mappingValue(state, node);
      state.depth -= 1;
      return object;
    }
    case 'alias':
      return aliasValue(state, node.target, node.line);
  }
}

function count(state: State, nodes: number, line: number): void {
  state.nodes += nodes;
  if (state.nodes > MAX_NODES_PER_DOCUMENT) throw new YamlLimitError('yaml-nodes', MAX_NODES_PER_DOCUMENT, line);
}

function enter(state: State, node: Node): void {
  state.depth += 1;
  if (state.depth > MAX_DEPTH) throw new YamlLimitError('yaml-depth', MAX_DEPTH, node.line);
}

/** Chains of anchors nest deeper than their text does: the height of a shared value counts where it is used. */
function aliasValue(state: State, target: Node, line: number): Json {
  let known = state.aliased.get(target);
  if (known === undefined) {
    const before = state.nodes;
    const duplicates = state.duplicates.length;
    const value = construct(state, target);
    state.duplicates.length = duplicates; // they were reported where the anchor stands
    known = { value, nodes: state.nodes - before, height: heightOf(value) };
    state.aliased.set(target, known);
  } else {
    count(state, known.nodes, line);
  }
  if (state.depth + known.height > MAX_DEPTH) throw new YamlLimitError('yaml-depth', MAX_DEPTH, line);
  return known.value;
}

function heightOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((height, child) => Math.max(height, heightOf(child)), 0);
}

function mappingValue(state: State, node: MappingNode): JsonObject {
  const object = emptyObject();
  let merged: Set<string> | undefined;
  for (let i = 0; i < node.keys.length; i += 1) {
    const key = node.keys[i] as Node;
    const value = node.values[i] as Node;
    if (isMerge(key)) {
      merged ??= new Set();
      mergeInto(state, object, merged, value, key.line);
      continue;
    }
    const name = keyOf(state, key);
    if (name in object && merged?.has(name) !== true) state.duplicates.push({ key: name, line: key.line });
    merged?.delete(name);
    object[name] = construct(state, value);
  }
  return object;
}

export function isMerge(key: Node): boolean {
  return key.kind === 'scalar' && key.value === '<<' && (key.plain || key.tag === MERGE_TAG);
}

/** Of several mappings in a list the first counts most, so it is merged last. */
function mergeInto(state: State, object: Record<string, Json>, merged: Set<string>, source: Node, line: number): void {
  for (const mapping of mergeSources(source)) {
    const value = construct(state, mapping) as JsonObject;
    for (const name of Object.keys(value)) {
      if (name in object && !merged.has(name)) state.duplicates.push({ key: name, line });
      else merged.add(name);
      object[name] = value[name] as Json;
    }
  }
}

/** Mappings in the order in which they are merged. */
export function mergeSources(source: Node): readonly Node[] {
  const list = source.kind === 'sequence' ? source.items.toReversed() : [source];
  for (const item of list) {
    const mapping = item.kind === 'alias' ? item.target : item;
    if (mapping.kind !== 'mapping') throw new YamlError('a merge takes a mapping or a list of mappings', item.line);
  }
  return list;
}

function keyOf(state: State, key: Node): string {
  count(state, 1, key.line);
  const name = keyName(key);
  if (name === undefined) throw new YamlError('a key is no text, number or boolean', key.line);
  return name;
}

/** The text of a key, or undefined for keys that JSON cannot hold. */
export function keyName(key: Node): string | undefined {
  const node = key.kind === 'alias' ? key.target : key;
  return node.kind === 'scalar' ? keyText(resolveNode(node)) : undefined;
}

function scalarValue(node: ScalarNode): Json {
  const found = resolveNode(node);
  if (found.type === 'float' && !Number.isFinite(found.value)) throw new YamlError('JSON has no infinity and no NaN', node.line);
  return found.value;
}

function resolveNode(node: ScalarNode): Resolved {
  if (node.tag === '') return node.plain ? resolveScalar(node.value) : { type: 'str', value: node.value };
  if (node.tag === BINARY_TAG) return { type: 'str', value: decodeBinary(node) };
  const found = resolveTagged(node.tag, node.value);
  if (found === undefined) throw new YamlError('the text does not fit its tag', node.line);
  return found;
}

/** Base64 with padding; line breaks inside are passed over, as Go's decoder does. Bytes that are no text have no place in JSON. */
function decodeBinary(node: ScalarNode): string {
  const base64 = node.value.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) {
    throw new YamlError('the text of !!binary is no base64', node.line);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw new YamlError('the bytes of !!binary are no text', node.line);
  }
}
