import { readPath } from '../evaluate/field-path.ts';
import type { Finding } from '../model/finding.ts';
import type { RenderedObject } from '../model/object.ts';
import type { SourceFile } from '../model/side.ts';
import { type Location, locateAll } from '../yaml/positions.ts';

/** A finding together with the object that it was made from, which alone knows where it was read. */
export interface Placed {
  readonly finding: Finding;
  readonly object: RenderedObject;
}

/**
 * Puts each finding on the line of the file that causes it. In plain YAML the field itself is `exact`; where a field is missing, the line is that
 * of the nearest part that exists and the precision `derived`: that is where it should be added. A line that is not known is left out, never made
 * up: of what a chart or kustomization rendered only the file is named. Only files with findings are read again, each document once.
 */
export function locateFindings(placed: readonly Placed[], files: ReadonlyMap<string, SourceFile>): readonly Finding[] {
  const located = new Map<Finding, Finding>();
  for (const group of groupByDocument(placed)) {
    const [{ object } = { object: undefined }] = group;
    const file = object === undefined ? undefined : files.get(object.origin.file);
    if (object === undefined || file === undefined) continue;
    if (object.origin.rendered === true) {
      for (const { finding } of group) located.set(finding, { ...finding, file: file.path, precision: 'file' });
      continue;
    }
    const paths = group.map(({ finding, object: own }) => [...own.origin.item, ...readPath(finding.path)]);
    const places = locateAll(new TextDecoder().decode(file.bytes), object.origin.document, paths);
    group.forEach(({ finding }, index) => {
      located.set(finding, { ...finding, file: file.path, ...placeOf(places[index]) });
    });
  }
  return placed.map(({ finding }) => located.get(finding) ?? finding);
}

/** The same for what a change altered; what it took away has its place on the base, and none at head, whatever stands there now. */
export function locateChanges(
  placed: readonly Placed[],
  removed: ReadonlySet<RenderedObject>,
  head: ReadonlyMap<string, SourceFile>,
  base: ReadonlyMap<string, SourceFile>,
): readonly Finding[] {
  const isGone = ({ object }: Placed): boolean => removed.has(object);
  const there = placed.filter((one) => !isGone(one));
  const gone = placed.filter(isGone);
  const located = new Map<Finding | undefined, Finding>([
    ...locateFindings(there, head).map((finding, index) => [there[index]?.finding, finding] as const),
    ...locateFindings(gone, base).map((finding, index) => [gone[index]?.finding, onBase(finding)] as const),
  ]);
  return placed.map(({ finding }) => ({ ...(located.get(finding) ?? finding), change: 'new' }));
}

function onBase(finding: Finding): Finding {
  return finding.file === undefined ? finding : { ...finding, onBase: true };
}

function groupByDocument(placed: readonly Placed[]): Iterable<readonly Placed[]> {
  const groups = new Map<string, Placed[]>();
  for (const one of placed) {
    const key = `${one.object.origin.document} ${one.object.origin.file}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups.values();
}

function placeOf(place: Location | undefined): Pick<Finding, 'line' | 'endLine' | 'precision'> {
  if (place === undefined) return { precision: 'file' };
  // Of a missing field only the first line of the parent helps; the whole parent may be hundreds of lines.
  if (place.missing === true) return { line: place.line, endLine: place.line, precision: 'derived' };
  return { line: place.line, endLine: place.endLine, precision: 'exact' };
}
