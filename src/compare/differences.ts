import { structuredPatch } from 'diff';
import { stringify } from 'yaml';
import type { ObjectDifference } from '../model/difference.ts';
import type { Json } from '../model/json.ts';
import { identityKey, type RenderedObject } from '../model/object.ts';
import { maskTogether } from './mask.ts';

/** The rendered difference, object by object, in the order of their identities. Secrets are masked on both sides. */
export function compareObjects(base: readonly RenderedObject[], head: readonly RenderedObject[]): readonly ObjectDifference[] {
  const before = byIdentity(base);
  const after = byIdentity(head);
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((key) => compareOne(before.get(key), after.get(key)));
}

/** Where two files hold one object, the later one wins, as it would when applied in order. */
function byIdentity(objects: readonly RenderedObject[]): ReadonlyMap<string, RenderedObject> {
  return new Map(objects.map((object) => [identityKey(object.identity), object]));
}

function compareOne(base: RenderedObject | undefined, head: RenderedObject | undefined): readonly ObjectDifference[] {
  if (base?.value === head?.value) return [];
  const masked = maskTogether(base?.value, head?.value);
  const text = difference(yamlOf(masked.base), yamlOf(masked.head));
  const identity = (head ?? base)?.identity;
  if (text === '' || identity === undefined) return [];
  return [{ identity, kind: base === undefined ? 'added' : head === undefined ? 'removed' : 'changed', text }];
}

function yamlOf(value: Json | undefined): string {
  return value === undefined ? '' : stringify(value, { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false });
}

/** Beyond this many edits two texts have little in common and the comparison would take long; then all of both is shown. */
const maxEditLength = 2_000;

function difference(before: string, after: string): string {
  if (before === after) return '';
  const patch = structuredPatch('', '', before, after, '', '', { context: 3, maxEditLength });
  if (patch === undefined) return [...signed('-', before), ...signed('+', after)].join('\n');
  return patch.hunks
    .map((hunk) => [`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`, ...hunk.lines].join('\n'))
    .join('\n');
}

function signed(sign: string, text: string): string[] {
  return text.split('\n').map((line) => sign + line);
}
