import type { Path, PathStep } from '../model/json.ts';
import { isMerge, keyName, mergeSources } from './construct.ts';
import type { MappingNode, Node } from './node.ts';
import { composeChunk } from './read.ts';
import { separateDocuments } from './separate.ts';
import { YamlError } from './yaml-error.ts';

/** Lines of a file, from 1. */
export interface Location {
  /** Line of the key at the end of the path, or of the list item. */
  readonly line: number;
  /** Last line of its value. */
  readonly endLine: number;
  /** The path ends beyond what the document has: the lines are those of the deepest part of it that exists. */
  readonly missing?: true;
}

/**
 * Finds where in a file the value at a path is written: behind an alias or a merge that is the place of the anchor's text, not of the alias; of equal
 * keys the last. Undefined when the file has no such document or the document cannot be read.
 *
 * @param text the whole file
 * @param documentIndex index of the document as `readManifests` gave it
 */
export function locate(text: string, documentIndex: number, path: Path): Location | undefined {
  return locateAll(text, documentIndex, [path])[0];
}

/** The same for several paths of one document, which is read once. */
export function locateAll(text: string, documentIndex: number, paths: readonly Path[]): readonly (Location | undefined)[] {
  try {
    const chunk = separateDocuments(text).chunks[documentIndex];
    if (chunk === undefined) return paths.map(() => undefined);
    const { root } = composeChunk(chunk);
    return paths.map((path) => follow(root, path, chunk.startLine + 1));
  } catch (error) {
    if (error instanceof YamlError) return paths.map(() => undefined);
    throw error;
  }
}

function follow(root: Node, path: Path, firstLine: number): Location {
  let place: Place = { line: root.line, node: target(root) };
  for (const step of path) {
    const next = findStep(place.node, step);
    if (next === undefined) return { line: firstLine + place.line, endLine: firstLine + lastLine(place), missing: true };
    place = next;
  }
  return { line: firstLine + place.line, endLine: firstLine + lastLine(place) };
}

interface Place {
  readonly line: number;
  readonly node: Exclude<Node, { readonly kind: 'alias' }>;
}

/** Of a value that an alias fetches from elsewhere the key alone stands here. */
function lastLine(place: Place): number {
  return place.node.line >= place.line ? Math.max(place.line, place.node.endLine) : place.line;
}

function findStep(node: Node, step: PathStep): Place | undefined {
  if (node.kind === 'sequence' && typeof step === 'number') {
    const item = node.items[step];
    return item === undefined ? undefined : { line: item.line, node: target(item) };
  }
  return node.kind === 'mapping' ? findKey(node, String(step)) : undefined;
}

/** Backwards, since what is written later wins, merges included. */
function findKey(node: MappingNode, name: string): Place | undefined {
  for (let i = node.keys.length - 1; i >= 0; i -= 1) {
    const key = node.keys[i] as Node;
    const value = node.values[i] as Node;
    if (!isMerge(key)) {
      if (keyName(key) === name) return { line: key.line, node: target(value) };
      continue;
    }
    for (const source of mergeSources(value).toReversed()) {
      const mapping = target(source);
      const found = mapping.kind === 'mapping' ? findKey(mapping, name) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function target(node: Node): Place['node'] {
  return node.kind === 'alias' ? node.target : node;
}
