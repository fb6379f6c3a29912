import type { JsonObject } from '../../../model/json.ts';
import { objectAt, textMapAt } from '../field.ts';
import { fillIn } from '../fill-in.ts';
import type { Refusal } from '../refusal.ts';
import type { GeneratorContext, Params } from './context.ts';

/** Adds a generator's own `values`, which may use its parameters and not each other. */
export async function addValues(
  generator: JsonObject,
  params: readonly Params[],
  { goTemplate, fill }: GeneratorContext,
): Promise<readonly Params[] | Refusal> {
  const values = textMapAt(generator, 'values');
  if (values.length === 0 || objectAt(generator, 'values') === undefined) return params;
  const filled = await fillIn(
    values.map(([, text]) => text),
    params,
    fill,
  );
  if ('refused' in filled) return filled;
  return params.map((one, index) => {
    const texts = (filled[index] ?? []) as readonly string[];
    const named = values.map(([key], at) => [key, texts[at] ?? ''] as const);
    return goTemplate
      ? { ...one, values: Object.fromEntries(named) }
      : { ...one, ...Object.fromEntries(named.map(([key, text]) => [`values.${key}`, text])) };
  });
}
