import type { Json, JsonObject } from '../../../model/json.ts';
import { readManifests } from '../../../yaml/read.ts';
import { isObject, listAt, textAt } from '../field.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { GeneratorContext, Params } from './context.ts';

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-List/ */
export function generateList(list: JsonObject, { goTemplate }: GeneratorContext): readonly Params[] | Refusal {
  const params: Params[] = [];
  for (const element of listAt(list, 'elements')) {
    if (!isObject(element)) return refuse('an element of a list generator is no object');
    const one = goTemplate ? element : flattenElement(element);
    if (one === undefined) return refuse('an element of a list generator has a value that is no text');
    params.push(one);
  }
  const text = textAt(list, 'elementsYaml');
  if (text === '') return params;
  const { documents, problems } = readManifests('', new TextEncoder().encode(text));
  const elements = documents[0]?.value;
  if (problems.length > 0 || documents.length > 1 || !isListOfObjects(elements))
    return refuse('elementsYaml of a list generator is no list of objects');
  return [...params, ...elements];
}

/** Without Go templates a parameter is a text, and those under `values` go by `values.<name>`. */
function flattenElement(element: JsonObject): Params | undefined {
  const entries = Object.entries(element).flatMap(([key, value]): [string, Json][] =>
    key === 'values' && isObject(value) ? Object.entries(value).map(([name, inner]) => [`values.${name}`, inner]) : [[key, value]],
  );
  return entries.every(([, value]) => typeof value === 'string') ? Object.fromEntries(entries) : undefined;
}

function isListOfObjects(value: Json | undefined): value is readonly JsonObject[] {
  return Array.isArray(value) && (value as readonly Json[]).every(isObject);
}
