import type { JsonObject } from '../../model/json.ts';
import type { Assumption } from '../../model/report.ts';
import type { Declaration, Surroundings } from '../graph/deployment.ts';
import { findObject } from '../graph/object-index.ts';
import { digestOf, section, text } from '../graph/value.ts';

export interface SourceReference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Whether a source is this checkout. `digest` names what the source object says, for where it is not. */
export type FluxSource =
  | { readonly isCheckout: true; readonly assumptions: readonly Assumption[] }
  | {
      readonly isCheckout: false;
      readonly detail: string;
      readonly digest: string;
      /** Kind and `spec` of the source object, where there is one. */
      readonly object?: { readonly kind: string; readonly spec: JsonObject };
    };

export function referenceIn(reference: JsonObject, namespace: string): SourceReference {
  return {
    kind: text(reference, 'kind') || 'GitRepository',
    namespace: text(reference, 'namespace') || namespace,
    name: text(reference, 'name'),
  };
}

/**
 * The checkout answers for a GitRepository with the URL of this repository on the branch that the change goes into. Another branch, a tag or a commit
 * brings content that is not looked at here. Where a cluster was bootstrapped without the object in git, or nobody knows which repository this is, the
 * checkout is taken for it, and that is said.
 */
export function resolveSource(reference: SourceReference, declaration: Declaration, surroundings: Surroundings): FluxSource {
  const named = `${reference.kind} ${reference.namespace}/${reference.name}`;
  const found = findObject(surroundings.objects, reference, declaration);
  if (found === 'ambiguous') return { isCheckout: false, detail: `${named} is defined in several ways`, digest: 'ambiguous' };
  if (reference.kind !== 'GitRepository')
    return {
      isCheckout: false,
      detail: describe(named, found?.value),
      digest: digestOf(found?.value.spec ?? null),
      ...(found === undefined ? {} : { object: { kind: reference.kind, spec: section(found.value, 'spec') } }),
    };
  if (reference.name === '') return { isCheckout: false, detail: 'it names no source', digest: '' };
  if (found === undefined) return { isCheckout: true, assumptions: assume(named) };

  const spec = section(found.value, 'spec');
  const foreign = findForeign(spec, surroundings);
  if (foreign !== undefined)
    return { isCheckout: false, detail: `${named} (${foreign})`, digest: digestOf(spec), object: { kind: reference.kind, spec } };
  return { isCheckout: true, assumptions: surroundings.repository === undefined ? assume(named) : [] };
}

function findForeign(spec: JsonObject, { repository }: Surroundings): string | undefined {
  const ref = section(spec, 'ref');
  for (const field of ['commit', 'tag', 'semver', 'name']) if (text(ref, field) !== '') return `${field} ${text(ref, field)}`;
  const url = text(spec, 'url');
  if (repository !== undefined && repositoryOf(url) !== repository.name.toLowerCase()) return url;
  const branch = text(ref, 'branch') || 'master';
  return repository?.branch !== undefined && branch !== repository.branch ? `branch ${branch}` : undefined;
}

/** `owner/name` of an address at GitHub; the whole address of any other, which is no name of a repository there. */
function repositoryOf(url: string): string {
  const match = /^(?:https:\/\/(?:[^/@]+@)?|ssh:\/\/(?:[^/@]+@)?|git@)github\.com(?::\d+)?[/:]([^/]+\/[^/]+?)(?:\.git)?\/?$/i.exec(url);
  return (match?.[1] ?? url).toLowerCase();
}

function describe(named: string, value: JsonObject | undefined): string {
  const url = text(section(value, 'spec'), 'url');
  return url === '' ? named : `${named} (${url})`;
}

function assume(what: string): readonly Assumption[] {
  return [{ code: 'source-assumed', params: { what } }];
}
