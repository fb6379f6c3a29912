import { expect, test } from '@jest/globals';
import { locateChanges } from '../../src/locate/locate.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import type { SourceFile } from '../../src/model/side.ts';
import { makeObject } from '../evaluate/make-object.ts';

const file = 'apps/input.yaml';
const document = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

function filesWith(...names: readonly string[]): ReadonlyMap<string, SourceFile> {
  const bytes = new TextEncoder().encode(names.map(document).join('---\n'));
  return new Map([[file, { path: file, bytes } as unknown as SourceFile]]);
}

function placed(name: string, place: number): { readonly finding: Finding; readonly object: RenderedObject } {
  const object = makeObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  const finding = { path: 'metadata.name', object: object.identity, precision: 'none' } as unknown as Finding;
  return { finding, object: { ...object, origin: { ...object.origin, file, document: place } } };
}

test('what was taken away has its line on the base, and none at head, whatever document stands there now', () => {
  const [gone, altered] = [placed('gone', 0), placed('kept', 0)];
  const located = locateChanges([gone, altered], new Set([gone.object]), filesWith('kept'), filesWith('gone', 'kept'));
  expect(located.map(({ line, precision, onBase, change }) => [line, precision, onBase, change])).toEqual([
    [4, 'exact', true, 'new'],
    [4, 'exact', undefined, 'new'],
  ]);
});
