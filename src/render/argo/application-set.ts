import type { Json, JsonObject } from '../../model/json.ts';
import { readManifests } from '../../yaml/read.ts';
import { isObject, listAt, objectAt, textAt, textsAt } from './field.ts';
import { type FillTexts, fillIn, fillPlainly } from './fill-in.ts';
import { fillGaps } from './generators/combine.ts';
import { type GeneratorContext, MAX_PARAMS, type Params } from './generators/context.ts';
import { generateParams } from './generators/generate.ts';
import { mergePatch } from './merge-patch.ts';
import { type Refusal, refuse, refuseExcess } from './refusal.ts';

export interface ApplicationSetContext extends Pick<GeneratorContext, 'find' | 'clusters'> {
  /** Fills in Go templates, with the options of the set. */
  readonly fillGoTemplates: (options: readonly string[]) => FillTexts;
}

/**
 * The Applications that an ApplicationSet generates, in the order of its generators. All or nothing: one that cannot be made hides whatever it deploys.
 * A set that generates none is refused too, for that deletes what it deployed before.
 *
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
export async function generateApplications(value: JsonObject, context: ApplicationSetContext): Promise<readonly JsonObject[] | Refusal> {
  const spec = objectAt(value, 'spec');
  const template = objectAt(spec, 'template');
  if (spec === undefined || template === undefined) return refuse('the ApplicationSet has no template');
  const goTemplate = spec.goTemplate === true;
  const fill = goTemplate ? context.fillGoTemplates(textsAt(spec, 'goTemplateOptions')) : fillPlainly;
  const applications: JsonObject[] = [];
  for (const generator of listAt(spec, 'generators')) {
    if (!isObject(generator)) return refuse('a generator is no object');
    const params = await generateParams(generator, { goTemplate, fill, find: context.find, clusters: context.clusters });
    if ('refused' in params) return params;
    const own = withTemplate(generator, template);
    const made = await fillTemplate(own, spec, params, fill);
    if ('refused' in made) return made;
    applications.push(...made.map((one) => asApplication(one, textAt(objectAt(value, 'metadata'), 'namespace'))));
    if (applications.length > MAX_PARAMS) return refuseExcess('applications of a set', MAX_PARAMS, applications.length);
  }
  return check(applications);
}

/** A generator's own template, filled up from that of the set. */
function withTemplate(generator: JsonObject, template: JsonObject): JsonObject {
  const own = Object.entries(generator).find(([field]) => field !== 'selector')?.[1];
  const merged = fillGaps(isObject(own) ? own.template : undefined, template);
  return isObject(merged) ? merged : template;
}

async function fillTemplate(
  template: JsonObject,
  spec: JsonObject,
  params: readonly Params[],
  fill: FillTexts,
): Promise<readonly JsonObject[] | Refusal> {
  // A set without parameters leaves the template as it is.
  const used = params.filter((one) => Object.keys(one).length > 0);
  const patch = textAt(spec, 'templatePatch');
  const filled = await fillIn([template, patch], used, fill);
  if ('refused' in filled) return filled;
  const results = filled.values();
  const made: JsonObject[] = [];
  for (const one of params) {
    const next = Object.keys(one).length === 0 ? [template, patch] : results.next().value;
    const [application, text] = (Array.isArray(next) ? next : []) as readonly Json[];
    if (!isObject(application) || typeof text !== 'string') return refuse('the template makes no object');
    const patched = text.trim() === '' ? { application } : applyTemplatePatch(application, text);
    if ('refused' in patched) return patched;
    made.push(patched.application);
  }
  return made;
}

/** A strategic merge patch; of an Application only the finalizers are a list that is merged. Directives of such patches are refused. */
function applyTemplatePatch(application: JsonObject, text: string): { readonly application: JsonObject } | Refusal {
  const { documents, problems } = readManifests('', new TextEncoder().encode(text));
  const patch = documents[0]?.value ?? {};
  if (problems.length > 0 || documents.length > 1 || !isObject(patch)) return refuse('templatePatch is no object once it is filled in');
  if (hasDirective(patch)) return refuse('templatePatch has directives');
  const merged = mergePatch(application, patch);
  if (!isObject(merged)) return refuse('templatePatch is no object once it is filled in');
  const finalizers = [application, patch].flatMap((one) => textsAt(objectAt(one, 'metadata'), 'finalizers'));
  if (finalizers.length === 0) return { application: merged };
  return { application: { ...merged, metadata: { ...objectAt(merged, 'metadata'), finalizers: [...new Set(finalizers)] } } };
}

function hasDirective(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(hasDirective);
  return isObject(value) && Object.entries(value).some(([key, inner]) => key.startsWith('$') || hasDirective(inner));
}

/** An application lives in the namespace of its set, whatever the template says. */
function asApplication(template: JsonObject, namespace: string): JsonObject {
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = template;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { ...(isObject(metadata) ? metadata : {}), ...(namespace === '' ? {} : { namespace }) },
    ...rest,
  };
}

function check(applications: readonly JsonObject[]): readonly JsonObject[] | Refusal {
  if (applications.length === 0) return refuse('the ApplicationSet generates no application');
  const names = applications.map((one) => textAt(objectAt(one, 'metadata'), 'name'));
  const odd = names.find((name) => !/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name));
  if (odd !== undefined) return refuse(`the ApplicationSet generates an application called ${odd || '""'}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? applications : refuse(`the ApplicationSet generates two applications called ${twice}`);
}
