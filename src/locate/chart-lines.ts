import type { RenderedObject } from '../model/object.ts';
import type { TemplateLine } from '../render/chart-marks.ts';
import type { AskedChart } from '../render/root-render.ts';
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
  chart: AskedChart,
  { leaves, lines, deploying }: RootText,
): readonly Candidate[] {
  const layers = layersOf(chart, at, deploying);
  const found: { readonly candidate: Candidate; readonly score: number }[] = [];
  const add = (leaf: Leaf, score: number): void => {
    const change = changeLine(leaf.file, leaf.textLine, lines.get(leaf.file)?.[leaf.textLine - 1] ?? '', leaf.text, value);
    if (change !== undefined) found.push({ candidate: { leaf, change }, score: score + likeness(leaf.text, String(value)) });
  };
  for (const leaf of leaves) {
    const layer = layers.findIndex(({ file }) => file === leaf.file);
    const of = layers[layer];
    if (of === undefined) continue;
    const shared = countShared(leaf.steps, path, object.value);
    const read = at?.reads.some((name) => isRead(leaf, name, of)) === true;
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
  /** An object that deploys the chart, or that it takes values from. */
  readonly isDeployer: boolean;
}

/** Files that set values, those that count most last. */
function layersOf({ job }: AskedChart, at: TemplateLine | undefined, deploying: ReadonlySet<string>): readonly Layer[] {
  const inside = (at?.chart ?? []).map((name) => `${name}.`).join('');
  const own =
    at !== undefined && at.chart.length > 0
      ? [{ file: `${at.file.slice(0, at.file.lastIndexOf('/templates/'))}/values.yaml`, inside: '', isDeployer: false }]
      : [];
  const whole = job.chart === '' ? 'values.yaml' : `${job.chart}/values.yaml`;
  return [
    ...own,
    ...[whole, ...job.values].map((file) => ({ file, inside, isDeployer: false })),
    ...[...deploying].map((file) => ({ file, inside, isDeployer: true })),
  ];
}

/** A leaf at or below a value; what is global has no chart in front. In what deploys a chart the values stand below other fields, or are named as a text. */
function isRead({ steps }: Leaf, name: string, { inside, isDeployer }: Layer): boolean {
  const path = steps.map((step) => (typeof step === 'string' ? step : String(step.index))).join('.');
  const wanted = name.startsWith('global.') ? name : `${inside}${name}`;
  if (path === wanted || path.startsWith(`${wanted}.`)) return true;
  if (!isDeployer) return false;
  const parameter = steps.at(-2);
  const isParameter = steps.at(-1) === 'value' && typeof parameter === 'object' && parameter.name === wanted;
  return isParameter || path.endsWith(`.${wanted}`) || path.includes(`.${wanted}.`);
}

function literalLeaf({ file, line }: TemplateLine, value: string, text: string): Leaf {
  return { file, line, textLine: line, text: text.includes(value) ? value : '', steps: [], stepLines: [], kind: '', name: '' };
}
