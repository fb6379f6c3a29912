import { canonicalJson } from '../evaluate/fingerprint.ts';
import { asList, asObject, asText, field } from '../evaluate/json-shape.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';

/** Who holds which role in a run, and which role it is, for one side. */
export interface Access {
  /** Every binding of a role, those of roles that it is made part of included. */
  readonly bindingsOf: (role: RenderedObject) => readonly RenderedObject[];
  /** Whether the role is made part of a role that the run does not hold: then nobody can say who has it. */
  readonly reachesUnknown: (role: RenderedObject, ownLabels: readonly string[]) => boolean;
  readonly roleOf: (binding: RenderedObject) => RenderedObject | undefined;
}

const RBAC = 'rbac.authorization.k8s.io';

export function indexAccess(objects: readonly RenderedObject[]): Access {
  const bindings = new Map<string, RenderedObject[]>();
  const roles = new Map<string, RenderedObject>();
  const aggregating = new Map<string, Set<RenderedObject>>();
  for (const object of objects) {
    const { group, kind } = object.identity;
    if (group !== RBAC) continue;
    if (kind === 'RoleBinding' || kind === 'ClusterRoleBinding') {
      const key = referenceKey(object);
      const known = bindings.get(key);
      if (known === undefined) bindings.set(key, [object]);
      else known.push(object);
    } else if (kind === 'Role' || kind === 'ClusterRole') {
      roles.set(roleKey(object), object);
      for (const label of aggregatedLabels(object)) aggregating.set(label, (aggregating.get(label) ?? new Set()).add(object));
    }
  }
  return {
    bindingsOf: (role) => holders(role, aggregating).flatMap((holder) => bindings.get(roleKey(holder)) ?? []),
    reachesUnknown,
    roleOf: (binding) => roles.get(referenceKey(binding)),
  };
}

/** For roles whose selector is more than labels, or takes in everything: those are held to take in any. */
const ANY = '*';

/** The labels by which a role takes others in; of several that must be there together, one is enough to look at it. */
function aggregatedLabels({ value }: RenderedObject): readonly string[] {
  return asList(field(field(value, 'aggregationRule'), 'clusterRoleSelectors')).flatMap((selector) => {
    const labels = Object.entries(asObject(field(selector, 'matchLabels')) ?? {}).map(labelKey);
    return labels.length === 0 ? [ANY] : labels;
  });
}

/** The role and every role of the run that may take its rules in, however far. */
function holders(role: RenderedObject, aggregating: ReadonlyMap<string, ReadonlySet<RenderedObject>>): readonly RenderedObject[] {
  const found = new Set([role]);
  for (const holder of found) {
    if (holder.identity.kind !== 'ClusterRole') continue;
    for (const key of [ANY, ...Object.entries(labelsOf(holder)).map(labelKey)]) {
      for (const one of aggregating.get(key) ?? []) if (one.identity.cluster === role.identity.cluster) found.add(one);
    }
  }
  return [...found];
}

function labelKey([name, value]: readonly [string, Json]): string {
  return `${name}=${canonicalJson(value)}`;
}

/** Kubernetes and operators make roles part of others by labels with this word; those of view, edit and admin are in every cluster. */
function reachesUnknown(role: RenderedObject, ownLabels: readonly string[]): boolean {
  return Object.keys(labelsOf(role)).some((name) => /aggregat/i.test(name) && !ownLabels.includes(name));
}

function labelsOf({ value }: RenderedObject): JsonObject {
  return asObject(field(field(value, 'metadata'), 'labels')) ?? {};
}

function roleKey({ identity: { cluster, kind, namespace, name } }: RenderedObject): string {
  return JSON.stringify([cluster, kind, kind === 'Role' ? namespace : '', name]);
}

function referenceKey({ identity, value }: RenderedObject): string {
  const reference: Json = field(value, 'roleRef') ?? {};
  const kind = asText(field(reference, 'kind')) ?? '';
  return JSON.stringify([identity.cluster, kind, kind === 'Role' ? identity.namespace : '', asText(field(reference, 'name')) ?? '']);
}
