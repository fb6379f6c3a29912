import { describe, expect, test } from '@jest/globals';
import { findPods } from '../../src/evaluate/pod-templates.ts';
import type { JsonObject } from '../../src/model/json.ts';

function find(group: string, kind: string, value: JsonObject) {
  return findPods({ group, kind }, value);
}

describe('built-in kinds', () => {
  test.each([
    ['', 'Pod', []],
    ['', 'PodTemplate', ['template']],
    ['apps', 'DaemonSet', ['spec', 'template']],
    ['batch', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ])('%s/%s', (group, kind, at) => {
    const value = [...at].reverse().reduce<JsonObject>((inner, step) => ({ [step]: inner }), { spec: {} });
    expect(find(group, kind, value)).toEqual({ pods: [{ at, podSpecOnly: false }], containers: [], fields: [] });
  });

  test('a kind of the same name in another group is another kind', () => {
    expect(find('example.com', 'Deployment', { spec: { template: { spec: {} } } }).pods).toEqual([]);
  });
});

describe('custom resources', () => {
  test('each item of a list and each key of a map', () => {
    const job = { spec: { pytorchReplicaSpecs: { Master: { template: {} }, Worker: { template: {} }, Broken: 'x' } } };
    expect(find('kubeflow.org', 'PyTorchJob', job).pods.map(({ at }) => at[2])).toEqual(['Master', 'Worker']);
    expect(find('elasticsearch.k8s.elastic.co', 'Elasticsearch', { spec: { nodeSets: [{}, { podTemplate: {} }] } }).pods).toEqual([
      { at: ['spec', 'nodeSets', 1, 'podTemplate'], podSpecOnly: false },
    ]);
  });

  test('pod specs in place, single containers, single fields', () => {
    expect(find('monitoring.coreos.com', 'Prometheus', { spec: {} }).pods).toEqual([{ at: ['spec'], podSpecOnly: true }]);
    expect(find('tekton.dev', 'Task', { spec: { steps: [{ name: 'a' }] } }).containers).toEqual([['spec', 'steps', 0]]);
    expect(find('postgresql.cnpg.io', 'Cluster', { spec: { securityContext: {} } }).fields).toEqual([['spec', 'securityContext']]);
    expect(
      find('postgres-operator.crunchydata.com', 'PostgresCluster', { spec: { instances: [{ containers: [{}, {}] }] } }).containers,
    ).toHaveLength(2);
  });
});

test('kinds that stand in for built-in ones, and those that put containers into the pods of others', () => {
  const pod = { spec: { template: {} } };
  for (const kind of ['CloneSet', 'DaemonSet', 'StatefulSet', 'BroadcastJob'])
    expect(find('apps.kruise.io', kind, pod).pods).toEqual([{ at: ['spec', 'template'], podSpecOnly: false }]);
  const united = { spec: { template: { cloneSetTemplate: pod, deploymentTemplate: pod } } };
  expect(find('apps.kruise.io', 'UnitedDeployment', united).pods.map(({ at }) => at[2])).toEqual([
    'cloneSetTemplate',
    'deploymentTemplate',
  ]);
  expect(find('apps.kruise.io', 'SidecarSet', { spec: { containers: [] } }).pods).toEqual([{ at: ['spec'], podSpecOnly: true }]);
  expect(find('apps.kruise.io', 'EphemeralJob', { spec: { template: { ephemeralContainers: [] } } }).pods).toEqual([
    { at: ['spec', 'template'], podSpecOnly: true },
  ]);
});

test('a path that leads nowhere, or into another shape, is no place', () => {
  for (const spec of [null, 'x', [], { template: null }]) expect(find('apps', 'Deployment', { spec }).pods).toEqual([]);
  expect(find('tekton.dev', 'Task', { spec: { steps: { 0: {} } } }).containers).toEqual([]);
  expect(find('apps', 'Deployment', Object.create({ spec: { template: {} } }) as JsonObject).pods).toEqual([]);
});
