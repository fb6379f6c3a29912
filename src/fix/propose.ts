import { readPath } from '../evaluate/field-path.ts';
import { translateWritten } from '../locate/find-written.ts';
import type { Finding } from '../model/finding.ts';
import type { Fix } from '../model/fix.ts';
import type { Json, Path } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { SourceFile } from '../model/side.ts';
import { findRecipe } from './recipes.ts';
import { type Setting, setFields } from './set-fields.ts';

/** A finding as it was located, with the object that it is about. */
export interface Mendable {
  readonly finding: Finding;
  readonly object: RenderedObject;
}

/**
 * Changes of lines that may mend findings; none of them is proven. In a plain manifest the field itself is set; in what a kustomization builds, the file that
 * the object was read from; of what a chart renders, the line that is known to hold the value. No line with what may be a secret is written down once more.
 */
export function proposeFixes(mendable: readonly Mendable[], files: ReadonlyMap<string, SourceFile>): readonly Fix[] {
  const documents = new Map<string, { readonly file: SourceFile; readonly document: number; readonly settings: Setting[] }>();
  const lines = new Map<string, Fix>();
  for (const { finding, object } of mendable) {
    const value = findRecipe(finding);
    if (value === undefined || finding.status !== 'fail' || object.identity.kind === 'Secret') continue;
    const place = findPlace(finding, object, files);
    if (place === undefined) {
      const fix = replaceOnLine(finding, object, value, files);
      if (fix === undefined) continue;
      const key = `${fix.start} ${fix.file}`;
      lines.set(key, { ...fix, fingerprints: [...(lines.get(key)?.fingerprints ?? []), finding.fingerprint] });
      continue;
    }
    const key = `${place.document} ${place.file.path}`;
    const known = documents.get(key) ?? { file: place.file, document: place.document, settings: [] };
    known.settings.push({ path: place.path, value, fingerprint: finding.fingerprint });
    documents.set(key, known);
  }
  const ofDocuments = [...documents.values()].flatMap(({ file, document, settings }) => {
    const text = new TextDecoder().decode(file.bytes);
    const all = text.split('\n');
    return setFields(text, document, settings).map(({ start, end, after, fingerprints }): Fix => {
      const before = all.slice(start, end + 1);
      return { file: file.path, start: start + 1, end: end + 1, before, after, fingerprints: [...new Set(fingerprints)] };
    });
  });
  return withoutOverlaps([...ofDocuments, ...lines.values()].filter(({ before }) => !before.some(mayHoldSecret)));
}

interface WrittenPlace {
  readonly file: SourceFile;
  readonly document: number;
  readonly path: Path;
}

function findPlace(finding: Finding, object: RenderedObject, files: ReadonlyMap<string, SourceFile>): WrittenPlace | undefined {
  const { origin } = object;
  const path = readPath(finding.path);
  const file = files.get(origin.file);
  if (file === undefined) return undefined;
  if (origin.rendered !== true) return { file, document: origin.document, path: [...origin.item, ...path] };
  // The line is known, and it is elsewhere.
  if (finding.precision === 'exact' && finding.file !== file.path) return undefined;
  const written = translateWritten(object, path, file);
  return written && { file, ...written };
}

/** A value that a line is known to hold, such as one of a chart's values. */
function replaceOnLine(
  { precision, file: path, line, path: field, fingerprint }: Finding,
  object: RenderedObject,
  value: Json,
  files: ReadonlyMap<string, SourceFile>,
): Fix | undefined {
  const file = path === undefined ? undefined : files.get(path);
  if (precision !== 'exact' || file === undefined || line === undefined || typeof value === 'object') return undefined;
  const text = new TextDecoder().decode(file.bytes).split('\n')[line - 1];
  const is = valueAtPath(object.value, readPath(field));
  if (text === undefined || typeof is !== 'boolean' || typeof value !== 'boolean') return undefined;
  const found = /^(.*[:\s"'-])(true|false)(["']?\s*(?:#.*)?)$/.exec(text);
  if (found === null || found[2] !== String(is)) return undefined;
  return {
    file: file.path,
    start: line,
    end: line,
    before: [text],
    after: [`${found[1]}${value}${found[3]}`],
    fingerprints: [fingerprint],
  };
}

function valueAtPath(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string | number, Json>>)[step] : undefined),
    value,
  );
}

/** A line that is repeated in a comment says once more what it says. */
function mayHoldSecret(line: string): boolean {
  return /passw|secret|token|credential|private|api.?key|-----BEGIN/i.test(line) && !/automountServiceAccountToken/.test(line);
}

/** Of two that change the same line the second would undo the first. */
function withoutOverlaps(fixes: readonly Fix[]): readonly Fix[] {
  const kept: Fix[] = [];
  for (const fix of fixes)
    if (!kept.some(({ file, start, end }) => file === fix.file && start <= fix.end && fix.start <= end)) kept.push(fix);
  return kept;
}
