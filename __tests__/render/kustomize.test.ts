import { afterAll, describe, expect, test } from '@jest/globals';
import { findOrigins } from '../../src/render/origins.ts';
import { renderTools } from '../../src/render/root-render.ts';
import { renderSide } from '../../src/render/side.ts';
import { startTestEngine } from './start-engine.ts';
import { chartFile, configMap, type Files, sideOf } from './trees.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());

const options = { exclude: [], kubernetesVersion: '1.35', apiVersions: [] };

async function render(files: Files) {
  const tools = renderTools(engine);
  const side = await renderSide(sideOf(files), options, tools);
  return { ...side, objects: await findOrigins(side.objects, side.roots, sideOf(files), options, tools) };
}

describe('the objects of a kustomization', () => {
  const files: Files = {
    'base/kustomization.yaml': 'resources: [a.yaml]',
    'base/a.yaml': configMap('a', 'x: base'),
    'parts/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [p.yaml]',
    'parts/p.yaml': configMap('p'),
    'prod/kustomization.yaml':
      'resources: [../base]\ncomponents: [../parts]\nnamePrefix: prod-\npatches: [{path: patch.yaml, target: {name: a}}]\nconfigMapGenerator: [{name: g, literals: [a=b]}]',
    'prod/patch.yaml': '- {op: replace, path: /data/x, value: prod}',
  };

  test('come with the file they were read from, and without the notes of the build', async () => {
    const { objects, problems, leftOut } = await render(files);
    expect(problems).toEqual([]);
    expect(
      objects.map(({ identity, origin, root, value }) => [identity.name.replace(/-\w{10}$/, ''), origin.file, root, value.metadata]),
    ).toEqual([
      ['prod-a', 'base/a.yaml', 'kustomize:prod', { name: 'prod-a' }],
      ['prod-g', 'prod/kustomization.yaml', 'kustomize:prod', { name: objects[1]?.identity.name }],
      ['prod-p', 'parts/p.yaml', 'kustomize:prod', { name: 'prod-p' }],
    ]);
    expect(objects[0]?.value.data).toEqual({ x: 'prod' });
    expect(leftOut.map(({ id, reason }) => [id, reason])).toEqual([
      ['kustomize:base', 'used-by-kustomization'],
      ['kustomize:parts', 'component'],
    ]);
  });

  test('of a base that Flux or Argo CD deploys by itself are judged as they are', async () => {
    const flux = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: x}\nspec: {path: ./base}\n';
    const { objects } = await render({ ...files, 'clusters/x.yaml': flux });
    expect(objects.filter(({ root }) => root === 'kustomize:base').map(({ value }) => value.data)).toEqual([{ x: 'base' }]);
  });

  test('include those of a chart that lies beside it', async () => {
    const { objects, problems } = await render({
      'k/kustomization.yaml':
        'helmCharts: [{name: web, releaseName: journal, namespace: clinic, valuesInline: {x: inline}}]\nnameSuffix: -k',
      'k/charts/web/Chart.yaml': chartFile('web'),
      'k/charts/web/values.yaml': 'x: own',
      'k/charts/web/templates/a.yaml': configMap('{{ .Release.Name }}', 'x: {{ .Values.x }}'),
    });
    expect(problems).toEqual([]);
    expect(objects.map(({ identity, value }) => [identity.name, value.data])).toEqual([['journal-k', { x: 'inline' }]]);
  });
});

describe('a kustomization that a change brings', () => {
  test('takes nothing out of sight that was a root or a plain manifest before', async () => {
    const tools = renderTools(engine);
    const before: Files = { 'app/kustomization.yaml': 'resources: [a.yaml]', 'app/a.yaml': configMap('a'), 'plain/b.yaml': configMap('b') };
    const removing =
      'resources: [../app, ../plain]\npatches: [{patch: "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, $patch: delete}"}]';
    const base = await renderSide(sideOf(before), options, tools);
    const head = await renderSide(
      sideOf({ ...before, 'x/kustomization.yaml': removing, 'plain/kustomization.yaml': 'resources: [b.yaml]' }),
      { ...options, base },
      tools,
    );
    expect(head.problems).toEqual([]);
    expect(head.objects.map(({ root, identity }) => [root, identity.name])).toEqual([
      ['plain:plain', 'b'],
      ['kustomize:app', 'a'],
      ['kustomize:x', 'b'],
    ]);
  });
});
