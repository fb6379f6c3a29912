import type { Json, JsonObject } from '../model/json.ts';
import type { ObjectIdentity, RenderedObject } from '../model/object.ts';
import { asList, asObject, asText, field } from './json-shape.ts';

/** Another object of the run that a rule needs beside the one it judges. Only references are followed here; what they mean the policies say. */
export interface Related {
  readonly role:
    | 'route'
    | 'middleware'
    | 'definition'
    | 'definition-elsewhere'
    | 'binding'
    | 'account'
    | 'budget'
    | 'workload'
    | 'scaler'
    | 'limits'
    | 'policy-binding'
    | 'bucket-setting';
  readonly object: JsonObject;
}

const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';
/** Kinds that keep a number of equal pods, and those that have pods at all: `group/kind`. */
const REPLICATED = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController', 'argoproj.io/Rollout']);
const WITH_PODS = new Set([...REPLICATED, '/Pod', 'apps/DaemonSet', 'batch/Job', 'batch/CronJob']);

/** Under which keys an object can be found, and the part of it that rules may see. */
export function offers({ identity, value, root }: RenderedObject): readonly (readonly [string, Related])[] {
  const { cluster, group, kind, namespace, name } = identity;
  const spec = field(value, 'spec') ?? {};
  const metadata = { name, namespace };
  if (kind === 'HTTPRoute' && group === 'gateway.networking.k8s.io') {
    const parents = new Set(
      asList(field(spec, 'parentRefs')).map((parent) =>
        keyOf('route', cluster, refNamespace(parent, namespace), asText(field(parent, 'name')) ?? ''),
      ),
    );
    return [...parents].map((key) => [key, { role: 'route', object: { metadata, spec } }]);
  }
  if (kind === 'Middleware' && isTraefik(group))
    return [[keyOf('middleware', cluster, namespace, name), { role: 'middleware', object: { metadata, spec } }]];
  if (kind === 'CustomResourceDefinition') {
    const defined = asText(field(spec, 'group')) ?? '';
    return [[keyOf('definition', cluster, defined), { role: 'definition', object: { spec: { group: defined } } }]];
  }
  if (kind === 'ServiceAccount' && group === '')
    return [[keyOf('account', cluster, root, namespace, name), { role: 'account', object: { metadata } }]];
  if ((kind === 'RoleBinding' || kind === 'ClusterRoleBinding') && group === RBAC) {
    const role = field(value, 'roleRef');
    const roleKind = asText(field(role, 'kind')) ?? '';
    const key = keyOf('binding', cluster, roleKind, roleKind === 'Role' ? namespace : '', asText(field(role, 'name')) ?? '');
    return [[key, { role: 'binding', object: { metadata, subjects: field(value, 'subjects') ?? [] } }]];
  }
  if (REPLICATED.has(`${group}/${kind}`)) {
    const template = { metadata: { labels: templateLabels(value) } };
    const replicas = field(spec, 'replicas') ?? null;
    return [[keyOf('workload', cluster, root, namespace), { role: 'workload', object: { kind, metadata, spec: { replicas, template } } }]];
  }
  if (kind === 'PodDisruptionBudget' && group === 'policy')
    return [[keyOf('budget', cluster, root, namespace), { role: 'budget', object: { metadata, spec } }]];
  if (kind === 'LimitRange' && group === '')
    return [[keyOf('limits', cluster, root, namespace), { role: 'limits', object: { metadata, spec } }]];
  if ((kind === 'HorizontalPodAutoscaler' && group === 'autoscaling') || (kind === 'ScaledObject' && group === 'keda.sh')) {
    const target = field(spec, 'scaleTargetRef');
    const key = scalerKey(cluster, root, namespace, asText(field(target, 'kind')) ?? 'Deployment', asText(field(target, 'name')) ?? '');
    const { minReplicas = null, minReplicaCount = null } = asObject(spec) ?? {};
    return [[key, { role: 'scaler', object: { kind, metadata, spec: { minReplicas, minReplicaCount } } }]];
  }
  if (isCrossplaneS3(group) && kind !== 'Bucket') {
    const provider = field(spec, 'forProvider');
    const names = [asText(field(field(provider, 'bucketRef'), 'name')), asText(field(provider, 'bucket'))];
    const found = new Set(names.filter((one) => one !== undefined));
    return [...found].map((one) => [keyOf('bucket', cluster, one), { role: 'bucket-setting', object: { kind, metadata, spec } }]);
  }
  if (kind === 'ValidatingAdmissionPolicyBinding' && group === ADMISSION)
    return [[keyOf('policy-binding', cluster, asText(field(spec, 'policyName')) ?? ''), { role: 'policy-binding', object: { metadata } }]];
  return [];
}

/** What an object asks for. */
export function keysOf({ identity, value, root }: RenderedObject): readonly string[] {
  const { cluster, group, kind, namespace, name } = identity;
  if (kind === 'Gateway' && group === 'gateway.networking.k8s.io') return [keyOf('route', cluster, namespace, name)];
  if (kind === 'Bucket' && isCrossplaneS3(group)) {
    const external = asText(field(field(field(value, 'metadata'), 'annotations'), 'crossplane.io/external-name'));
    return [name, ...(external === undefined ? [] : [external])].map((one) => keyOf('bucket', cluster, one));
  }
  if (kind === 'IngressRoute' && isTraefik(group)) return [...middlewares(identity, value)];
  if (group === RBAC && (kind === 'Role' || kind === 'ClusterRole')) {
    const groups = asList(field(value, 'rules')).flatMap((rule) => asList(field(rule, 'apiGroups')).map((one) => asText(one) ?? ''));
    return [
      keyOf('binding', cluster, kind, kind === 'Role' ? namespace : '', name),
      ...groups.map((one) => keyOf('definition', cluster, one)),
    ];
  }
  if (kind === 'PodDisruptionBudget' && group === 'policy') return [keyOf('workload', cluster, root, namespace)];
  if (kind === 'ValidatingAdmissionPolicy' && group === ADMISSION) return [keyOf('policy-binding', cluster, name)];
  const type = `${group}/${kind}`;
  return [
    ...(WITH_PODS.has(type) ? [keyOf('limits', cluster, root, namespace)] : []),
    ...(REPLICATED.has(type) ? [keyOf('budget', cluster, root, namespace), scalerKey(cluster, root, namespace, kind, name)] : []),
  ];
}

/** The accounts of the role's own root that a binding of it names. */
export function accountKeys({ object }: Related, { identity, root }: RenderedObject): readonly string[] {
  const own = asText(field(field(object, 'metadata'), 'namespace')) ?? '';
  const subjects = asList(field(object, 'subjects')).filter((subject) => field(subject, 'kind') === 'ServiceAccount');
  return subjects.map((subject) =>
    keyOf('account', identity.cluster, root, refNamespace(subject, own), asText(field(subject, 'name')) ?? ''),
  );
}

export function templateLabels(workload: JsonObject): Json {
  return field(field(field(field(workload, 'spec'), 'template'), 'metadata'), 'labels') ?? {};
}

function middlewares({ cluster, namespace }: ObjectIdentity, value: JsonObject): Set<string> {
  const routes = asList(field(asObject(field(value, 'spec')), 'routes'));
  const references = routes.flatMap((route) => asList(field(route, 'middlewares')));
  return new Set(references.map((one) => keyOf('middleware', cluster, refNamespace(one, namespace), asText(field(one, 'name')) ?? '')));
}

function refNamespace(reference: Json, own: string): string {
  return asText(field(reference, 'namespace')) ?? own;
}

function isTraefik(group: string): boolean {
  return group === 'traefik.io' || group === 'traefik.containo.us';
}

/** Upbound's families for AWS, cluster-wide and namespaced. */
function isCrossplaneS3(group: string): boolean {
  return group === 's3.aws.upbound.io' || group === 's3.aws.m.upbound.io';
}

function scalerKey(cluster: string, root: string, namespace: string, kind: string, name: string): string {
  return keyOf('scaler', cluster, root, namespace, kind, name);
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
