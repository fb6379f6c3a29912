import type { JsonObject } from '../../../model/json.ts';
import { isObject, listAt, objectAt } from '../field.ts';
import { fillIn } from '../fill-in.ts';
import { flatten } from '../go-value.ts';
import { type Refusal, refuse, refuseExcess, refuseForeign } from '../refusal.ts';
import { readSelector } from '../selector.ts';
import { generateClusters } from './clusters.ts';
import { joinParams, mergeParams } from './combine.ts';
import { type GeneratorContext, MAX_PARAMS, type Params } from './context.ts';
import { generateGit } from './git.ts';
import { generateList } from './list.ts';

/** Generators that ask something else than the repository: what they would answer stands nowhere here. */
const FOREIGN = ['scmProvider', 'pullRequest', 'clusterDecisionResource', 'plugin'];
const KNOWN = ['list', 'clusters', 'git', 'matrix', 'merge'];

/** A matrix may hold a matrix or a merge, and those no further ones. */
const MAX_DEPTH = 2;

/**
 * The parameter sets of one generator of an ApplicationSet, its selector applied. A field that is no generator is refused; the controller passes it over.
 *
 * @param depth how many generators it lies in
 */
export async function generateParams(generator: JsonObject, context: GeneratorContext, depth = 0): Promise<readonly Params[] | Refusal> {
  const kinds = Object.keys(generator).filter((field) => field !== 'selector' && generator[field] !== null);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1)
    return refuse(`a generator has ${kinds.length === 0 ? 'no kind' : `the kinds ${kinds.join(', ')}`}`);
  if (FOREIGN.includes(kind)) return refuseForeign('generator', kind);
  const settings = objectAt(generator, kind);
  if (!KNOWN.includes(kind) || settings === undefined) return refuse(`${kind} is no generator`);
  // Whether the selector of a generator within one within one counts depends on `applyNestedSelectors` and on the release.
  if (depth >= MAX_DEPTH && generator.selector !== undefined) return refuse('a generator two levels down has a selector');
  if (depth > MAX_DEPTH) return refuse('generators are nested too deeply');
  const made = await generateKind(kind, settings, context, depth);
  if ('refused' in made) return made;
  if (made.length > MAX_PARAMS) return refuseExcess('applications of a set', MAX_PARAMS, made.length);
  const selector = objectAt(generator, 'selector');
  const fits = readSelector(selector);
  if ('refused' in fits) return fits;
  return selector === undefined ? made : made.filter((params) => fits(flatten(params)));
}

function generateKind(
  kind: string,
  settings: JsonObject,
  context: GeneratorContext,
  depth: number,
): readonly Params[] | Refusal | Promise<readonly Params[] | Refusal> {
  switch (kind) {
    case 'list':
      return generateList(settings, context);
    case 'clusters':
      return generateClusters(settings, context);
    case 'git':
      return generateGit(settings, context);
    case 'matrix':
      return generateMatrix(settings, context, depth);
    default:
      return generateMerge(settings, context, depth);
  }
}

/**
 * Every set of the first generator with every one that the second makes of it.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Matrix/
 */
async function generateMatrix(matrix: JsonObject, context: GeneratorContext, depth: number): Promise<readonly Params[] | Refusal> {
  const [first, second, third] = listAt(matrix, 'generators');
  if (!isObject(first) || !isObject(second) || third !== undefined) return refuse('a matrix has not two generators');
  const outer = await generateParams(first, context, depth + 1);
  if ('refused' in outer) return outer;
  const inner = await interpolate(second, outer, context);
  if ('refused' in inner) return inner;
  const params: Params[] = [];
  for (const [index, one] of outer.entries()) {
    const others = await generateParams(inner[index] ?? second, context, depth + 1);
    if ('refused' in others) return others;
    if (params.length + others.length > MAX_PARAMS) return refuseExcess('applications of a set', MAX_PARAMS);
    for (const other of others) {
      const both = joinParams(one, other);
      if ('refused' in both) return both;
      params.push(both.joined);
    }
  }
  return params;
}

/** The second generator may use what the first one gives. The elements of a list are raw JSON to the controller, and stay as they are. */
async function interpolate(
  generator: JsonObject,
  params: readonly Params[],
  { fill }: GeneratorContext,
): Promise<readonly JsonObject[] | Refusal> {
  const elements = objectAt(generator, 'list')?.elements;
  const filled = await fillIn(
    elements === undefined ? generator : { ...generator, list: { ...objectAt(generator, 'list'), elements: [] } },
    params,
    fill,
  );
  if ('refused' in filled) return filled;
  return filled.map((one) => {
    const made = isObject(one) ? one : generator;
    return elements === undefined ? made : { ...made, list: { ...objectAt(made, 'list'), elements } };
  });
}

async function generateMerge(merge: JsonObject, context: GeneratorContext, depth: number): Promise<readonly Params[] | Refusal> {
  const generators = listAt(merge, 'generators').filter(isObject);
  if (generators.length < 2) return refuse('a merge has fewer than two generators');
  const sets: (readonly Params[])[] = [];
  for (const generator of generators) {
    const params = await generateParams(generator, context, depth + 1);
    if ('refused' in params) return params;
    sets.push(params);
  }
  return mergeParams(merge, sets, context.goTemplate);
}
