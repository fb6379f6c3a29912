import { readFileSync } from 'node:fs';
import { type Component, type ComponentPart, componentsFrom, type Need } from '../../src/exceptions/component.ts';
import { exceptFindings } from '../../src/exceptions/except.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import { makeObject } from '../evaluate/make-object.ts';

const file = new URL('../../src/exceptions/platform-exceptions.json', import.meta.url);

export const components = componentsFrom(() => readFileSync(file, 'utf8'))();

export function componentOf(id: string): Component {
  const found = components.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no component ${id}.`);
  return found;
}

/** A finding as the policies would make it. */
export function findingOn(object: RenderedObject, control: string, path: string, status: Finding['status'] = 'fail'): Finding {
  return {
    fingerprint: `${control} ${object.identity.name} ${path}`,
    control,
    severity: 'high',
    status,
    object: object.identity,
    path,
    messageKey: '',
    params: {},
    precision: 'none',
    root: object.root,
    via: [],
    references: { guide: [], iso27001: [], gdpr: [], nis2: [], cis: {}, pss: null, datatilsynet: [] },
  };
}

export interface Question {
  readonly object: RenderedObject;
  readonly control: string;
  readonly path: string;
  /** What else is in the run. */
  readonly others?: readonly RenderedObject[];
  /** The base; left out, it is as the head. */
  readonly before?: readonly RenderedObject[];
  readonly acknowledged?: readonly string[];
}

/** The component that the finding is excepted for, or `a finding`. */
export function judge({ object, control, path, others = [], before, acknowledged = [] }: Question): string {
  const objects = [object, ...others];
  const { kept, excepted } = exceptFindings([{ finding: findingOn(object, control, path), object }], {
    components,
    acknowledged: new Set(acknowledged),
    objects,
    before: before ?? objects,
  });
  if (kept.length + excepted.length !== 1) throw new Error('A finding was lost.');
  return excepted[0]?.component ?? 'a finding';
}

/** A name that one of the data's expressions describes, without what is optional in it. */
export function sampleName(pattern: string): string {
  return pattern
    .replace(/^\^|\$$/g, '')
    .replaceAll(/\(\?:[^()]*\)\?/g, '')
    .replaceAll(/\[a-z0-9[.]?-\][+*]/g, 'x')
    .replaceAll('[a-z0-9]', 'x')
    .replaceAll('\\', '');
}

/** A workload made from a part's own description, with a container for each image and entry point. */
export function makeWorkload(part: ComponentPart, change: (spec: Record<string, Json>) => void = () => undefined): RenderedObject {
  const containers = Object.entries(part.entrypoints ?? {}).flatMap(([image, entries]) =>
    entries.map((entry, index) => ({
      name: `${image.replaceAll(/[^a-z0-9]/g, '-')}-${index}`,
      image: `${image}:v1.2.3`,
      ...(entry === null ? {} : { command: [entry] }),
    })),
  );
  const spec: Record<string, Json> = { containers };
  change(spec);
  return makeObject({
    apiVersion: part.kind === 'Job' ? 'batch/v1' : 'apps/v1',
    kind: part.kind,
    metadata: { name: sampleName(part.name), namespace: 'platform', labels: { ...part.labels } },
    spec: { template: { metadata: { labels: { ...part.labels } }, spec } },
  });
}

/** The first container of an image, for changing it. */
export function containerOf(
  spec: Record<string, Json>,
  image: string,
): { readonly container: Record<string, Json>; readonly index: number } {
  const containers = spec.containers as Record<string, Json>[];
  const index = containers.findIndex((one) => typeof one.image === 'string' && one.image.startsWith(`${image}:`));
  const container = containers[index];
  if (container === undefined) throw new Error(`No container runs ${image}.`);
  return { container, index };
}

export function makeRole(part: ComponentPart, rules: readonly Json[], labels: JsonObject = {}): RenderedObject {
  return makeObject({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: part.kind,
    metadata: { name: sampleName(part.name), namespace: part.kind === 'Role' ? 'platform' : '', labels },
    rules,
  });
}

export function bindTo(role: RenderedObject, subjects: readonly Json[], kind = `${role.identity.kind}Binding`): RenderedObject {
  return makeObject({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: { name: 'binding', namespace: kind === 'RoleBinding' ? 'platform' : '' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: role.identity.kind, name: role.identity.name },
    subjects,
  });
}

export function accountNamed(name: string, namespace = 'platform'): JsonObject {
  return { kind: 'ServiceAccount', name, namespace };
}

/** Fills in a rule whose names of resources are expressions. */
export function sampleRule(allowed: Json): Json {
  const rule = allowed as JsonObject;
  const names = rule.resourceNames as readonly string[] | undefined;
  return names === undefined ? rule : { ...rule, resourceNames: names.map(sampleName) };
}

export function needsOf(part: ComponentPart, control: string): readonly Need[] {
  return part.needs.filter((need) => need.control === control);
}
