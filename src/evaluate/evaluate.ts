import type { Control, ControlResult } from '../model/control.ts';
import type { Finding, Violation } from '../model/finding.ts';
import type { JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import { readAnswer } from './answer.ts';
import type { Batch, InputOptions } from './batch.ts';
import { pairChanges, writeChanges } from './changes.ts';
import { makeClusterObject } from './cluster-object.ts';
import type { Evaluator } from './evaluator.ts';
import { makeFindings, type PlacedFinding } from './findings.ts';
import { dropGenerated } from './generated.ts';
import { openEntries, writeBatches } from './input.ts';
import { groupByCluster, writeInventories } from './inventory.ts';
import { contextFromNamespaces, type ObjectContext } from './object-context.ts';
import { makeResults } from './results.ts';

export interface EvaluateOptions {
  /** All that the policies hold. */
  readonly controls: readonly Control[];
  /** Ids of the controls that count, all when left out: one that is off finds nothing and is not relevant. */
  readonly enabled?: ReadonlySet<string>;
  /** `1.37`; empty when unknown, and then nothing is relaxed. */
  readonly kubernetesVersion: string;
  /** That of a named cluster; left out, all have the same. */
  readonly versionOf?: (cluster: string) => string;
  /** Settings of the controls by name, for example `image.digestIn`; what is missing has the default that the control's METADATA states. */
  readonly parameters?: JsonObject;
  /** The day of the judgement, `2026-11-24` in UTC. */
  readonly today?: string;
  /** Left out, the Namespace objects of the run tell. */
  readonly contextOf?: (object: RenderedObject) => ObjectContext;
}

export interface Evaluation {
  /** The findings, each with its object. */
  readonly placed: readonly PlacedFinding[];
  readonly findings: readonly Finding[];
  readonly results: readonly ControlResult[];
  /** Any problem means that some object was not judged: the findings are then not all of them. */
  readonly problems: readonly Problem[];
  /** How many objects were judged. */
  readonly objects: number;
  readonly examined: Examined;
}

/** Judges every object by itself, and then all that each cluster gets. */
export async function evaluateObjects(
  objects: readonly RenderedObject[],
  options: EvaluateOptions,
  evaluator: Evaluator,
): Promise<Evaluation> {
  const input = inputOf(objects, options);
  const describe = openEntries(objects, input);
  const clusters = [...groupByCluster(objects).keys()];
  const subjects = [...objects, ...clusters.map(makeClusterObject)];
  const clusterIndex = (cluster: string): number => objects.length + clusters.indexOf(cluster);

  const single = await askAll(writeBatches(objects, input, describe), options, evaluator);
  const asksInventories = options.controls.some(({ entrypoints }) => entrypoints.includes('inventory'));
  const whole = await askAll(asksInventories ? writeInventories(objects, clusterIndex, input, describe) : [], options, evaluator);

  const written = await dropGenerated(single.violations, objects, (asked) => askAll(writeBatches(asked, input), options, evaluator));
  const placed = makeFindings([...written.violations, ...whole.violations], subjects, options.controls);
  const findings = placed.map(({ finding }) => finding);
  const examined = unite(single.examined, whole.examined);
  const results = makeResults(options.controls, examined, findings);
  const problems = distinct([...single.problems, ...whole.problems, ...written.problems]);
  return { placed, findings, results, problems, objects: single.judged, examined };
}

export interface ChangeEvaluation {
  readonly placed: readonly PlacedFinding[];
  /** Objects of the base that the head no longer has: no line of the head is theirs. */
  readonly removed: ReadonlySet<RenderedObject>;
  readonly problems: readonly Problem[];
  readonly examined: Examined;
}

/** Judges what the change altered or took away. What it adds is judged like everything else. */
export async function evaluateChanges(
  base: readonly RenderedObject[],
  head: readonly RenderedObject[],
  options: EvaluateOptions,
  evaluator: Evaluator,
): Promise<ChangeEvaluation> {
  const changes = pairChanges(base, head);
  const asked = options.controls.some(({ entrypoints }) => entrypoints.includes('change'));
  const { violations, problems, examined } = await askAll(
    asked ? writeChanges(changes, base, head, inputOf(head, options)) : [],
    options,
    evaluator,
  );
  const subjects = changes.map(({ object }) => object);
  const removed = new Set(changes.filter((change) => change.removed).map(({ object }) => object));
  return { placed: makeFindings(violations, subjects, options.controls), removed, problems, examined };
}

function inputOf(
  objects: readonly RenderedObject[],
  { kubernetesVersion, versionOf, parameters = {}, today = '', contextOf = contextFromNamespaces(objects) }: EvaluateOptions,
): InputOptions {
  return { kubernetesVersion, parameters, today, contextOf, ...(versionOf === undefined ? {} : { versionOf }) };
}

/** Indexes of the objects that each control looked at. */
export type Examined = ReadonlyMap<string, ReadonlySet<number>>;

interface Answers {
  readonly violations: readonly Violation[];
  readonly problems: readonly Problem[];
  readonly examined: Examined;
  readonly judged: number;
}

/** Asks one question after another; the next is written while the policies' thread answers the one before. */
async function askAll(
  questions: Iterable<Batch | Problem>,
  { controls, enabled }: EvaluateOptions,
  evaluator: Evaluator,
): Promise<Answers> {
  const violations: Violation[] = [];
  const problems: Problem[] = [];
  const examined = new Map<string, Set<number>>();
  let judged = 0;
  const isEnabled = (control: string): boolean => enabled?.has(control) ?? true;

  const judge = async (batch: Batch): Promise<void> => {
    const answer = await evaluator.evaluate(batch);
    const judgement = 'problem' in answer ? answer.problem : readAnswer(answer.result, batch, controls);
    if ('code' in judgement) {
      problems.push(judgement);
      return;
    }
    judged += batch.indexes.length;
    // One by one: a whole cluster may have more of them than a call takes arguments.
    for (const violation of judgement.violations) if (isEnabled(violation.control)) violations.push(violation);
    for (const [control, indexes] of judgement.examined) {
      if (!isEnabled(control)) continue;
      const known = examined.get(control) ?? new Set();
      for (const index of indexes) known.add(index);
      examined.set(control, known);
    }
  };

  let running: Promise<void> = Promise.resolve();
  for (const next of questions) {
    if ('code' in next) {
      problems.push(next);
      continue;
    }
    const before = running;
    running = judge(next);
    await before;
  }
  await running;
  return { violations, problems, examined, judged };
}

/** Two questions can fail for one reason; it is said once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function unite(first: Examined, second: Examined): Examined {
  const united = new Map([...first].map(([control, indexes]) => [control, new Set(indexes)]));
  for (const [control, indexes] of second) united.set(control, new Set([...(united.get(control) ?? []), ...indexes]));
  return united;
}
