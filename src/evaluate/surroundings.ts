import type { Json, JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import { asObject, field } from './json-shape.ts';
import { findPods } from './pod-templates.ts';

/** Kinds whose worth depends on what else stands in their namespace, `group/kind`: another policy may isolate the same pods. */
const WITH_SURROUNDINGS = new Set([
  'networking.k8s.io/NetworkPolicy',
  'extensions/NetworkPolicy',
  'policy/PodDisruptionBudget',
  'cilium.io/CiliumNetworkPolicy',
  'crd.projectcalico.org/NetworkPolicy',
  'projectcalico.org/NetworkPolicy',
  '/ResourceQuota',
  '/LimitRange',
  '/ServiceAccount',
  '/Namespace',
  'kyverno.io/Policy',
]);

/** More of one kind in one namespace are left out, and a rule then reads as if they protected nothing. */
const MAX_SIBLINGS = 100;

interface Namespace {
  readonly siblings: Map<string, JsonObject[]>;
  readonly podLabels: Map<string, Json>;
  isDeclared: boolean;
}

/**
 * Says of a changed object what its namespace holds after the change: others of its kind, the labels of the pods, and whether the namespace itself was
 * taken away with it. Empty for kinds that protect by themselves.
 */
export function openSurroundings(base: readonly RenderedObject[], head: readonly RenderedObject[]): (object: RenderedObject) => JsonObject {
  let before: ReadonlyMap<string, Namespace> | undefined;
  let after: ReadonlyMap<string, Namespace> | undefined;
  return ({ identity }) => {
    const type = `${identity.group}/${identity.kind}`;
    if (!WITH_SURROUNDINGS.has(type)) return {};
    before ??= indexNamespaces(base);
    after ??= indexNamespaces(head);
    const key = keyOf(identity.cluster, type === '/Namespace' ? identity.name : identity.namespace);
    const was = before.get(key);
    const is = after.get(key);
    const siblings = is?.siblings.get(type) ?? [];
    return {
      siblings: siblings.length > MAX_SIBLINGS ? [] : siblings,
      podLabels: [...(is?.podLabels.values() ?? [])],
      hadPods: (was?.podLabels.size ?? 0) > 0,
      namespaceRemoved: was?.isDeclared === true && is?.isDeclared !== true,
    };
  };
}

function indexNamespaces(objects: readonly RenderedObject[]): ReadonlyMap<string, Namespace> {
  const index = new Map<string, Namespace>();
  const at = (cluster: string, name: string): Namespace => {
    const key = keyOf(cluster, name);
    const known = index.get(key) ?? { siblings: new Map<string, JsonObject[]>(), podLabels: new Map<string, Json>(), isDeclared: false };
    index.set(key, known);
    return known;
  };
  for (const { identity, value } of objects) {
    const { cluster, group, kind, namespace, name } = identity;
    if (kind === 'Namespace' && group === '') {
      at(cluster, name).isDeclared = true;
      continue;
    }
    const type = `${group}/${kind}`;
    if (WITH_SURROUNDINGS.has(type)) {
      const { siblings } = at(cluster, namespace);
      const known = siblings.get(type) ?? [];
      known.push({ metadata: { name }, spec: field(value, 'spec') ?? {} });
      siblings.set(type, known);
    }
    // Of a pod spec in place the operator adds the labels.
    for (const { at: path } of findPods(identity, value).pods.filter(({ podSpecOnly }) => !podSpecOnly)) {
      const labels =
        field(
          field(
            path.reduce<Json>((part, step) => asItem(part, step), value),
            'metadata',
          ),
          'labels',
        ) ?? {};
      at(cluster, namespace).podLabels.set(JSON.stringify(labels), labels);
    }
  }
  return index;
}

function asItem(value: Json, step: string | number): Json {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(step)] ?? {};
  return asObject(value)?.[step] ?? {};
}

function keyOf(cluster: string, namespace: string): string {
  return JSON.stringify([cluster, namespace]);
}
