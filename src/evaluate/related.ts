import type { Json, JsonObject } from '../model/json.ts';
import type { ObjectIdentity, RenderedObject } from '../model/object.ts';
import { asList, asObject, asText, field } from './json-shape.ts';

/** Another object of the run that a rule needs beside the one it judges. Only references are followed here; what they mean the policies say. */
export interface Related {
  readonly role: 'route' | 'middleware' | 'definition' | 'binding' | 'account' | 'bucket-setting';
  readonly object: JsonObject;
}

const RBAC = 'rbac.authorization.k8s.io';
const NONE: readonly Related[] = [];

/** Indexes the run once; the answer is asked per object. An object gets what it refers to and no more: a role of a large root must not carry all of its accounts. */
export function relate(objects: readonly RenderedObject[]): (object: RenderedObject) => readonly Related[] {
  const index = new Map<string, Related[]>();
  for (const object of objects) addTo(index, object);
  const find = (keys: readonly string[]): readonly Related[] => [...new Set(keys)].flatMap((key) => index.get(key) ?? NONE);
  return (object) => {
    const direct = find(keysOf(object));
    const bindings = direct.filter(({ role }) => role === 'binding');
    return [...direct, ...find(bindings.flatMap((binding) => accountKeys(binding, object)))];
  };
}

function addTo(index: Map<string, Related[]>, object: RenderedObject): void {
  for (const [key, related] of offers(object)) {
    const known = index.get(key);
    if (known === undefined) index.set(key, [related]);
    // One definition of a group says as much as all of them.
    else if (related.role !== 'definition') known.push(related);
  }
}

/** Under which keys an object can be found, and the part of it that rules may see. */
function offers({ identity, value, root }: RenderedObject): readonly (readonly [string, Related])[] {
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
    return [[keyOf('definition', cluster, root, defined), { role: 'definition', object: { spec: { group: defined } } }]];
  }
  if (kind === 'ServiceAccount' && group === '')
    return [[keyOf('account', cluster, root, namespace, name), { role: 'account', object: { metadata } }]];
  if (isCrossplaneS3(group) && kind !== 'Bucket') {
    const provider = field(spec, 'forProvider');
    const names = [asText(field(field(provider, 'bucketRef'), 'name')), asText(field(provider, 'bucket'))];
    const found = new Set(names.filter((one) => one !== undefined));
    return [...found].map((one) => [keyOf('bucket', cluster, one), { role: 'bucket-setting', object: { kind, metadata, spec } }]);
  }
  if ((kind === 'RoleBinding' || kind === 'ClusterRoleBinding') && group === RBAC) {
    const role = field(value, 'roleRef');
    const roleKind = asText(field(role, 'kind')) ?? '';
    const key = keyOf('binding', cluster, roleKind, roleKind === 'Role' ? namespace : '', asText(field(role, 'name')) ?? '');
    return [[key, { role: 'binding', object: { metadata, subjects: field(value, 'subjects') ?? [] } }]];
  }
  return [];
}

/** What an object asks for. */
function keysOf({ identity, value, root }: RenderedObject): readonly string[] {
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
      ...groups.map((one) => keyOf('definition', cluster, root, one)),
    ];
  }
  return [];
}

/** The accounts of the role's own root that a binding of it names. */
function accountKeys({ object }: Related, { identity, root }: RenderedObject): readonly string[] {
  const own = asText(field(field(object, 'metadata'), 'namespace')) ?? '';
  const subjects = asList(field(object, 'subjects')).filter((subject) => field(subject, 'kind') === 'ServiceAccount');
  return subjects.map((subject) =>
    keyOf('account', identity.cluster, root, refNamespace(subject, own), asText(field(subject, 'name')) ?? ''),
  );
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

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
