import type { Finding } from '../model/finding.ts';
import type { RenderedObject } from '../model/object.ts';
import type { SourceFile } from '../model/side.ts';
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
  const { kind, name } = object.identity;
  const own = readManifests(file.path, file.bytes).documents.filter(({ value }) => {
    const written = valueAt(value, ['metadata', 'name']);
    return valueAt(value, ['kind']) === kind && typeof written === 'string' && written !== '' && name.includes(written);
  });
  const [document] = own;
  if (document === undefined || own.length > 1) return undefined;
  const around = target.path.slice(0, target.path.length - target.beyond);
  if (around.length > 0 && valueAt(document.value, target.path) !== target.value) return undefined;
  const written = valueAt(object.value, path) !== undefined && valueAt(document.value, path) !== undefined ? path : around;
  const [place] = locateAll(new TextDecoder().decode(file.bytes), document.index, [written]);
  return place && { file: file.path, line: place.line, endLine: place.line, precision: 'derived' };
}
