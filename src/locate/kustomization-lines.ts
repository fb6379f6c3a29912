import type { RenderedObject } from '../model/object.ts';
import type { SourceFile } from '../model/side.ts';
import { changeLine, type LineChange } from './change-line.ts';
import { findLeaves, type Leaf } from './leaves.ts';
import { countShared } from './match-steps.ts';
import type { Target } from './target.ts';

/** A line that may have put a value where it is, with the leaf of the file that it stands for. */
export interface Candidate {
  readonly leaf: Leaf;
  readonly change: LineChange;
}

/** What a kustomization's own fields set, by the last name of the field that they set it in. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  image: ['digest', 'newTag', 'newName'],
  replicas: ['count'],
  namespace: ['namespace', 'targetNamespace'],
  name: ['namePrefix', 'nameSuffix'],
};

/** The texts of all files of a root, taken apart once for all its findings. */
export interface RootText {
  readonly leaves: readonly Leaf[];
  readonly lines: ReadonlyMap<string, readonly string[]>;
  /** Those of the files that say how the root is deployed, in the order in which they count, the last most. */
  readonly deploying: ReadonlySet<string>;
}

/** Leaves of files that were read before, by path: roots have files in common. */
export type ReadLeaves = Map<string, readonly Leaf[]>;

export function readRoot(files: readonly SourceFile[], deploying: readonly SourceFile[] = [], known: ReadLeaves = new Map()): RootText {
  const all = [...new Map([...files, ...deploying].map((file) => [file.path, file])).values()];
  const texts = all.map(({ path, bytes }) => ({ path, text: new TextDecoder().decode(bytes) }));
  return {
    leaves: texts.flatMap(({ path, text }) => {
      const leaves = known.get(path) ?? readLeaves(path, text);
      known.set(path, leaves);
      return leaves;
    }),
    lines: new Map(texts.map(({ path, text }) => [path, text.split('\n')])),
    // What declares a root comes first there, and what that takes values from counts less.
    deploying: new Set(deploying.map(({ path }) => path).reverse()),
  };
}

function readLeaves(path: string, text: string): readonly Leaf[] {
  return /\.(ya?ml|json)$/.test(path) || !path.includes('.') ? findLeaves(path, text) : settingsOf(path, text);
}

/** `key=value` of the files that generators read. */
function settingsOf(file: string, text: string): readonly Leaf[] {
  if (text.length > 100_000 || text.includes('\0')) return [];
  return text.split('\n').flatMap((line, index) => {
    const [, key] = /^\s*([\w.-]+)=./.exec(line) ?? [];
    const place = { line: index + 1, textLine: index + 1, stepLines: [index + 1] };
    return key === undefined ? [] : [{ file, ...place, text: line.trim(), steps: [key], kind: '', name: '' }];
  });
}

/** Lines of the files of a kustomization that explain a value, likeliest first: what is written on the same path of the same object, patches before all. */
export function suspectLines(object: RenderedObject, { path, value }: Target, { leaves, lines }: RootText): readonly Candidate[] {
  const last = path.findLast((step) => typeof step === 'string') ?? '';
  const found: { readonly candidate: Candidate; readonly score: number }[] = [];
  for (const leaf of leaves) {
    const change = changeLine(leaf.file, leaf.textLine, lines.get(leaf.file)?.[leaf.textLine - 1] ?? '', leaf.text, value);
    if (change === undefined) continue;
    const score = rate(leaf, object, path, last, String(value));
    if (score > 0) found.push({ candidate: { leaf, change }, score });
  }
  found.sort((left, right) => right.score - left.score);
  return found.map(({ candidate }) => candidate).filter(({ change }, index, all) => isFirst(change, index, all));
}

function isFirst({ file, line, before, from }: LineChange, index: number, all: readonly Candidate[]): boolean {
  return index === all.findIndex(({ change: one }) => one.file === file && one.line === line && one.before === before && one.from === from);
}

function rate(leaf: Leaf, object: RenderedObject, path: Target['path'], last: string, value: string): number {
  const shared = countShared(leaf.steps, path, object.value);
  const key = leaf.steps.findLast((step) => typeof step === 'string');
  // Another kind or version is another object, or none that can be built.
  if (leaf.steps.length === 1 && (key === 'kind' || key === 'apiVersion')) return 0;
  const field = FIELDS[last]?.indexOf(String(key)) ?? -1;
  const text = leaf.text.trim();
  // A value that is copied from another object has nothing in common with its source but the text.
  const base =
    shared > 0
      ? 3 * shared
      : field >= 0
        ? 9 - field
        : text.endsWith(`=${value}`) || isVariable(leaf)
          ? 2
          : text === value && value.length > 2
            ? 1
            : 0;
  if (base === 0) return 0;
  const kind = leaf.kind === '' || shared === 0 ? 0 : leaf.kind === object.identity.kind ? 2 : -6;
  const name = leaf.name === '' || shared === 0 ? 0 : object.identity.name.includes(leaf.name) ? 2 : -4;
  const whole = text === value ? 3 : 0;
  return Math.max(base + kind + name + whole + (leaf.file === object.origin.file ? 0 : 1), 0.1);
}

/** Filled in for a name after the build. */
function isVariable({ steps }: Leaf): boolean {
  return steps.at(-2) === 'substitute' || (steps.length === 2 && (steps[0] === 'data' || steps[0] === 'stringData'));
}
