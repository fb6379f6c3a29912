import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readAnswer } from '../../src/evaluate/answer.ts';
import type { Batch } from '../../src/evaluate/batch.ts';
import { evaluateObjects } from '../../src/evaluate/evaluate.ts';
import { groupByCluster, writeInventories } from '../../src/evaluate/inventory.ts';
import type { Control } from '../../src/model/control.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import { makeObject, makePod } from './make-object.ts';
import { manifest, startEvaluator } from './start-evaluator.ts';

const evaluator = startEvaluator();
const options = { controls: manifest.controls, kubernetesVersion: '1.37' };
const context = () => ({ cluster: {}, environment: '', namespaceLabels: {} });

afterAll(() => evaluator.stop());

function ask(objects: readonly RenderedObject[]): readonly Batch[] {
  const clusters = [...groupByCluster(objects).keys()];
  const place = (cluster: string): number => objects.length + clusters.indexOf(cluster);
  const asked = [...writeInventories(objects, place, { ...options, parameters: {}, contextOf: context })];
  return asked.map((one) => {
    if ('code' in one) throw new Error(one.code);
    return one;
  });
}

function onCluster(cluster: string, object: RenderedObject): RenderedObject {
  return { ...object, identity: { ...object.identity, cluster } };
}

function shown(batch: Batch | undefined): readonly { readonly object: JsonObject }[] {
  return (JSON.parse(new TextDecoder().decode(batch?.json)) as { objects: { object: JsonObject }[] }).objects;
}

const binding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'operator' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'operator' },
  subjects: [{ kind: 'Group', name: 'developers' }],
};
const role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'operator' },
  rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
};

test('objects of one cluster are judged together, however far apart they stand', async () => {
  const between = Array.from({ length: 450 }, (_, index) => makePod(`pod-${index}`, { containers: [{ name: 'c', image: 'a/b:1.0' }] }));
  const { findings } = await evaluateObjects([makeObject(role), ...between, makeObject(binding)], options, evaluator);
  expect(findings.filter(({ control }) => control === 'AUT-07')).toMatchObject([
    { status: 'fail', messageKey: 'equalRole', object: { kind: 'ClusterRoleBinding' } },
  ]);
});

test('and those of another cluster are not', async () => {
  const { findings } = await evaluateObjects(
    [onCluster('test', makeObject(role)), onCluster('production', makeObject(binding))],
    options,
    evaluator,
  );
  expect(findings.filter(({ control }) => control === 'AUT-07')).toMatchObject([
    { status: 'not-evaluable', messageKey: 'unknownRole', object: { cluster: 'production' } },
  ]);
});

describe('what is asked', () => {
  test('keeps of a DaemonSet on which nodes it may run', () => {
    const spec = { tolerations: [{ operator: 'Exists' }], affinity: { nodeAffinity: {} }, containers: [{ name: 'c', env: [] }] };
    const set = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'falco' }, spec: { template: { spec } } };
    const [batch] = ask([makeObject(set)]);
    expect(shown(batch)[0]?.object.spec).toEqual({ template: { spec: { ...spec, containers: [{ name: 'c' }] } } });
  });

  test('leaves out schemas and what only a rule about one pod needs, and keeps every place', () => {
    const pod = makePod('journal-api', {
      serviceAccountName: 'journal',
      affinity: { podAntiAffinity: {} },
      containers: ['odd', { name: 'api', image: 'a/b:1.0', args: ['--x'], env: [{ name: 'A', value: 'b' }], resources: {} }],
    });
    const definition = makeObject({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'a.example.com' },
      spec: { group: 'example.com', versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema: {} } }] },
    });
    const [first, second] = shown(ask([pod, definition])[0]);
    expect(first?.object.spec).toEqual({
      serviceAccountName: 'journal',
      containers: ['odd', { name: 'api', image: 'a/b:1.0', args: ['--x'] }],
    });
    expect(second?.object.spec).toEqual({ group: 'example.com', versions: [{ name: 'v1', served: true }] });
  });

  test('keeps of all variables those that say how a database is connected to, each in its place', () => {
    const url = { name: 'DB_URL', value: 'postgres://db/journal?sslmode=require' };
    const mode = { name: 'PGSSLMODE', value: 'prefer' };
    const pod = makePod('journal-api', { containers: [{ name: 'api', env: [{ name: 'PASSWORD', value: 'x' }, url, 'odd', mode] }] });
    expect(shown(ask([pod])[0])[0]?.object.spec).toEqual({ containers: [{ name: 'api', env: [{}, url, {}, mode] }] });
  });

  test('carries the day of the judgement, and none where none is given', async () => {
    const given = { metadata: { name: 'team' }, roleRef: { apiGroup: binding.roleRef.apiGroup, kind: 'ClusterRole', name: 'admin' } };
    const annotations = {
      'tilsyn/owner': 'journal',
      'tilsyn/approved-in': 'PR-318',
      'tilsyn/expires-on': '2026-11-24',
      'tilsyn/reviewed-on': '2026-11-01',
    };
    const grant = makeObject({ ...binding, ...given, metadata: { name: 'team', annotations } });
    const said = async (today: object): Promise<readonly string[]> => {
      const { findings } = await evaluateObjects([grant], { ...options, ...today, enabled: new Set(['AUT-15']) }, evaluator);
      return findings.map(({ messageKey }) => messageKey);
    };
    expect(await said({ today: '2026-11-24' })).toEqual([]);
    expect(await said({ today: '2026-11-25' })).toEqual(['pastExpiry']);
    expect(await said({})).toEqual(['noToday', 'noToday']);
  });

  test('does not change the objects themselves', () => {
    const pod = makePod('journal-api', { containers: [{ name: 'api', env: [] }] });
    const before = structuredClone(pod);
    ask([pod]);
    expect(pod).toEqual(before);
  });
});

describe('what is said of a cluster', () => {
  const asked = { entrypoint: 'inventory' as const, indexes: [0, 1], cluster: 2 };
  const control = { ...(manifest.controls[0] as Control), id: 'LOG-01', entrypoints: ['inventory' as const] };
  const missing = { messageKey: 'noPolicy', params: {}, status: 'not-evaluable' };
  const answer = [{ result: { objects: 2, controls: { 'LOG-01': { examined: [], violations: [], cluster: [missing] } } } }];

  test('is a violation of the object that stands for it', () => {
    expect(readAnswer(answer, asked, [control])).toMatchObject({
      violations: [{ object: 2, path: [], messageKey: 'noPolicy', status: 'not-evaluable' }],
    });
  });

  test('is no judgement where no cluster was asked about', () => {
    const { cluster: _, ...single } = asked;
    expect(readAnswer(answer, single, [control])).toMatchObject({ code: 'policy-count' });
  });
});

test('what is left out of an inventory is asked for by no rule that sees one', () => {
  const policies = join(import.meta.dirname, '../../policies');
  const files = readdirSync(policies, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!_test)\.rego$/.test(name));
  const packages = files.map((name) => {
    const text = readFileSync(join(policies, name), 'utf8');
    const imports = [...text.matchAll(/^import data\.(\S+)/gm)].map(([, imported]) => imported);
    return { name: /^package (\S+)/m.exec(text)?.[1] ?? '', imports, text };
  });
  const seen = new Set(packages.map(({ name }) => name).filter((name) => name.startsWith('tilsyn.inventory.')));
  for (const one of seen)
    for (const { name, imports } of packages) if (name === one) for (const imported of imports) seen.add(imported ?? '');

  expect(seen.size).toBeGreaterThan(60);
  expect(packages.filter(({ name, text }) => seen.has(name) && /\brelated\b/.test(text)).map(({ name }) => name)).toEqual([]);
});
