import type { Control, ControlResult } from '../model/control.ts';
import type { Finding, Violation } from '../model/finding.ts';
import type { JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import { readAnswer } from './answer.ts';
import type { Evaluator } from './evaluator.ts';
import { writePath } from './field-path.ts';
import { makeFindings, type PlacedFinding } from './findings.ts';
import { type Batch, writeBatches } from './input.ts';
import { contextFromNamespaces, type ObjectContext } from './object-context.ts';
import { makeResults } from './results.ts';

export interface EvaluateOptions {
  /** All that the policies hold. */
  readonly controls: readonly Control[];
  /** Ids of the controls that count, all when left out: one that is off finds nothing and is not relevant. */
  readonly enabled?: ReadonlySet<string>;
  /** `1.37`; empty when unknown, and then nothing is relaxed. */
  readonly kubernetesVersion: string;
  /** Settings of the controls by name, for example `image.digestIn`; what is missing has the default that the control's METADATA states. */
  readonly parameters?: JsonObject;
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
}

/** Controls that look for secrets which lie in git; what a chart makes up at each render lies in none. */
const ABOUT_FILES: readonly string[] = ['ENC-07'];

function isOfGenerated(objects: readonly RenderedObject[]): (violation: Violation) => boolean {
  return ({ control, object }) => ABOUT_FILES.includes(control) && objects[object]?.written !== undefined;
}

/**
 * Asks about the objects with generated texts once more, without those texts. A violation that is not there then was one of the generated text; any
 * doubt, an answer that failed for one, leaves it standing.
 */
async function judgeWritten(
  objects: readonly RenderedObject[],
  options: EvaluateOptions,
  evaluator: Evaluator,
): Promise<{ readonly holds: (violation: Violation) => boolean; readonly problems: readonly Problem[] }> {
  const indexes = [...objects.keys()].filter((index) => objects[index]?.written !== undefined);
  const { contextOf = contextFromNamespaces(objects) } = options;
  const asked = indexes.flatMap((index): RenderedObject[] => {
    const { written, ...object } = objects[index] as RenderedObject;
    return written === undefined ? [] : [{ ...object, value: written }];
  });
  const again = await evaluateObjects(asked, { ...options, contextOf }, evaluator);
  if (again.problems.length > 0) return { holds: () => true, problems: again.problems };
  const standing = new Set(
    again.placed.map(({ finding, object }) => JSON.stringify([indexes[asked.indexOf(object)], finding.control, finding.path])),
  );
  const concerns = isOfGenerated(objects);
  return {
    problems: [],
    holds: (violation) =>
      !concerns(violation) || standing.has(JSON.stringify([violation.object, violation.control, writePath(violation.path)])),
  };
}

/** Judges every object by every control. */
export async function evaluateObjects(
  objects: readonly RenderedObject[],
  options: EvaluateOptions,
  evaluator: Evaluator,
): Promise<Evaluation> {
  const { controls, enabled, kubernetesVersion, parameters = {}, contextOf = contextFromNamespaces(objects) } = options;
  const violations: Violation[] = [];
  const problems: Problem[] = [];
  const examined = new Map<string, number>();
  let judged = 0;

  const judge = async (batch: Batch): Promise<void> => {
    const answer = await evaluator.evaluate(batch);
    const judgement = 'problem' in answer ? answer.problem : readAnswer(answer.result, batch, controls);
    if ('code' in judgement) {
      problems.push(judgement);
      return;
    }
    judged += batch.count;
    violations.push(...judgement.violations.filter(({ control }) => enabled?.has(control) ?? true));
    for (const [control, indexes] of judgement.examined)
      if (enabled?.has(control) ?? true) examined.set(control, (examined.get(control) ?? 0) + indexes.length);
  };

  // The next batch is written while the policies' thread judges the one before.
  let running: Promise<void> = Promise.resolve();
  for (const next of writeBatches(objects, { kubernetesVersion, parameters, contextOf })) {
    if ('code' in next) {
      problems.push(next);
      continue;
    }
    const before = running;
    running = judge(next);
    await before;
  }
  await running;

  const written = violations.some(isOfGenerated(objects)) ? await judgeWritten(objects, options, evaluator) : undefined;
  if (written !== undefined) problems.push(...written.problems);
  const placed = makeFindings(written === undefined ? violations : violations.filter(written.holds), objects, controls);
  const findings = placed.map(({ finding }) => finding);
  return { placed, findings, results: makeResults(controls, examined, findings), problems, objects: judged };
}
