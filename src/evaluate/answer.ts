import { z } from 'zod';
import type { Control } from '../model/control.ts';
import type { Violation } from '../model/finding.ts';
import type { Problem } from '../model/root.ts';
import type { Batch } from './batch.ts';

/** What the policies said of one batch, checked. Objects are named by their index in the run. */
export interface Judgement {
  readonly violations: readonly Violation[];
  /** Indexes of the objects that each control looked at. */
  readonly examined: ReadonlyMap<string, readonly number[]>;
}

const violation = z.strictObject({
  object: z.int().nonnegative(),
  path: z.array(z.union([z.string(), z.int().nonnegative()])).min(1),
  container: z.string().optional(),
  messageKey: z.string(),
  params: z.record(z.string(), z.unknown()),
  value: z.json().optional(),
  impliedBy: z.string().optional(),
  status: z.enum(['fail', 'not-evaluable']).optional(),
});

/** What a rule says of the cluster as a whole: something should be there and is not. */
const statement = violation.omit({ object: true, path: true, container: true, value: true });

const outcome = z.strictObject({
  examined: z.array(z.int().nonnegative()),
  violations: z.array(violation),
  cluster: z.array(statement).default([]),
});

const answer = z.tuple([z.strictObject({ result: z.strictObject({ objects: z.int(), controls: z.record(z.string(), outcome) }) })]);

type Outcome = z.infer<typeof outcome>;

/** Reads one answer. An empty one, one for another number of objects or one without every control is a problem, never a pass. */
export function readAnswer(
  result: unknown,
  batch: Pick<Batch, 'entrypoint' | 'indexes' | 'cluster'>,
  all: readonly Control[],
): Judgement | Problem {
  const controls = all.filter(({ entrypoints }) => entrypoints.includes(batch.entrypoint));
  const parsed = answer.safeParse(result);
  if (!parsed.success) return wrong(batch, `no judgement (${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message})`);
  const { objects, controls: outcomes } = parsed.data[0].result;
  if (objects !== batch.indexes.length) return wrong(batch, objects);
  const named = Object.keys(outcomes).sort().join(', ');
  if (
    named !==
    controls
      .map(({ id }) => id)
      .sort()
      .join(', ')
  )
    return wrong(batch, `judgements of ${named}`);
  const examined = new Map<string, readonly number[]>();
  const violations: Violation[] = [];
  for (const control of controls) {
    const outcome = outcomes[control.id] as Outcome;
    const indexes = [...outcome.examined, ...outcome.violations.map(({ object }) => object)];
    const astray = indexes.find((index) => index >= batch.indexes.length);
    if (astray !== undefined) return wrong(batch, `${control.id} on object ${astray}`);
    if (outcome.cluster.length > 0 && batch.cluster === undefined) return wrong(batch, `${control.id} on a cluster`);
    const indexOf = (index: number): number => batch.indexes[index] as number;
    examined.set(control.id, outcome.examined.map(indexOf));
    for (const one of outcome.violations) violations.push(toViolation(control.id, one, indexOf(one.object)));
    for (const one of outcome.cluster) violations.push(toViolation(control.id, { ...one, path: [] }, batch.cluster as number));
  }
  return { violations, examined };
}

function toViolation(control: string, one: Omit<Outcome['violations'][number], 'object'>, object: number): Violation {
  const { path, container, messageKey, params, value, impliedBy, status = 'fail' } = one;
  return {
    control,
    status,
    object,
    path,
    messageKey,
    params: Object.fromEntries(Object.entries(params).map(([name, param]) => [name, plain(param)])),
    ...(container ? { container } : {}),
    ...(value === undefined ? {} : { value }),
    ...(impliedBy === undefined ? {} : { impliedBy }),
  };
}

/** A manifest may hold a list where a name belongs; the message then shows it as JSON. */
function plain(param: unknown): string | number | boolean {
  return typeof param === 'string' || typeof param === 'number' || typeof param === 'boolean' ? param : JSON.stringify(param);
}

function wrong({ indexes }: Pick<Batch, 'indexes'>, found: string | number): Problem {
  return { code: 'policy-count', params: { expected: indexes.length, found } };
}
