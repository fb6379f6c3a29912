import type { Json, JsonObject, Path } from '../model/json.ts';
import type { ObjectIdentity } from '../model/object.ts';
import { readManifests } from '../yaml/read.ts';
import { fitsShape, MARKS, type Shape, surelyOf } from './embedded-shapes.ts';
import { asObject } from './json-shape.ts';

/** A configuration of another program that an object carries: as a text in a ConfigMap, or written out in the values of a chart. */
export interface EmbeddedDocument {
  /** Where it stands in the object; for a text, where the text stands. */
  readonly at: Path;
  readonly shape: Shape;
  /** Null where a text that is surely of this shape cannot be read. */
  readonly value: JsonObject | null;
  /** True where `at` leads to a text, so that no path leads on into it. */
  readonly text: boolean;
}

/** A text in a text in a text: cloud-init in a Secret that writes a policy. Deeper than this nobody nests. */
const MAX_TEXTS_DEEP = 4;

const SHORTEST_TEXT = 12;

/** Carriers of values for charts: every part of them may be a configuration, as every part of a text may. */
const CARRIERS = new Set(['HelmRelease', 'Application', 'ApplicationSet', 'HelmChart', 'HelmChartConfig']);

/** Escapes of YAML and JSON that could spell a mark so that no search for it finds it. */
const ESCAPES = /\\(?:[xuU]|\r?\n)/;

/**
 * Finds the configurations in an object. Done here because the policies' module has no YAML reader. A text is parsed when it bears a mark of
 * a known shape or could hide one, by the rules by which Kubernetes reads YAML.
 *
 * @param decoded the texts behind base64, by key
 */
export function findEmbedded(
  identity: Pick<ObjectIdentity, 'group' | 'kind'>,
  value: JsonObject,
  decoded: JsonObject,
): readonly EmbeddedDocument[] {
  // The descriptions in definitions are long and configure nothing.
  if (identity.kind === 'CustomResourceDefinition') return [];
  const found: EmbeddedDocument[] = [];
  const within = CARRIERS.has(identity.kind) ? 'configurations' : 'everything';
  searchObject(value, { at: undefined, text: false, depth: 0, within }, found);
  const section = identity.kind === 'Secret' ? 'data' : 'binaryData';
  for (const [key, text] of Object.entries(decoded))
    if (typeof text === 'string') searchText(text, { at: stepsTo(section, key), text: false, depth: 0, within }, found);
  return found;
}

interface Place {
  /** The steps so far, the last one first: most lead to nothing, and only what is found gets a path. */
  readonly at: Steps | undefined;
  readonly text: boolean;
  readonly depth: number;
  readonly within: Parameters<typeof fitsShape>[1];
}

interface Steps {
  readonly step: string | number;
  readonly before: Steps | undefined;
}

function search(value: Json, place: Place, found: EmbeddedDocument[]): void {
  if (typeof value === 'string') searchText(value, place, found);
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) if (holdsAny(item)) search(item, inner(place, index), found);
  } else if (typeof value === 'object' && value !== null) searchObject(value as JsonObject, place, found);
}

function searchObject(value: JsonObject, place: Place, found: EmbeddedDocument[]): void {
  for (const shape of fitsShape(value, place.within)) found.push({ at: pathOf(place), shape, value, text: place.text });
  for (const [key, item] of Object.entries(value)) if (holdsAny(item)) search(item, inner(place, key), found);
}

function inner(place: Place, step: string | number): Place {
  const { text, depth } = place;
  // Inside a text, the place in the manifest stays that of the text.
  const at = text ? place.at : { step, before: place.at };
  return { at, text, depth, within: place.within === 'whole' ? 'configurations' : place.within };
}

/** Whether a configuration may be in a value: in a number or a short word is none. */
function holdsAny(value: Json): boolean {
  return typeof value === 'string' ? value.length >= SHORTEST_TEXT : typeof value === 'object' && value !== null;
}

function stepsTo(...path: readonly string[]): Steps | undefined {
  return path.reduce<Steps | undefined>((before, step) => ({ step, before }), undefined);
}

function pathOf({ at }: Place): Path {
  const path: (string | number)[] = [];
  for (let steps = at; steps !== undefined; steps = steps.before) path.unshift(steps.step);
  return path;
}

function searchText(content: string, place: Place, found: EmbeddedDocument[]): void {
  if (place.depth >= MAX_TEXTS_DEEP || content.length < SHORTEST_TEXT) return;
  if (!MARKS.test(content) && !ESCAPES.test(content)) return;
  const { documents, problems } = readManifests('', new TextEncoder().encode(content));
  if (problems.length > 0) for (const shape of surelyOf(content)) found.push({ at: pathOf(place), shape, value: null, text: true });
  for (const document of documents) {
    const value = asObject(document.value);
    const below: Place = { ...place, text: true, depth: place.depth + 1, within: 'whole' };
    if (value !== undefined) searchObject(value, below, found);
    else if (Array.isArray(document.value)) search(document.value, below, found);
  }
}
