import { describe, expect, test } from '@jest/globals';
import { relate } from '../../src/evaluate/related.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { makeObject } from './make-object.ts';

const rbac = 'rbac.authorization.k8s.io';

function role(apiGroups: string[]) {
  return makeObject({ apiVersion: `${rbac}/v1`, kind: 'Role', metadata: { name: 'r', namespace: 'journal' }, rules: [{ apiGroups }] });
}

function binding(kind: string, namespace: string, subjects: JsonObject[]) {
  return makeObject({
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'b', namespace },
    roleRef: { kind, name: 'r' },
    subjects,
  });
}

function account(name: string, root?: string) {
  return makeObject({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'journal' } }, root);
}

function definition(group: string, root?: string) {
  return makeObject(
    { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: group }, spec: { group } },
    root,
  );
}

test('a role gets its bindings, the accounts they name, and the definitions of the groups it names', () => {
  const own = role(['a.example.com']);
  const related = relate([
    own,
    definition('a.example.com'),
    definition('a.example.com'),
    definition('b.example.com'),
    definition('a.example.com', 'plain:other'),
    account('one'),
    account('two'),
    account('three', 'plain:other'),
    binding('Role', 'journal', [
      { kind: 'ServiceAccount', name: 'one' },
      { kind: 'ServiceAccount', name: 'three', namespace: 'journal' },
      { kind: 'User', name: 'two' },
    ]),
    binding('Role', 'elsewhere', []),
    binding('ClusterRole', 'journal', []),
  ])(own);
  expect(related.map(({ role }) => role)).toEqual(['binding', 'definition', 'definition-elsewhere', 'account']);
  expect(related[3]?.object).toEqual({ metadata: { name: 'one', namespace: 'journal' } });
});

test('a binding of another root is seen as well: it gives the rights all the same', () => {
  const own = role([]);
  const bound = { ...binding('Role', 'journal', [{ kind: 'Group', name: 'alle' }]), root: 'plain:other' };
  expect(relate([own, bound])(own).map(({ role }) => role)).toEqual(['binding']);
});

test('a gateway gets the routes that name it, in whatever namespace they lie', () => {
  const api = 'gateway.networking.k8s.io/v1';
  const gateway = makeObject({ apiVersion: api, kind: 'Gateway', metadata: { name: 'g', namespace: 'net' } });
  const route = (name: string, parentRefs: JsonObject[]) =>
    makeObject({ apiVersion: api, kind: 'HTTPRoute', metadata: { name, namespace: 'journal' }, spec: { parentRefs } });
  const twice = [
    { name: 'g', namespace: 'net', sectionName: 'a' },
    { name: 'g', namespace: 'net', sectionName: 'b' },
  ];
  const related = relate([
    gateway,
    route('far', twice),
    route('own-namespace', [{ name: 'g' }]),
    route('other', [{ name: 'h', namespace: 'net' }]),
  ])(gateway);
  expect(related.map(({ object }) => (object.metadata as JsonObject).name)).toEqual(['far']);
});

test('what is of no known shape is related to nothing', () => {
  const odd = makeObject({ apiVersion: `${rbac}/v1`, kind: 'Role', metadata: { name: 'r' }, rules: { a: 1 } });
  const binding = makeObject({ apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata: { name: 'r' }, roleRef: 'x', subjects: 7 });
  expect(relate([odd, binding])(odd)).toEqual([]);
});

describe('a workload and what holds its number of pods', () => {
  const deployment = (labels: JsonObject, root?: string) =>
    makeObject(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'api', namespace: 'journal' },
        spec: { replicas: 3, template: { metadata: { labels } } },
      },
      root,
    );
  const budget = (name: string, selector: JsonObject, root?: string) =>
    makeObject(
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name, namespace: 'journal' },
        spec: { minAvailable: 1, selector },
      },
      root,
    );
  const scaler = (name: string) =>
    makeObject({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name, namespace: 'journal' },
      spec: { minReplicas: 2, scaleTargetRef: { kind: 'Deployment', name } },
    });

  test('a workload gets the budgets that choose it, its autoscaler and the limits of its namespace, of its own root alone', () => {
    const own = deployment({ app: 'api' });
    const limits = makeObject({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'l', namespace: 'journal' },
      spec: { limits: [] },
    });
    const related = relate([
      own,
      budget('mine', { matchLabels: { app: 'api' } }),
      budget('all', {}),
      budget('other', { matchLabels: { app: 'web' } }),
      budget('elsewhere', { matchLabels: { app: 'api' } }, 'plain:test'),
      scaler('api'),
      scaler('web'),
      limits,
    ])(own);
    expect(related.map(({ role, object }) => [role, (object.metadata as JsonObject).name])).toEqual([
      ['limits', 'l'],
      ['budget', 'mine'],
      ['budget', 'all'],
      ['scaler', 'api'],
    ]);
  });

  test('a budget gets the workloads that it chooses', () => {
    const own = budget('mine', { matchExpressions: [{ key: 'app', operator: 'In', values: ['api'] }] });
    const related = relate([own, deployment({ app: 'api' }), deployment({ app: 'web' }), deployment({ app: 'api' }, 'plain:test')])(own);
    expect(related).toEqual([
      {
        role: 'workload',
        object: {
          kind: 'Deployment',
          metadata: { name: 'api', namespace: 'journal' },
          spec: { replicas: 3, template: { metadata: { labels: { app: 'api' } } } },
        },
      },
    ]);
  });
});

test('an admission policy gets its bindings', () => {
  const admission = 'admissionregistration.k8s.io';
  const policy = makeObject({ apiVersion: `${admission}/v1`, kind: 'ValidatingAdmissionPolicy', metadata: { name: 'p' } });
  const bindingOf = (policyName: string) =>
    makeObject({
      apiVersion: `${admission}/v1`,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: policyName },
      spec: { policyName },
    });
  expect(relate([policy, bindingOf('p'), bindingOf('q')])(policy)).toEqual([
    { role: 'policy-binding', object: { metadata: { name: 'p', namespace: '' } } },
  ]);
});

test('a bucket gets the settings that name it, by its own name and by the one it has at the provider', () => {
  const api = 's3.aws.upbound.io/v1beta1';
  const annotations = { 'crossplane.io/external-name': 'klinik-udtraek' };
  const bucket = makeObject({ apiVersion: api, kind: 'Bucket', metadata: { name: 'udtraek', annotations } });
  const setting = (name: string, forProvider: JsonObject) =>
    makeObject({ apiVersion: api, kind: 'BucketLifecycleConfiguration', metadata: { name }, spec: { forProvider } });
  const settings = [
    setting('by-reference', { bucketRef: { name: 'udtraek' } }),
    setting('by-name', { bucket: 'klinik-udtraek' }),
    setting('of-another', { bucketRef: { name: 'andet' } }),
  ];
  const related = relate([bucket, ...settings])(bucket);
  expect(related.map(({ object }) => (object.metadata as JsonObject).name)).toEqual(['by-reference', 'by-name']);
});
