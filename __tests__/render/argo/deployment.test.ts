import { afterAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/model/json.ts';
import type { RenderedSide } from '../../../src/model/side.ts';
import { renderTools } from '../../../src/render/root-render.ts';
import { renderSide } from '../../../src/render/side.ts';
import { startTestEngine } from '../start-engine.ts';
import { chartFile, configMap, type Files, sideOf } from '../trees.ts';
import { applicationOf, REPOSITORY } from './application-of.ts';

const tools = renderTools(startTestEngine({ size: 1 }));
afterAll(() => tools.engine.stop());

function render(files: Files): Promise<RenderedSide> {
  const options = {
    exclude: [],
    charts: [],
    ciValues: false,
    kubernetesVersion: '1.35',
    apiVersions: [],
    repository: { name: 'region/journal', branch: 'main' },
  };
  return renderSide(sideOf(files), options, tools);
}

const app = (...sources: readonly JsonObject[]): string => JSON.stringify(applicationOf(...sources));
const named = ({ objects }: RenderedSide, name: string): RenderedSide['objects'] =>
  objects.filter(({ identity }) => identity.name === name);
const contentOf = ({ problems }: RenderedSide): unknown => problems.find(({ code }) => code === 'source-not-available')?.params.content;

const chart = {
  'charts/web/Chart.yaml': chartFile('web'),
  'charts/web/templates/a.yaml': configMap('{{ .Release.Name }}-{{ .Values.env }}'),
  'charts/web/values.yaml': 'env: none\n',
  'charts/web/prod.yaml': 'env: prod\n',
};

describe('an Application in the repository', () => {
  test('deploys its folder once, into its cluster and namespace', async () => {
    const side = await render({ 'argo/app.yaml': app({ path: 'apps/web' }), 'apps/web/cm.yaml': configMap('web') });
    expect(named(side, 'web').map(({ identity, root, origin }) => ({ identity, root, file: origin.file }))).toEqual([
      {
        identity: expect.objectContaining({ cluster: 'prod', namespace: 'journal' }),
        root: 'argocd:apps/web#argocd/journal',
        file: 'apps/web/cm.yaml',
      },
    ]);
    expect(side.problems).toEqual([]);
  });

  test('deploys a chart with its own values, and not as it is besides', async () => {
    const side = await render({ ...chart, 'argo/app.yaml': app({ path: 'charts/web', helm: { valueFiles: ['prod.yaml'] } }) });
    expect(side.objects.filter(({ identity }) => identity.kind === 'ConfigMap').map(({ identity }) => identity.name)).toEqual([
      'journal-prod',
    ]);
    expect(side.problems).toEqual([]);
  });

  test('says where the objects of a kustomization come from', async () => {
    const side = await render({
      'argo/app.yaml': app({ path: 'k', kustomize: { namePrefix: 'p-' } }),
      'k/kustomization.yaml': 'resources: [cm.yaml]\n',
      'k/cm.yaml': configMap('cm'),
    });
    expect(named(side, 'p-cm')).toMatchObject([{ origin: { file: 'k/cm.yaml' } }]);
    expect(named(side, 'cm')).toEqual([]);
  });

  test('that deploys Applications is followed to the end, and one that deploys itself ends', async () => {
    const inner = { ...applicationOf({ path: 'apps/web' }), metadata: { name: 'inner', namespace: 'argocd' } };
    const side = await render({
      'argo/app.yaml': app({ path: 'argo', directory: { recurse: true } }),
      'argo/inner.yaml': JSON.stringify(inner),
      'apps/web/cm.yaml': configMap('web'),
    });
    expect(named(side, 'web')).toHaveLength(1);
    expect(named(side, 'web')[0]?.via).toContain('argocd:argo#argocd/journal');
    expect(side.problems).toEqual([]);
  });

  test('of another repository is named', async () => {
    const side = await render({ 'argo/app.yaml': app({ path: 'x', repoURL: 'https://github.com/other/one' }) });
    expect(side.problems).toMatchObject([
      {
        code: 'source-not-available',
        file: 'argo/app.yaml',
        params: { what: 'Application argocd/journal', detail: 'https://github.com/other/one main' },
      },
    ]);
  });

  test('with one source of two that is here deploys that and names the other', async () => {
    const side = await render({
      'argo/app.yaml': app({ path: 'apps/web' }, { chart: 'redis', repoURL: 'https://charts.example.dk', targetRevision: '18.0.0' }),
      'apps/web/cm.yaml': configMap('web'),
    });
    expect(named(side, 'web')).toHaveLength(1);
    expect(side.problems).toMatchObject([{ code: 'source-not-available', params: { detail: 'redis 18.0.0 (https://charts.example.dk)' } }]);
  });

  test('of another revision is not taken for what is here', async () => {
    const side = await render({
      'argo/app.yaml': app({ path: 'apps/web', targetRevision: 'v1.2.0' }),
      'apps/web/cm.yaml': configMap('web'),
    });
    expect(side.problems).toMatchObject([{ code: 'source-not-available', params: { detail: `${REPOSITORY} v1.2.0` } }]);
  });

  test('of jsonnet is named, and jsonnet is no manifest to anybody else', async () => {
    const jsonnet = '{ apiVersion: "v1", local x: std.foo }';
    expect((await render({ 'argo/app.yaml': app({ path: 'j' }), 'j/a.jsonnet': jsonnet })).problems).toMatchObject([
      { code: 'source-not-available', params: { detail: 'jsonnet j/a.jsonnet' } },
    ]);
    expect((await render({ 'j/a.jsonnet': jsonnet })).problems).toEqual([]);
  });

  test('of a plugin is another deployment when its folder changes', async () => {
    const files = { 'argo/app.yaml': app({ path: 'p', plugin: { name: 'vault' } }), 'p/a.yaml': configMap('a') };
    const [before, same, after] = [await render(files), await render(files), await render({ ...files, 'p/a.yaml': configMap('b') })];
    expect(contentOf(before)).toBeDefined();
    expect(contentOf(same)).toBe(contentOf(before));
    expect(contentOf(after)).not.toBe(contentOf(before));
  });
});

describe('an ApplicationSet in the repository', () => {
  const set = (spec: JsonObject): string =>
    JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata: { name: 'all', namespace: 'argocd' }, spec });
  const template = {
    metadata: { name: '{{ .path.basename }}' },
    spec: {
      project: 'care',
      source: { repoURL: REPOSITORY, targetRevision: 'main', path: '{{ .path.path }}' },
      destination: { server: 'https://kubernetes.default.svc', namespace: '{{ .path.basename }}' },
    },
  };
  const files = { 'apps/a/cm.yaml': configMap('one'), 'apps/b/cm.yaml': configMap('two') };

  test('deploys what its Applications deploy', async () => {
    const generators = [{ git: { repoURL: REPOSITORY, revision: 'main', directories: [{ path: 'apps/*' }] } }];
    const side = await render({ ...files, 'argo/set.yaml': set({ goTemplate: true, generators, template }) });
    expect(side.problems).toEqual([]);
    const maps = side.objects.filter(({ identity }) => identity.kind === 'ConfigMap');
    expect(maps.map(({ identity, root }) => [identity.cluster, identity.namespace, identity.name, root])).toEqual([
      ['', 'a', 'one', 'argocd:apps/a#argocd/a'],
      ['', 'b', 'two', 'argocd:apps/b#argocd/b'],
    ]);
  });

  test('of clusters is named, and the files are judged for themselves', async () => {
    const side = await render({ ...files, 'argo/set.yaml': set({ goTemplate: true, generators: [{ clusters: {} }], template }) });
    expect(side.problems).toMatchObject([
      { code: 'source-not-available', params: { what: 'ApplicationSet argocd/all', detail: 'generator clusters' } },
    ]);
    expect(named(side, 'one')).toMatchObject([{ root: 'plain:apps/a' }]);
  });
});
