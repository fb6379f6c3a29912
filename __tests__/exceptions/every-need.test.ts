import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { platformComponents } from '../../src/config/platform-components.ts';
import type { Component, ComponentPart, Need } from '../../src/exceptions/component.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import { makeObject } from '../evaluate/make-object.ts';
import {
  accountNamed,
  bindTo,
  components,
  judge,
  makeRole,
  makeWorkload,
  type Question,
  sampleName,
  sampleRule,
} from './make-component.ts';

/** Every need of every component, put into a manifest made from the component's own description. */
const rows = components.flatMap((component) =>
  component.parts.flatMap((part) =>
    part.needs.flatMap((need) =>
      need.allow.map(
        (allowed) =>
          [`${component.id} ${part.kind} ${need.control} ${need.path} ${JSON.stringify(allowed)}`, component, part, need, allowed] as const,
      ),
    ),
  ),
);

test('the configuration knows the components by the ids of the data', () => {
  expect([...platformComponents]).toEqual(components.map(({ id }) => id).sort());
});

test('the documentation lists the components, and what each must be acknowledged for', () => {
  const page = readFileSync(new URL('../../docs/platform-exceptions.md', import.meta.url), 'utf8');
  const listed = page.split('\n').flatMap((line) => {
    const [, id, , , acknowledged = ''] = /^\| `([a-z0-9-]+)` \|([^|]*)\|([^|]*)\|([^|]*)\|$/.exec(line) ?? [];
    return id === undefined ? [] : [`${id}: ${acknowledged.trim()}`];
  });
  const needed = components.map(({ id, parts }) => {
    const far = parts.flatMap(({ needs }) => needs.filter(({ tier }) => tier === 'acknowledge').map(({ control }) => control));
    return `${id}: ${[...new Set(far)].sort().join(', ')}`;
  });
  expect([...listed].sort()).toEqual(needed.sort());
});

describe('what a component needs is no finding', () => {
  test.each(rows.filter(([, , part]) => part.kind !== 'ConfigMap'))('%s', (_, component, part, need, allowed) => {
    const question = ask(component, part, need, allowed);
    expect(judge({ ...question, acknowledged: [component.id] })).toBe(component.id);
    // A far-reaching one is a finding until the base's configuration names the component.
    expect(judge(question)).toBe(need.tier === 'acknowledge' ? 'a finding' : component.id);
  });
});

describe('the same elsewhere is one', () => {
  test.each(rows)('%s', (_, component, part, need, allowed) => {
    const { object, ...question } = ask(component, part, need, allowed);
    const renamed = makeObject({ ...object.value, metadata: { ...(object.value.metadata as JsonObject), name: 'patient_journal' } });
    expect(judge({ ...question, object: renamed, acknowledged: [component.id] })).toBe('a finding');
  });
});

function ask(component: Component, part: ComponentPart, need: Need, allowed: Json): Question {
  const { control } = need;
  switch (part.kind) {
    case 'Role':
    case 'ClusterRole': {
      const role = makeRole(part, [sampleRule(allowed)]);
      const held = part.subjects?.length ? [bindTo(role, [accountNamed(sampleName(part.subjects[0] ?? ''))])] : [];
      return { object: role, control, path: 'rules[0].verbs', others: held };
    }
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return { ...askBinding(part, allowed), control, path: need.path.replace('[*]', '[0]') };
    case 'Service': {
      const workload = makeOwnPods(component);
      const object = makeOther(part, 'v1', { selector: { app: 'own' }, type: allowed });
      return { object, control, path: need.path, others: [workload] };
    }
    case 'ServiceMonitor': {
      const spec = { namespaceSelector: { matchNames: ['kube-system'] }, endpoints: [{ tlsConfig: { insecureSkipVerify: allowed } }] };
      return { object: makeOther(part, 'monitoring.coreos.com/v1', spec), control, path: need.path.replace('[*]', '[0]') };
    }
    case 'ConfigMap':
      return { object: makeOther(part, 'v1', {}), control, path: need.path };
    default:
      return askWorkload(part, need, allowed);
  }
}

function askBinding(part: ComponentPart, allowed: Json): Pick<Question, 'object' | 'others'> {
  const [subject = ''] = part.subjects ?? [];
  const open = subject.startsWith('system:');
  const role = makeRole(
    { kind: open || part.kind === 'RoleBinding' ? 'Role' : 'ClusterRole', name: open ? 'open' : (allowed as string), needs: [] },
    [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['version'], verbs: ['get'] }],
  );
  const bound = bindTo(role, [open ? { kind: 'Group', name: subject } : accountNamed(sampleName(subject))], part.kind);
  const metadata = { ...(bound.value.metadata as JsonObject), name: sampleName(part.name) };
  return { object: makeObject({ ...bound.value, metadata }), others: [role] };
}

function makeOwnPods(component: Component): RenderedObject {
  const [image = ''] = component.images.filter(
    (one) => !component.parts.some(({ entrypoints }) => entrypoints && one in entrypoints && !entrypoints[one]?.includes(null)),
  );
  return makeObject({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'own', namespace: 'platform' },
    spec: { template: { metadata: { labels: { app: 'own' } }, spec: { containers: [{ name: 'own', image: `${image}:v1` }] } } },
  });
}

function makeOther(part: ComponentPart, apiVersion: string, spec: JsonObject): RenderedObject {
  return makeObject({
    apiVersion,
    kind: part.kind,
    metadata: { name: sampleName(part.name), namespace: 'platform', labels: { ...part.labels } },
    spec,
  });
}

function askWorkload(part: ComponentPart, need: Need, allowed: Json): Question {
  const list = /spec\.(containers|initContainers)\[/.exec(need.path)?.[1];
  const fields = need.path.replace(/^spec\.template\.spec\./, '').split('.');
  let at = '';
  const object = makeWorkload(part, (spec) => {
    if (need.path === 'spec.replicas') {
      at = need.path;
    } else if (fields[0] === 'volumes[*]') {
      const { path, readOnly } = allowed as { path: string; readOnly: boolean };
      spec.volumes = [{ name: 'node', hostPath: { path } }];
      if (need.images !== undefined) {
        const [container] = pick(spec, need);
        if (container) container.volumeMounts = [{ name: 'node', mountPath: '/node', readOnly }];
      }
      at = 'spec.template.spec.volumes[0].hostPath';
    } else if (list === undefined) {
      put(spec, fields, allowed);
      at = need.path;
    } else {
      const [container] = pick(spec, need);
      if (container === undefined) throw new Error(`No container for ${need.path}`);
      const others = (spec.containers as Json[]).filter((one) => one !== container);
      if (list === 'initContainers') Object.assign(spec, { containers: others, initContainers: [container] });
      const index = (spec[list] as Json[]).indexOf(container);
      put(container, fields.slice(1), allowed);
      if (need.path.endsWith('httpGet.host')) spec.hostNetwork = true;
      at = need.path.replace('[*]', `[${index}]`).replace('[*]', '[0]');
    }
  });
  const value =
    need.path === 'spec.replicas' ? { ...object.value, spec: { ...(object.value.spec as JsonObject), replicas: allowed } } : object.value;
  return { object: makeObject(value), control: need.control, path: at };
}

function pick(spec: Record<string, Json>, need: Need): readonly Record<string, Json>[] {
  const containers = spec.containers as Record<string, Json>[];
  return containers.filter((one) => need.images?.some((image) => one.image === `${image}:v1.2.3`));
}

function put(into: Record<string, Json>, steps: readonly string[], value: Json): void {
  const [step = '', ...rest] = steps;
  const isList = step.endsWith('[*]');
  const name = step.replace('[*]', '');
  if (value === null) return;
  if (isList) {
    const item: Record<string, Json> = {};
    into[name] = [rest.length === 0 ? value : item];
    if (rest.length > 0) put(item, rest, value);
  } else if (rest.length === 0) {
    into[name] = value;
  } else {
    const next = (into[name] ?? {}) as Record<string, Json>;
    into[name] = next as Json;
    put(next, rest, value);
  }
}
