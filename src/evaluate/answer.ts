import { z } from 'zod';
import type { Control } from '../model/control.ts';
import type { Violation } from '../model/finding.ts';
import type { Problem } from '../model/root.ts';
import type { Batch } from './input.ts';

/** What the policies said of one batch, checked; indexes are those of the whole run. */
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

const outcome = z.strictObject({ examined: z.array(z.int().nonnegative()), violations: z.array(violation) });

const answer = z.tuple([z.strictObject({ result: z.strictObject({ objects: z.int(), controls: z.record(z.string(), outcome) }) })]);

type Outcome = z.infer<typeof outcome>;

/** Reads one answer. An empty one, one for another number of objects or one without every control is a problem, never a pass. */
export function readAnswer(result: unknown, batch: Pick<Batch, 'first' | 'count'>, controls: readonly Control[]): Judgement | Problem {
  const parsed = answer.safeParse(result);
  if (!parsed.success) return wrong(batch, `no judgement (${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message})`);
  const { objects, controls: outcomes } = parsed.data[0].result;
  if (objects !== batch.count) return wrong(batch, objects);
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
    const astray = indexes.find((index) => index >= batch.count);
    if (astray !== undefined) return wrong(batch, `${control.id} on object ${astray}`);
    examined.set(
      control.id,
      outcome.examined.map((index) => index + batch.first),
    );
    violations.push(...outcome.violations.map((one) => toViolation(control.id, one, batch.first)));
  }
  return { violations, examined };
}

function toViolation(control: string, one: Outcome['violations'][number], first: number): Violation {
  const { object, path, container, messageKey, params, value, impliedBy, status = 'fail' } = one;
  return {
    control,
    status,
    object: object + first,
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

function wrong(batch: Pick<Batch, 'count'>, found: string | number): Problem {
  return { code: 'policy-count', params: { expected: batch.count, found } };
}
