import type { Violation } from '../model/finding.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import { writePath } from './field-path.ts';

/** Controls that look for secrets which lie in git; what a chart makes up at each render lies in none. */
const ABOUT_FILES: readonly string[] = ['ENC-07'];

/** What the policies found when asked again, by the index in the objects that were asked about. */
export interface AskedAgain {
  readonly violations: readonly Violation[];
  readonly problems: readonly Problem[];
}

/**
 * Asks about the objects with generated texts once more, without those texts. A violation that is not there then was one of the generated text; any
 * doubt, an answer that failed for one, leaves it standing. `ask` puts the given objects to the same policies.
 */
export async function dropGenerated(
  violations: readonly Violation[],
  objects: readonly RenderedObject[],
  ask: (objects: readonly RenderedObject[]) => Promise<AskedAgain>,
): Promise<AskedAgain> {
  const concerns = ({ control, object }: Violation): boolean => ABOUT_FILES.includes(control) && objects[object]?.written !== undefined;
  if (!violations.some(concerns)) return { violations, problems: [] };
  const indexes = [...objects.keys()].filter((index) => objects[index]?.written !== undefined);
  const asked = indexes.flatMap((index): RenderedObject[] => {
    const { written, ...object } = objects[index] as RenderedObject;
    return written === undefined ? [] : [{ ...object, value: written }];
  });
  const again = await ask(asked);
  if (again.problems.length > 0) return { violations, problems: again.problems };
  const keyOf = ({ control, path }: Violation, index: number | undefined): string => JSON.stringify([index, control, writePath(path)]);
  const standing = new Set(again.violations.map((violation) => keyOf(violation, indexes[violation.object])));
  return { violations: violations.filter((one) => !concerns(one) || standing.has(keyOf(one, one.object))), problems: [] };
}
