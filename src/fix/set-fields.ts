import type { Json, JsonObject, Path } from '../model/json.ts';
import { isMerge, keyName } from '../yaml/construct.ts';
import type { MappingNode, Node } from '../yaml/node.ts';
import { composeChunk } from '../yaml/read.ts';
import { separateDocuments } from '../yaml/separate.ts';
import { YamlError } from '../yaml/yaml-error.ts';
import { insertFields, type LineEdit, type Place, replaceValue } from './edit-lines.ts';

/** One field of a document and the value that it is to have. */
export interface Setting {
  readonly path: Path;
  readonly value: Json;
  /** The finding that asks for it. */
  readonly fingerprint: string;
}

/** Lines to write in place of others, and the findings that ask for them. */
export interface SettingEdit extends LineEdit {
  readonly fingerprints: readonly string[];
}

/**
 * The lines of a file that give fields of one document other values. Everything around them stays as it is written: comments, indentation, line ends. Fields
 * that are missing below the same part are added together. What is written by way of an anchor, a merge or in a form that is not sure to be understood is
 * left alone, and so has no edit.
 *
 * @param documentIndex as `readManifests` gave it
 */
export function setFields(text: string, documentIndex: number, settings: readonly Setting[]): readonly SettingEdit[] {
  const lines = text.split('\n');
  const edits: SettingEdit[] = [];
  const additions = new Map<Node, { readonly place: Place; readonly value: Record<string, Json>; readonly fingerprints: string[] }>();
  try {
    const chunk = separateDocuments(text).chunks[documentIndex];
    if (chunk === undefined) return [];
    const { root } = composeChunk(chunk);
    for (const { path, value, fingerprint } of settings) {
      const found = walk({ node: root, line: root.line, key: '' }, path);
      if (found === undefined) continue;
      const { place, rest } = found;
      if (rest.length === 0) {
        const edit = replaceValue(lines, moved(place, chunk.startLine), value);
        if (edit !== undefined) edits.push({ ...edit, fingerprints: [fingerprint] });
        continue;
      }
      const added = additions.get(place.node) ?? { place: moved(place, chunk.startLine), value: {}, fingerprints: [] };
      if (!addAt(added.value, rest, value)) continue;
      added.fingerprints.push(fingerprint);
      additions.set(place.node, added);
    }
  } catch (error) {
    if (error instanceof YamlError) return [];
    throw error;
  }
  for (const { place, value, fingerprints } of additions.values()) {
    const edit = insertFields(lines, place, value);
    if (edit !== undefined) edits.push({ ...edit, fingerprints });
  }
  return edits;
}

function moved(place: Place, above: number): Place {
  return { ...place, line: place.line + above, above };
}

/** The deepest part of a path that is there, and the keys that are missing below it. */
function walk(start: Place, path: Path): { readonly place: Place; readonly rest: readonly string[] } | undefined {
  let place = start;
  for (const [index, step] of path.entries()) {
    const { node } = place;
    if (node.kind === 'sequence' && typeof step === 'number') {
      const item = node.items[step];
      if (item === undefined || item.kind === 'alias') return undefined;
      place = { node: item, line: item.line, key: '' };
      continue;
    }
    if (node.kind !== 'mapping' || typeof step !== 'string' || node.keys.some(isMerge)) return undefined;
    const next = findKey(node, step);
    if (next === undefined) {
      const rest = path.slice(index);
      return rest.every((one) => typeof one === 'string') ? { place, rest } : undefined;
    }
    if (next.node.kind === 'alias') return undefined;
    place = next;
  }
  return { place, rest: [] };
}

function findKey({ keys, values }: MappingNode, name: string): Place | undefined {
  const at = keys.findLastIndex((key) => keyName(key) === name);
  const [key, node] = [keys[at], values[at]];
  return key === undefined || node === undefined ? undefined : { node, line: key.line, key: name };
}

/** False where something else is to stand there already. */
function addAt(into: Record<string, Json>, [first = '', ...rest]: readonly string[], value: Json): boolean {
  if (rest.length === 0) {
    if (Object.hasOwn(into, first)) return JSON.stringify(into[first]) === JSON.stringify(value);
    into[first] = value;
    return true;
  }
  const inner = into[first] ?? {};
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return false;
  into[first] = inner;
  return addAt(inner as Record<string, Json> & JsonObject, rest, value);
}
