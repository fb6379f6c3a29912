import { posix } from 'node:path';
import { parse } from 'yaml';
import type { SourceFile } from '../model/side.ts';
import { folderOf } from './manifest-paths.ts';

/**
 * The local files and folders that a kustomization names, relative to the tree. Every string in it that resolves to a path inside the tree
 * counts: too many only makes a root depend on a file it does not read, too few would let a change to it pass unseen. What lies outside the
 * tree or is remote falls away here and is reported when the root is rendered. A file that is no YAML names nothing.
 */
export function readLocalReferences(file: SourceFile): readonly string[] {
  const found = new Set<string>();
  for (const text of stringsIn(parseLeniently(new TextDecoder().decode(file.bytes)))) {
    const name = text.includes('=') && !text.includes('\n') ? text.slice(text.indexOf('=') + 1) : text;
    if (name === '' || name.length > 1_024 || name.includes('\n') || name.includes('://') || name.startsWith('/')) continue;
    const path = posix.normalize(posix.join(folderOf(file.path), name)).replace(/\/$/, '');
    if (path !== '..' && !path.startsWith('../')) found.add(path);
  }
  return [...found];
}

function parseLeniently(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 20, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* stringsIn(inner);
}
