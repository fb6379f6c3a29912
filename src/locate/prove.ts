import { identityKey, type RenderedObject } from '../model/object.ts';
import type { Variants } from '../render/variant.ts';
import { isMoved, isSwitch, type LineChange, writeChange } from './change-line.ts';
import { patternsFor } from './patterns.ts';
import { isObject, valueAt } from './value-at.ts';

/** A field of a rendered object, and the lines that may have put its value there, likeliest first. */
export interface Suspicion {
  readonly object: RenderedObject;
  readonly path: readonly (string | number)[];
  readonly changes: readonly LineChange[];
}

/** Lines tried for one field. Behind these few the line is rather not known than looked for. */
const MAX_TRIED = 5;

/** Renders that one root may cost beyond its own. */
const MAX_RENDERS = 40;

/**
 * Finds the line that each value comes from by changing it: a line is the cause when the value moves as the line does. All lines are changed in one
 * render, each in its own way. Those with `true` or `false` cannot be, and are told apart by the renders in which each is changed: all are changed in
 * equally many, so that what two of them do together has the pattern of none.
 *
 * @returns for each suspicion the proven change, or undefined
 */
export async function proveLines(suspicions: readonly Suspicion[], variants: Variants): Promise<readonly (LineChange | undefined)[]> {
  const clean = await variants.render(new Map());
  const proven: (LineChange | undefined)[] = suspicions.map(() => undefined);
  if (clean === undefined) return proven;
  const run: Run = { variants, clean: byRoot(clean), texts: new Map(), left: MAX_RENDERS, marks: 0, first: true };
  for (let round = 0; round < MAX_TRIED; round += 1) {
    const trials = suspicions.flatMap((suspicion, index) => {
      const change = suspicion.changes[round];
      return proven[index] === undefined && change !== undefined ? [{ index, suspicion, change }] : [];
    });
    run.first = round === 0;
    // What others go by, a name above all, moves more than itself, so it is not changed together with values.
    for (const some of [trials.filter(({ change }) => !isHandle(change)), trials.filter(({ change }) => isHandle(change))])
      for (const index of await tryAll(some, run)) proven[index] = suspicions[index]?.changes[round];
  }
  return proven;
}

/** Whether the line holds what patches, selectors and references find things by. */
function isHandle({ before }: LineChange): boolean {
  return /\b(name|namespace|app|path|from|labelSelector|target)["']?:[^,{]*$/.test(before);
}

interface Trial {
  readonly index: number;
  readonly suspicion: Suspicion;
  readonly change: LineChange;
}

interface Run {
  readonly variants: Variants;
  readonly clean: ObjectsByRoot;
  /** Lines of the files that were changed before. */
  readonly texts: Map<string, readonly string[]>;
  left: number;
  marks: number;
  /** The likeliest lines are tried, most of which should move what they are suspected of. */
  first: boolean;
}

/** Objects of one render by the id of their root. */
type ObjectsByRoot = ReadonlyMap<string, readonly RenderedObject[]>;

/** The number that each changed line gets, so that a value shows which of them it comes from. */
type Marks = ReadonlyMap<string, number>;

/** The indexes of those that are proven. Where a render fails, the half of the trials that it failed for is told from the other. */
async function tryAll(trials: readonly Trial[], run: Run): Promise<readonly number[]> {
  const [now, later] = separate(trials);
  const rest = later.length === 0 ? [] : await tryAll(later, run);
  const distinct = distinctChanges(now);
  if (distinct.length === 0 || run.left < 1) return rest;
  const marks = new Map(distinct.map((key) => [key, ++run.marks]));
  const objects = await renderChanged(now, marks, run);
  const moved = objects && now.filter((trial) => isMovedAmong(trial, objects, marks, run));
  // One of them may have changed the whole render: then it hides what the others do.
  const hidden = moved !== undefined && run.first && distinct.length > 1 && moved.length < now.length / 2;
  if (moved !== undefined && !hidden) {
    const unsure = moved.filter(({ change }) => isSwitch(change));
    return [
      ...rest,
      ...moved.filter(({ change }) => !isSwitch(change)).map(({ index }) => index),
      ...(await tellSwitches(unsure, marks, run)),
    ];
  }
  if (distinct.length === 1) return rest;
  const half = new Set(distinct.slice(0, distinct.length / 2));
  const [left, right] = [now.filter(({ change }) => half.has(keyOf(change))), now.filter(({ change }) => !half.has(keyOf(change)))];
  return [...rest, ...(await tryAll(left, run)), ...(await tryAll(right, run))];
}

/** `true` has but one other value, so one render does not tell which of several lines it was. */
async function tellSwitches(trials: readonly Trial[], marks: Marks, run: Run): Promise<readonly number[]> {
  const distinct = distinctChanges(trials);
  if (distinct.length === 0) return [];
  const patterns = patternsFor(distinct.length);
  const isChanged = ({ change }: Trial, position: number): boolean => patterns[distinct.indexOf(keyOf(change))]?.[position] === true;
  let kept = trials;
  for (let position = 0; position < (patterns[0]?.length ?? 0); position += 1) {
    if (run.left < 1) return [];
    const objects = await renderChanged(
      trials.filter((trial) => isChanged(trial, position)),
      marks,
      run,
    );
    if (objects === undefined) return [];
    kept = kept.filter((trial) => (isChanged(trial, position) ? isMovedAmong(trial, objects, marks, run) : isStill(trial, objects, run)));
  }
  return kept.map(({ index }) => index);
}

function distinctChanges(trials: readonly Trial[]): readonly string[] {
  return [...new Set(trials.map(({ change }) => keyOf(change)))];
}

/** Two changes of one line cannot be made at once. */
function separate(trials: readonly Trial[]): readonly [readonly Trial[], readonly Trial[]] {
  const chosen = new Map<string, string>();
  const now: Trial[] = [];
  const later: Trial[] = [];
  for (const trial of trials) {
    const place = `${trial.change.line} ${trial.change.file}`;
    const key = keyOf(trial.change);
    const known = chosen.get(place) ?? key;
    chosen.set(place, known);
    (known === key ? now : later).push(trial);
  }
  return [now, later];
}

function isMovedAmong({ suspicion, change }: Trial, objects: ObjectsByRoot, marks: Marks, run: Run): boolean {
  const before = valueAt(suspicion.object.value, suspicion.path);
  const after = valueAt(counterpart(suspicion.object, objects, run.clean)?.value, suspicion.path);
  return before !== undefined && !isObject(before) && isMoved(before, after, change, marks.get(keyOf(change)) ?? 0, [...marks.values()]);
}

function isStill({ suspicion: { object, path } }: Trial, objects: ObjectsByRoot, run: Run): boolean {
  return valueAt(object.value, path) === valueAt(counterpart(object, objects, run.clean)?.value, path);
}

/** The same object of another render: at the same place where its root has the same objects in the same order but for a kind or a name, by its identity elsewhere. */
function counterpart(object: RenderedObject, rendered: ObjectsByRoot, before: ObjectsByRoot): RenderedObject | undefined {
  const [objects, clean] = [rendered.get(object.root) ?? [], before.get(object.root) ?? []];
  const at = clean.findIndex(({ origin }) => isSamePlace(origin, object.origin));
  const alike =
    objects.length === clean.length &&
    objects.every(({ identity: { kind, name } }, index) => {
      const other = clean[index]?.identity;
      return kind === other?.kind || name === other?.name;
    });
  if (alike) return objects[at];
  const own = clean[at];
  return own && objects.find(({ identity }) => identityKey(identity) === identityKey(own.identity));
}

function byRoot(objects: readonly RenderedObject[]): ObjectsByRoot {
  const groups = new Map<string, RenderedObject[]>();
  for (const object of objects) {
    const group = groups.get(object.root);
    if (group === undefined) groups.set(object.root, [object]);
    else group.push(object);
  }
  return groups;
}

function isSamePlace(left: RenderedObject['origin'], right: RenderedObject['origin']): boolean {
  return left.rendered === right.rendered && left.document === right.document && left.item.join(' ') === right.item.join(' ');
}

async function renderChanged(trials: readonly Trial[], marks: Marks, run: Run): Promise<ObjectsByRoot | undefined> {
  run.left -= 1;
  const byFile = new Map<string, string[]>();
  for (const { change } of trials) {
    const { file, line } = change;
    const lines = byFile.get(file) ?? [...linesOf(file, run)];
    lines[line - 1] = writeChange(change, marks.get(keyOf(change)) ?? 0);
    byFile.set(file, lines);
  }
  const objects = await run.variants.render(
    new Map([...byFile].map(([file, lines]) => [file, new TextEncoder().encode(lines.join('\n'))])),
  );
  return objects && byRoot(objects);
}

function linesOf(file: string, { texts, variants: { files } }: Run): readonly string[] {
  const known = texts.get(file) ?? new TextDecoder().decode(files.find(({ path }) => path === file)?.bytes).split('\n');
  texts.set(file, known);
  return known;
}

function keyOf({ file, line, before, from }: LineChange): string {
  return JSON.stringify([file, line, before, from]);
}
