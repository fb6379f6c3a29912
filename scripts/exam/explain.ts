import { readFileSync } from 'node:fs';
import type { Line } from './score.ts';

/** Why a label of an exam is not ours: upstream reads something else, or ours is stricter on purpose. `*` at the end of a case stands for more. */
export interface Explanation {
  readonly exam: string;
  readonly case: string;
  readonly check: string;
  /** Left out, every object of the case. */
  readonly object?: string;
  readonly reason: string;
}

const file = new URL('./explained-misses.json', import.meta.url);

export function readExplanations(): readonly Explanation[] {
  return JSON.parse(readFileSync(file, 'utf8')) as readonly Explanation[];
}

export function explain({ exam, expectation }: Line, explanations: readonly Explanation[]): Explanation | undefined {
  return explanations.find(
    (one) =>
      one.exam === exam &&
      one.check === expectation.check &&
      (one.case.endsWith('*') ? expectation.case.startsWith(one.case.slice(0, -1)) : one.case === expectation.case) &&
      (one.object === undefined || one.object === expectation.object?.name),
  );
}
