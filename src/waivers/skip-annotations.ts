import type { Json, JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Assumption } from '../model/report.ts';

/**
 * Annotations by which other checkers are told, in the manifest itself, to look away: Checkov, Datree, kube-linter, Polaris, kube-score and Terrascan, and what
 * somebody may try on tilsyn. Whoever writes the violation would grant the waiver, so they have no power here, and it is said that they have none.
 */
const SKIPPING = [
  /^checkov\.io\/skip/,
  /^datree\.skip\//,
  /^(?:ignore-check\.)?kube-linter\.io\//,
  /^polaris\.fairwinds\.com\/(?:.*-)?exempt$/,
  /^kube-score\/(?:ignore|enable)$/,
  /^runterrascan\.io\/skip$/,
  /^tilsyn[./-].*(?:skip|ignore|exempt|waive|disable)/,
];

/** Each that is named costs a line of the report. */
const MOST = 10;

/** What is to be said of the skip annotations of these objects and of their pod templates: the first ten by name, and that there are more. */
export function findSkipAnnotations(objects: readonly RenderedObject[]): readonly Assumption[] {
  const found = objects.flatMap(({ identity, value }) =>
    [...new Set(annotationsOf(value))]
      .filter((annotation) => SKIPPING.some((pattern) => pattern.test(annotation)))
      .map((annotation) => ({
        object: `${identity.kind} ${identity.namespace === '' ? '' : `${identity.namespace}/`}${identity.name}`,
        annotation,
      })),
  );
  const named: readonly Assumption[] = found.slice(0, MOST).map((params) => ({ code: 'skip-annotation-ignored', params }));
  return found.length > MOST ? [...named, { code: 'skip-annotation-ignored', params: {} }] : named;
}

/** Of the object, its pods, and the pods of its jobs. */
function annotationsOf(value: JsonObject): readonly string[] {
  const template = child(child(value, 'spec'), 'template');
  const jobTemplate = child(child(value, 'spec'), 'jobTemplate');
  return [value, template, jobTemplate, child(child(jobTemplate, 'spec'), 'template')].flatMap((holder) =>
    Object.keys(child(child(holder, 'metadata'), 'annotations') ?? {}),
  );
}

function child(value: JsonObject | undefined, key: string): JsonObject | undefined {
  const found: Json | undefined = value?.[key];
  return found !== null && typeof found === 'object' && !Array.isArray(found) ? (found as JsonObject) : undefined;
}
