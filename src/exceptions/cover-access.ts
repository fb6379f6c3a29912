import { asList, asText, field } from '../evaluate/json-shape.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Access } from './access.ts';
import type { AccountCheck } from './accounts.ts';
import type { Need } from './component.ts';
import { matchesName, type Recognised } from './recognise.ts';

/** The need that covers a failure of one rule of a role: the whole rule is an allowed one, and nobody but the component's accounts holds the role. */
export function coverRole(
  control: string,
  path: Path,
  role: RenderedObject,
  { component, part }: Recognised,
  access: Access,
  isOwnAccount: AccountCheck,
): Need | undefined {
  const [field_, index] = path;
  if (field_ !== 'rules' || typeof index !== 'number') return undefined;
  const rule = asList(field(role.value, 'rules'))[index];
  const need = part.needs.find(
    (one) => one.control === control && one.path === 'rules[*]' && one.allow.some((allowed) => isRule(rule, allowed)),
  );
  if (need === undefined || field(role.value, 'aggregationRule') !== undefined) return undefined;
  if (access.reachesUnknown(role, part.aggregates ?? [])) return undefined;
  const bindings = access.bindingsOf(role);
  const names = part.subjects?.length ? part.subjects : component.accounts;
  if (bindings.length === 0 && part.aggregates === undefined) return undefined;
  return bindings.every((binding) => isHeldBy(binding, (subject) => isOwnSubject(subject, binding, names, component, isOwnAccount)))
    ? need
    : undefined;
}

/** The need that covers a binding: the role it names and every subject are the component's. */
export function coverBinding(
  control: string,
  binding: RenderedObject,
  { component, part }: Recognised,
  access: Access,
  isOwnAccount: AccountCheck,
): Need | undefined {
  const need = part.needs.find((one) => one.control === control);
  if (need === undefined) return undefined;
  const names = part.subjects ?? [];
  if (need.path === 'roleRef.name') {
    const role = asText(field(field(binding.value, 'roleRef'), 'name')) ?? '';
    const fits = need.allow.some((allowed) => typeof allowed === 'string' && matchesName(allowed, role));
    const own = isHeldBy(binding, (subject) => isOwnSubject(subject, binding, names, component, isOwnAccount));
    return fits && own ? need : undefined;
  }
  if (need.path !== 'subjects[*].name') return undefined;
  const open = isHeldBy(binding, (subject) => field(subject, 'kind') === 'Group' && names.includes(asText(field(subject, 'name')) ?? ''));
  return open && isPublic(access.roleOf(binding)) ? need : undefined;
}

function isHeldBy(binding: RenderedObject, isOwn: (subject: Json) => boolean): boolean {
  const subjects = asList(field(binding.value, 'subjects'));
  return subjects.length > 0 && subjects.every(isOwn);
}

function isOwnSubject(
  subject: Json,
  binding: RenderedObject,
  names: readonly string[],
  component: Recognised['component'],
  isOwnAccount: AccountCheck,
): boolean {
  if (field(subject, 'kind') !== 'ServiceAccount' || (asText(field(subject, 'apiGroup')) ?? '') !== '') return false;
  const { cluster, namespace: own } = binding.identity;
  const namespace = asText(field(subject, 'namespace')) ?? own;
  return isOwnAccount({ cluster, namespace, name: asText(field(subject, 'name')) ?? '' }, names, component);
}

const RULE_FIELDS = ['apiGroups', 'resources', 'verbs', 'nonResourceURLs'] as const;

/** Rules are compared whole and as sets: one verb more is another rule. Names of resources are expressions, each of which must be met. */
function isRule(rule: Json | undefined, allowed: Json): boolean {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return false;
  if (Object.keys(rule).some((name) => ![...RULE_FIELDS, 'resourceNames'].includes(name))) return false;
  if (!RULE_FIELDS.every((name) => isSameSet(field(rule, name), field(allowed, name)))) return false;
  const names = asList(field(rule, 'resourceNames'));
  const patterns = asList(field(allowed, 'resourceNames'));
  const fits = (pattern: Json, name: Json) => typeof pattern === 'string' && typeof name === 'string' && matchesName(pattern, name);
  if (names.length === 0 || patterns.length === 0) return names.length === patterns.length;
  return (
    names.every((name) => patterns.some((pattern) => fits(pattern, name))) &&
    patterns.every((pattern) => names.some((name) => fits(pattern, name)))
  );
}

function isSameSet(left: Json | undefined, right: Json | undefined): boolean {
  const [one, other] = [new Set(asList(left)), new Set(asList(right))];
  return one.size === other.size && [...one].every((item) => other.has(item));
}

/** What may be shown to everybody who is logged in: named ConfigMaps and named Services, nothing that holds or gives more. */
function isPublic(role: RenderedObject | undefined): boolean {
  if (role === undefined || role.identity.kind !== 'Role') return false;
  const rules = asList(field(role.value as JsonObject, 'rules'));
  const only = (rule: Json, name: string, allowed: readonly string[]) => {
    const items = asList(field(rule, name));
    return items.length > 0 && items.every((item) => typeof item === 'string' && allowed.includes(item));
  };
  return (
    rules.length > 0 &&
    rules.every(
      (rule) =>
        only(rule, 'apiGroups', ['']) &&
        only(rule, 'resources', ['configmaps', 'services', 'services/proxy']) &&
        only(rule, 'verbs', ['get', 'list', 'watch', 'create']) &&
        asList(field(rule, 'resourceNames')).length > 0,
    )
  );
}
