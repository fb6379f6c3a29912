import type { Json, JsonObject } from '../../model/json.ts';
import { isObject } from './field.ts';
import type { Refusal } from './refusal.ts';

/** Texts with places in them, and the parameters for those. */
export interface TextSet {
  readonly params: JsonObject;
  readonly texts: readonly string[];
}

/** Fills in every text of every set; the texts of each set in their order. */
export type FillTexts = (sets: readonly TextSet[]) => Promise<readonly (readonly string[])[] | Refusal>;

/** One value for each of the parameter sets, every text and every key of it filled in. Equal to the value where nothing is to be filled in. */
export async function fillIn(value: Json, params: readonly JsonObject[], fill: FillTexts): Promise<readonly Json[] | Refusal> {
  const texts = [...new Set(textsOf(value))].filter((text) => text.includes('{{'));
  if (texts.length === 0) return params.map(() => value);
  const filled = await fill(params.map((one) => ({ params: one, texts })));
  if ('refused' in filled) return filled;
  return filled.map((results) => replaceTexts(value, new Map(texts.map((text, index) => [text, results[index] ?? text]))));
}

function* textsOf(value: Json): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value as readonly Json[]) yield* textsOf(item);
  else if (isObject(value))
    for (const [key, inner] of Object.entries(value)) {
      yield key;
      yield* textsOf(inner);
    }
}

function replaceTexts(value: Json, filled: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return filled.get(value) ?? value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => replaceTexts(item, filled));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [filled.get(key) ?? key, replaceTexts(inner, filled)]));
}

/**
 * Fills in as an ApplicationSet without `goTemplate` does (github.com/valyala/fasttemplate): `{{name}}` for a parameter that is a text. What is no
 * parameter stays as it is written, so that a chart's own templates in inline values pass through.
 */
export const fillPlainly: FillTexts = (sets) =>
  Promise.resolve(
    sets.map(({ params, texts }) =>
      texts.map((text) =>
        text.replace(/\{\{(.*?)\}\}/gs, (place, tag: string) => {
          const name = tag.trim();
          const value = name !== '' && Object.hasOwn(params, name) ? params[name] : undefined;
          return typeof value === 'string' ? value : place;
        }),
      ),
    ),
  );
