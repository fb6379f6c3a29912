import type { Fix } from '../model/fix.ts';
import type { SourceFile } from '../model/side.ts';

/** The contents that files have with some fixes made, by path. The fixes do not overlap. */
export function applyFixes(fixes: readonly Fix[], files: ReadonlyMap<string, SourceFile>): ReadonlyMap<string, Uint8Array> {
  const changed = new Map<string, string[]>();
  // From the end of a file to its beginning, so that the lines above stay where they are.
  for (const { file, start, end, after } of fixes.toSorted((left, right) => right.start - left.start)) {
    const bytes = files.get(file)?.bytes;
    const lines =
      changed.get(file) ?? (bytes === undefined ? undefined : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\n'));
    if (lines === undefined) continue;
    lines.splice(start - 1, end - start + 1, ...after);
    changed.set(file, lines);
  }
  return new Map([...changed].map(([file, lines]) => [file, new TextEncoder().encode(lines.join('\n'))]));
}
