import type { Finding } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { SourceFile } from '../model/side.ts';
import type { ManifestDocument } from '../render/plain.ts';
import { locateAll } from '../yaml/positions.ts';
import { readManifests } from '../yaml/read.ts';
import type { Target } from './target.ts';
import { valueAt } from './value-at.ts';

/**
 * Where a finding's path, or the nearest part of it, is written in the file that the object was read from. It is the same object when its kind is, and its
 * name with what overlays put around it; and the same place only when the same scalar stands there. Undefined otherwise, or where several fit.
 */
export function findWritten(
  object: RenderedObject,
  path: readonly (string | number)[],
  target: Target,
  files: readonly SourceFile[],
): Pick<Finding, 'file' | 'line' | 'endLine' | 'precision'> | undefined {
  const file = files.find((one) => one.path === object.origin.file);
  if (file === undefined) return undefined;
  const document = findDocument(object, file);
  if (document === undefined) return undefined;
  const around = target.path.slice(0, target.path.length - target.beyond);
  const own = translate(object.value, document.value, target.path);
  if (around.length > 0 && (own === undefined || valueAt(document.value, own) !== target.value)) return undefined;
  const full = valueAt(object.value, path) === undefined ? undefined : translate(object.value, document.value, path);
  const isWritten = full !== undefined && valueAt(document.value, full) !== undefined;
  const written = isWritten ? full : (own ?? []).slice(0, around.length);
  const [place] = locateAll(new TextDecoder().decode(file.bytes), document.index, [written]);
  return place && { file: file.path, line: place.line, endLine: place.line, precision: 'derived' };
}

/**
 * The document of a file that an object was read from, and where a path of the object is in it: as far as both have it translated, and beyond that as it is.
 * Whether the document has the last word on it is not said.
 */
export function translateWritten(
  object: RenderedObject,
  path: readonly (string | number)[],
  file: SourceFile,
): { readonly document: number; readonly path: readonly (string | number)[] } | undefined {
  const document = findDocument(object, file);
  if (document === undefined) return undefined;
  for (let length = path.length; length > 0; length -= 1) {
    const own = translate(object.value, document.value, path.slice(0, length));
    if (own !== undefined && valueAt(document.value, own) !== undefined)
      return { document: document.index, path: [...own, ...path.slice(length)] };
  }
  return { document: document.index, path };
}

/** It is the same object when its kind is, and its name with what overlays put around it. Undefined where several are. */
function findDocument({ identity: { kind, name } }: RenderedObject, file: SourceFile): ManifestDocument | undefined {
  const alike = readManifests(file.path, file.bytes).documents.filter(({ value }) => {
    const written = valueAt(value, ['metadata', 'name']);
    return valueAt(value, ['kind']) === kind && typeof written === 'string' && written !== '' && name.includes(written);
  });
  return alike.length === 1 ? alike[0] : undefined;
}

/** The path of the same thing in another state of an object: overlays put items in front of others, so an item is where its name is. */
function translate(object: Json, other: Json, path: readonly (string | number)[]): readonly (string | number)[] | undefined {
  const translated: (string | number)[] = [];
  for (const [index, step] of path.entries()) {
    const name = typeof step === 'number' ? valueAt(object, [...path.slice(0, index + 1), 'name']) : undefined;
    if (name === undefined) {
      translated.push(step);
      continue;
    }
    const items = valueAt(other, translated);
    const at = Array.isArray(items) ? (items as readonly Json[]).findIndex((item) => valueAt(item, ['name']) === name) : -1;
    if (at < 0) return undefined;
    translated.push(at);
  }
  return translated;
}
