import type { Finding, Violation } from '../model/finding.ts';
import { identityKey, type ObjectIdentity, type RenderedObject } from '../model/object.ts';
import { type ChangedObject, pairChanges } from './changes.ts';
import { type ChangeEvaluation, type EvaluateOptions, type Evaluation, evaluateObjects } from './evaluate.ts';
import type { Evaluator } from './evaluator.ts';
import { makeFindings, type PlacedFinding } from './findings.ts';

/**
 * Safeguards that no list names. What made a control pass is gone when an object that the change leaves alone, or the cluster as a whole, gets a finding that
 * it would not have had, had the change only added things: so the head is judged once more with everything that was altered or removed put back. And an
 * object is a safeguard when a control that asks for safeguards looked at it and found it in order.
 */
const CONTROL = 'CHG-06';

/** Controls whose objects are the protection itself: what signs in, watches, records, alerts, refuses and encrypts. Those of the others are what is protected. */
const ASKS_FOR_SAFEGUARDS = /^(AUT-0[1-5]|INC-0[1235]|LFU-0[12]|LOG-0[1-6]|ALR-02|WKL-10|ENC-05|SUP-02)$/;

/** More rights for somebody are the business of the controls on access, whichever object gave them; how people sign in is not theirs. */
const ABOUT_ACCESS = /^AUT-(0[6-9]|1)/;

export interface JudgedSide {
  readonly objects: readonly RenderedObject[];
  readonly evaluation: Evaluation;
}

/** Nothing is asked where nothing got worse, so that most changes cost nothing. */
export async function findLost(
  base: JudgedSide,
  head: JudgedSide,
  { placed }: Pick<ChangeEvaluation, 'placed'>,
  options: EvaluateOptions,
  evaluator: Evaluator,
): Promise<readonly PlacedFinding[]> {
  const asked = options.controls.some(({ id }) => id === CONTROL) && (options.enabled?.has(CONTROL) ?? true);
  const changes = asked ? pairChanges(base.objects, head.objects) : [];
  if (changes.length === 0) return [];
  const told = new Set(placed.map(({ finding }) => identityKey(finding.object)));
  const gone = findGone(base, changes).filter(({ object }) => !told.has(identityKey(object.identity)));
  const worse = findWorse(base, head, changes);
  const lost = worse.length === 0 ? [] : await keepLost(worse, putBack(head, changes), options, evaluator);
  const subjects = [...gone.map(({ object }) => object), ...lost.map(({ object }) => object)];
  const violations = [...gone.map(sayRemoved), ...lost.map(({ finding }, index) => sayLost(finding, gone.length + index))];
  return makeFindings(violations, subjects, options.controls);
}

function findGone({ objects, evaluation }: JudgedSide, changes: readonly ChangedObject[]): readonly ChangedObject[] {
  const removed = changes.filter((change) => change.removed);
  if (removed.length === 0) return [];
  const indexOf = new Map(objects.map((object, index) => [object, index]));
  const faults = new Set(evaluation.findings.map((finding) => `${finding.control} ${identityKey(finding.object)}`));
  const asking = [...evaluation.examined].filter(([control]) => ASKS_FOR_SAFEGUARDS.test(control));
  return removed.filter(({ before }) => {
    const index = indexOf.get(before) ?? -1;
    return asking.some(([control, indexes]) => indexes.has(index) && !faults.has(`${control} ${identityKey(before.identity)}`));
  });
}

/** Findings of the head on what the change left alone, which the base did not have, or not as bad. */
function findWorse(base: JudgedSide, head: JudgedSide, changes: readonly ChangedObject[]): readonly PlacedFinding[] {
  const rank = openRanks(base.evaluation.findings);
  const touched = new Set(changes.map(({ object }) => identityKey(object.identity)));
  const there = new Set(base.objects.map(({ identity }) => identityKey(identity)));
  const isLeftAlone = (object: ObjectIdentity): boolean =>
    isCluster(object) || (there.has(identityKey(object)) && !touched.has(identityKey(object)));
  const seen = new Set<string>();
  return head.evaluation.placed.filter(({ finding }) => {
    if (finding.control === CONTROL || ABOUT_ACCESS.test(finding.control)) return false;
    if (!isLeftAlone(finding.object)) return false;
    const key = factKey(finding);
    if (seen.has(key) || rankOf(finding) <= (rank.get(key) ?? 0)) return false;
    seen.add(key);
    return true;
  });
}

function isCluster({ apiVersion, kind }: ObjectIdentity): boolean {
  return apiVersion === '' && kind === 'Cluster';
}

/** A fault may move or change its value with its cause, and is the same fault. */
function factKey({ control, object, messageKey }: Finding): string {
  return JSON.stringify([control, identityKey(object), object.container, messageKey]);
}

function rankOf({ status }: Finding): number {
  return status === 'fail' ? 2 : 1;
}

function openRanks(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const finding of findings) ranks.set(factKey(finding), Math.max(ranks.get(factKey(finding)) ?? 0, rankOf(finding)));
  return ranks;
}

/**
 * The head as it would be had the change only added things. Altered namespaces stay as the head has them: their labels say which controls bind in them, and
 * binding in more of them is no loss.
 */
function putBack(head: JudgedSide, changes: readonly ChangedObject[]): readonly RenderedObject[] {
  const altered = changes.filter(({ removed, object }) => !removed && object.identity.kind !== 'Namespace');
  const before = new Map(altered.map((change) => [identityKey(change.object.identity), change.before]));
  const removed = changes.filter((change) => change.removed).map((change) => change.before);
  return [...head.objects.map((object) => before.get(identityKey(object.identity)) ?? object), ...removed];
}

/** Where the head with everything put back cannot be judged, what got worse counts as lost. */
async function keepLost(
  worse: readonly PlacedFinding[],
  objects: readonly RenderedObject[],
  options: EvaluateOptions,
  evaluator: Evaluator,
): Promise<readonly PlacedFinding[]> {
  const { findings, problems } = await evaluateObjects(objects, options, evaluator);
  if (problems.length > 0) return worse;
  const ranks = openRanks(findings);
  return worse.filter(({ finding }) => rankOf(finding) > (ranks.get(factKey(finding)) ?? 0));
}

function sayRemoved({ before }: ChangedObject, object: number): Violation {
  const { kind, name } = before.identity;
  const path = ['metadata', 'name'];
  return { control: CONTROL, status: 'fail', object, path, messageKey: 'removed', params: { kind, name }, value: before.value };
}

function sayLost({ control, messageKey, object: { kind, name, ...place } }: Finding, object: number): Violation {
  const said = { control: CONTROL, status: 'fail', object, value: { control, messageKey } } as const;
  if (isCluster({ kind, name, ...place })) return { ...said, path: [], messageKey: 'lostCluster', params: { control } };
  return { ...said, path: ['metadata', 'name'], messageKey: 'lost', params: { control, kind, name } };
}
