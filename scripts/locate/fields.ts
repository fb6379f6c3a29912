import type { Json, JsonObject } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';

export type FieldPath = readonly (string | number)[];

/** What controls speak of, and what they miss, in a container. */
const OF_CONTAINER: readonly FieldPath[] = [
  ['image'],
  ['imagePullPolicy'],
  ['securityContext'],
  ['securityContext', 'privileged'],
  ['securityContext', 'runAsNonRoot'],
  ['securityContext', 'runAsUser'],
  ['securityContext', 'allowPrivilegeEscalation'],
  ['securityContext', 'capabilities', 'add', 0],
  ['securityContext', 'capabilities', 'drop'],
  ['resources', 'limits', 'memory'],
  ['resources', 'requests', 'cpu'],
  ['ports', 0, 'hostPort'],
  ['ports', 0, 'containerPort'],
  ['env', 0, 'value'],
  ['env', 1, 'value'],
  ['livenessProbe'],
];

const OF_POD: readonly FieldPath[] = [
  ['hostNetwork'],
  ['hostPID'],
  ['automountServiceAccountToken'],
  ['securityContext', 'runAsNonRoot'],
  ['volumes', 0, 'hostPath', 'path'],
  ['volumes', 0, 'hostPath'],
];

const OF_OBJECT: readonly FieldPath[] = [
  ['metadata', 'namespace'],
  ['metadata', 'labels', 'app'],
  ['spec', 'replicas'],
  ['spec', 'type'],
  ['spec', 'ports', 0, 'port'],
  ['rules', 0, 'verbs', 0],
];

/** Paths of an object that findings of controls have: fields that are there, and some that are missing. */
export function fieldsOf({ value }: RenderedObject): readonly FieldPath[] {
  const pods: readonly FieldPath[] = [['spec', 'template', 'spec'], ['spec']];
  const pod = pods.find((path) => Array.isArray(at(value, [...path, 'containers'])));
  const own = OF_OBJECT.filter((path) => at(value, path) !== undefined);
  const data = ['data', 'stringData'].flatMap((key) =>
    Object.keys((at(value, [key]) as JsonObject | null | undefined) ?? {}).map((name) => [key, name]),
  );
  if (pod === undefined) return [...own, ...data];
  const containers = ['containers', 'initContainers'].flatMap((list) => {
    const items = at(value, [...pod, list]);
    return Array.isArray(items) ? items.map((_, index) => [...pod, list, index]) : [];
  });
  return [
    ...own,
    ...OF_POD.map((path) => [...pod, ...path]),
    ...containers.flatMap((path) => OF_CONTAINER.map((rest) => [...path, ...rest])),
  ];
}

export function at(value: Json | undefined, path: FieldPath): Json | undefined {
  return path.reduce<Json | undefined>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string | number, Json>>)[step] : undefined),
    value,
  );
}
