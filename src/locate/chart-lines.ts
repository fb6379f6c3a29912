import type { RenderedObject } from '../model/object.ts';
import type { Root } from '../model/root.ts';
import type { TemplateLine } from '../render/chart-marks.ts';
import { changeLine } from './change-line.ts';
import type { Candidate, RootText } from './kustomization-lines.ts';
import type { Leaf } from './leaves.ts';
import { countShared } from './match-steps.ts';
import type { Target } from './target.ts';

/**
 * Lines of a chart that explain a value, likeliest first: the values that the template line reads, of the layer that counts most first, then what the
 * template line itself says, then values of the same name.
 */
export function suspectValues(
  object: RenderedObject,
  { path, value }: Target,
  at: TemplateLine | undefined,
  root: Root,
  { leaves, lines }: RootText,
): readonly Candidate[] {
  const layers = layersOf(root, at);
  const found: { readonly candidate: Candidate; readonly score: number }[] = [];
  const add = (leaf: Leaf, score: number): void => {
    const change = changeLine(leaf.file, leaf.textLine, lines.get(leaf.file)?.[leaf.textLine - 1] ?? '', leaf.text, value);
    if (change !== undefined) found.push({ candidate: { leaf, change }, score: score + likeness(leaf.text, String(value)) });
  };
  for (const leaf of leaves) {
    const layer = layers.findIndex(({ file }) => file === leaf.file);
    const { inside } = layers[layer] ?? {};
    if (inside === undefined) continue;
    const shared = countShared(leaf.steps, path, object.value);
    const read = at?.reads.some((name) => isRead(leaf, name, inside)) === true;
    // In a loop over a list nothing but the text is the same.
    const same = leaf.text === String(value) && leaf.text !== '';
    if (read || shared > 0 || same) add(leaf, (read ? 20 : 0) + 3 * shared + layer / 10);
  }
  if (at !== undefined) add(literalLeaf(at, String(value), lines.get(at.file)?.[at.line - 1] ?? ''), 19);
  return found.sort((left, right) => right.score - left.score).map(({ candidate }) => candidate);
}

/** Of what an image is made of, its end says most: it is the version. */
function likeness(text: string, value: string): number {
  return text === value ? 2 : value.endsWith(text) ? 1 : 0;
}

interface Layer {
  readonly file: string;
  /** What stands in front of a value of the template's chart in this file: `redis.` for what a chart says of a part of it. */
  readonly inside: string;
}

/** Files that set values, those that count most last. */
function layersOf(root: Root, at: TemplateLine | undefined): readonly Layer[] {
  const inside = (at?.chart ?? []).map((name) => `${name}.`).join('');
  const own =
    at !== undefined && at.chart.length > 0
      ? [{ file: `${at.file.slice(0, at.file.lastIndexOf('/templates/'))}/values.yaml`, inside: '' }]
      : [];
  const whole = root.path === '.' ? 'values.yaml' : `${root.path}/values.yaml`;
  return [...own, ...[whole, ...(root.release?.values ?? [])].map((file) => ({ file, inside }))];
}

/** A leaf at or below a value; what is global has no chart in front. */
function isRead({ steps }: Leaf, name: string, inside: string): boolean {
  const path = steps.map((step) => (typeof step === 'string' ? step : String(step.index))).join('.');
  return [name.startsWith('global.') ? name : `${inside}${name}`].some((wanted) => path === wanted || path.startsWith(`${wanted}.`));
}

function literalLeaf({ file, line }: TemplateLine, value: string, text: string): Leaf {
  return { file, line, textLine: line, text: text.includes(value) ? value : '', steps: [], stepLines: [], kind: '', name: '' };
}
