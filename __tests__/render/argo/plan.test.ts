import { afterAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/model/json.ts';
import { startTestEngine } from '../start-engine.ts';
import { chartFile, configMap } from '../trees.ts';
import { planOf, plansOf, REPOSITORY, reasonOf, UNREAD } from './application-of.ts';

const engine = startTestEngine({ size: 1 });
afterAll(() => engine.stop());

async function render(files: Readonly<Record<string, string>>, ...sources: readonly JsonObject[]): Promise<string> {
  const plan = plansOf(files, ...sources).find(({ kind }) => kind !== 'reference');
  if (plan?.kind !== 'helm' && plan?.kind !== 'kustomize') throw new Error(JSON.stringify(plan));
  const made =
    plan.kind === 'helm'
      ? await engine.renderChart(plan.files, plan.job, 'seed')
      : await engine.buildKustomization([...plan.files.values()], plan.job, 'seed');
  if ('problem' in made) throw new Error(JSON.stringify(made.problem));
  return made.documents.map((bytes) => new TextDecoder().decode(bytes)).join('---\n');
}

const chart = {
  'charts/web/Chart.yaml': chartFile('web'),
  'charts/web/values.yaml': 'a: chart\nb: chart\nc: chart\n',
  'charts/web/templates/a.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
data:
  a: {{ .Values.a | quote }}
  b: {{ .Values.b | quote }}
  c: {{ .Values.c | quote }}
`,
};

describe('the kind of a source', () => {
  const both = { 'a/Chart.yaml': chartFile('a'), 'a/kustomization.yaml': 'resources: []\n' };
  test.each<[string, Record<string, string>, JsonObject, string]>([
    ['a chart', { 'a/Chart.yaml': chartFile('a') }, {}, 'helm'],
    ['a kustomization', { 'a/kustomization.yml': '' }, {}, 'kustomize'],
    ['both, as the walk ends', both, {}, 'kustomize'],
    ['both, told which', both, { helm: { releaseName: 'x' } }, 'helm'],
    ['both, told nothing', both, { helm: {} }, 'kustomize'],
    ['neither', { 'a/b.yaml': configMap('b') }, {}, 'directory'],
    ['a chart further down', { 'a/b/Chart.yaml': chartFile('a') }, {}, 'directory'],
  ])('with %s', (_, files, settings, kind) => {
    expect(planOf(files, { path: 'a', ...settings }).kind).toBe(kind);
  });

  test.each<[string, JsonObject]>([
    ['settings of helm and directory', { helm: { releaseName: 'a' }, directory: { recurse: true } }],
    ['vault', { plugin: { name: 'vault' } }],
  ])('is refused with %s', (reason, settings) => {
    expect(reasonOf(planOf({ 'a/b.yaml': configMap('b') }, { path: 'a', ...settings }))).toContain(reason);
  });
});

describe('a path', () => {
  test.each(['../other', '/etc', 'a/../../b', 'a\\..\\..'])('%s that leads out of the repository is refused', (path) => {
    expect(reasonOf(planOf({ 'a/b.yaml': configMap('b') }, { path }))).toContain('outside');
  });

  test('that is not there is refused, and not an empty deployment', () => {
    expect(reasonOf(planOf({ 'a/b.yaml': configMap('b') }, { path: 'b' }))).toContain('no folder b');
  });

  test('of another repository is refused by its address', () => {
    expect(reasonOf(planOf({ 'a/b.yaml': configMap('b') }, { path: 'a', repoURL: 'https://example.dk/other' }))).toBe(
      'https://example.dk/other main',
    );
  });
});

describe('a directory', () => {
  const files = {
    'a/one.yaml': configMap('one'),
    'a/two.json': '{}',
    'a/notes.txt': 'no',
    'a/deep/three.yml': configMap('three'),
    'a/deep/skip.yaml': `# +argocd:skip-file-rendering\n${configMap('skip')}`,
  };
  test.each<[string, JsonObject, readonly string[]]>([
    ['its own manifests', {}, ['a/one.yaml', 'a/two.json']],
    ['those below', { recurse: true }, ['a/deep/three.yml', 'a/one.yaml', 'a/two.json']],
    ['all but', { recurse: true, exclude: '{deep/*,*.json}' }, ['a/one.yaml']],
    ['only', { recurse: true, include: '*.yml' }, ['a/deep/three.yml']],
    ['only, and of these not', { recurse: true, include: '*.y*ml', exclude: 'one*' }, ['a/deep/three.yml']],
  ])('deploys %s', (_, directory, expected) => {
    expect(planOf(files, { path: 'a', directory })).toMatchObject({ kind: 'directory', files: expected });
  });

  test('names files that ask to be passed over', () => {
    expect(planOf(files, { path: 'a', directory: { recurse: true } })).toMatchObject({ skipped: ['a/deep/skip.yaml'] });
  });

  test('with jsonnet is refused', () => {
    expect(planOf({ 'a/x.jsonnet': '{}' }, { path: 'a' })).toMatchObject({
      refused: { code: 'render-refused', params: { what: 'jsonnet', detail: 'a/x.jsonnet' } },
    });
  });

  test('with a glob that cannot be read is refused', () => {
    expect(reasonOf(planOf(files, { path: 'a', directory: { exclude: '{a,' } }))).toContain('glob');
  });
});

describe('a chart', () => {
  test('takes its values in the order of Argo CD', async () => {
    const text = await render(
      { ...chart, 'charts/web/p.yaml': 'a: file\nb: file\n' },
      {
        path: 'charts/web',
        helm: {
          valueFiles: ['p.yaml'],
          values: 'a: lost',
          valuesObject: { b: 'object' },
          parameters: [
            { name: 'c', value: '1,2 $ARGOCD_APP_NAME' },
            { name: 'a', value: '007', forceString: true },
          ],
        },
      },
    );
    expect(text).toContain('name: journal\n  namespace: journal\n');
    expect(text).toContain('a: "007"\n  b: "object"\n  c: "1,2 journal"\n');
  });

  test('takes values of the repository by `$ref`', async () => {
    const text = await render(
      { ...chart, 'env/prod.yaml': 'a: prod\n' },
      { path: 'charts/web', helm: { releaseName: 'web', valueFiles: ['$values/env/prod.yaml'] } },
      { ref: 'values' },
    );
    expect(text).toContain('name: web\n');
    expect(text).toContain('a: "prod"\n');
  });

  test('takes the files of a glob in the order of their names', () => {
    const files = { ...chart, 'charts/web/env/b.yaml': 'a: b', 'charts/web/env/x/a.yaml': 'a: x', 'charts/web/env/a.yaml': 'a: a' };
    expect(planOf(files, { path: 'charts/web', helm: { valueFiles: ['env/**/*.yaml'] } })).toMatchObject({
      job: { values: ['charts/web/env/a.yaml', 'charts/web/env/b.yaml', 'charts/web/env/x/a.yaml'] },
    });
  });

  test('leaves out what it is told to', () => {
    expect(planOf(chart, { path: 'charts/web', helm: { skipCrds: true, skipTests: true } })).toMatchObject({ leaveOut: ['crd', 'test'] });
  });

  test('without one of its values files is refused, unless it may be missing', () => {
    const helm = { valueFiles: ['none.yaml'] };
    expect(reasonOf(planOf(chart, { path: 'charts/web', helm }))).toContain('none.yaml');
    expect(planOf(chart, { path: 'charts/web', helm: { ...helm, ignoreMissingValueFiles: true } }).kind).toBe('helm');
  });

  test('whose values may be there unread is refused, even where they may be missing', () => {
    const helm = (name: string): JsonObject => ({ valueFiles: [name], ignoreMissingValueFiles: true });
    const files = { ...chart, 'env/link.yaml': UNREAD };
    for (const name of ['/env/link.yaml', '/env/*.yaml', '/env/prod.values'])
      expect(reasonOf(planOf(files, { path: 'charts/web', helm: helm(name) }))).toContain('cannot be read');
    expect(planOf(files, { path: 'charts/web', helm: helm('/env/other.yaml') }).kind).toBe('helm');
  });

  test.each([
    ['../../../secret.yaml', 'outside'],
    ['$values/../../x.yaml', 'outside'],
    ['https://example.dk/v.yaml', 'https://example.dk/v.yaml'],
    ['$elsewhere/v.yaml', '$elsewhere/v.yaml'],
  ])('with values at %s is refused', (name, reason) => {
    const [plan] = plansOf(
      chart,
      { path: 'charts/web', helm: { valueFiles: [name], ignoreMissingValueFiles: true } },
      { ref: 'values' },
      { ref: 'elsewhere', repoURL: 'https://example.dk/other' },
    );
    expect(plan && reasonOf(plan)).toContain(reason);
  });

  test('of a Helm repository is refused by its name', () => {
    expect(reasonOf(planOf(chart, { chart: 'redis', targetRevision: '18.0.0', repoURL: 'https://charts.example.dk' }))).toBe(
      'redis 18.0.0 (https://charts.example.dk)',
    );
  });
});

describe('a kustomization', () => {
  const files = {
    'a/kustomization.yaml': 'resources: [cm.yaml, d.yaml]\nnamePrefix: before-\n',
    'a/cm.yaml': configMap('cm'),
    'a/d.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: d }
spec: { replicas: 1, template: { spec: { containers: [{ name: c, image: nginx:1 }] } } }
`,
    'c/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonAnnotations: { from: component }\n',
  };

  test('is edited as the source says before it is built', async () => {
    const text = await render(files, {
      path: 'a',
      kustomize: {
        namePrefix: 'prod-',
        nameSuffix: '-x',
        namespace: 'journal',
        images: ['nginx=registry.dk/nginx:2'],
        replicas: [{ name: 'd', count: '3' }],
        commonLabels: { app: '$ARGOCD_APP_NAME' },
        labelWithoutSelector: true,
        commonAnnotations: { rev: '$ARGOCD_APP_REVISION_SHORT' },
        commonAnnotationsEnvsubst: true,
        components: ['../c'],
        patches: [{ target: { kind: 'ConfigMap' }, patch: '[{"op":"add","path":"/data","value":{"k":"v"}}]' }],
      },
    });
    for (const part of [
      'name: prod-d-x',
      'image: registry.dk/nginx:2',
      'replicas: 3',
      'app: journal',
      'rev: "0123456"',
      'from: component',
      'k: v',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('matchLabels');
  });

  test('is built as it is where the source says nothing', async () => {
    expect(await render(files, { path: 'a' })).toContain('name: before-d');
  });

  test.each<[string, JsonObject]>([
    ['v4.5.7', { version: 'v4.5.7' }],
    ['no component', { components: ['../none'] }],
    ['outside', { components: ['../../none'] }],
    ['no number', { replicas: [{ name: 'd', count: 'many' }] }],
    ['labelWithoutSelector', { commonLabels: { a: 'b' }, labelIncludeTemplates: true }],
  ])('is refused for %s', (reason, kustomize) => {
    expect(reasonOf(planOf(files, { path: 'a', kustomize }))).toContain(reason);
  });
});

describe('overrides in the folder', () => {
  test('change the source, that of the application last', () => {
    const files = {
      ...chart,
      'charts/web/.argocd-source.yaml': 'helm:\n  releaseName: all\n  valueFiles: [x.yaml]\n',
      'charts/web/.argocd-source-journal.yaml': 'helm:\n  releaseName: mine\n  valueFiles: null\n',
    };
    expect(planOf(files, { path: 'charts/web' })).toMatchObject({ job: { release: { name: 'mine' }, values: [] } });
  });

  test('do not change where it comes from', () => {
    const files = {
      'a/.argocd-source.yaml': `repoURL: ${REPOSITORY}x\npath: b\nchart: redis\n`,
      'a/x.yaml': configMap('x'),
      'b/y.yaml': configMap('y'),
    };
    expect(planOf(files, { path: 'a' })).toMatchObject({ kind: 'directory', files: ['a/x.yaml'] });
  });

  test('that are links refuse the source', () => {
    expect(reasonOf(planOf({ ...chart, 'charts/web/.argocd-source.yaml': UNREAD }, { path: 'charts/web' }))).toContain('cannot be read');
  });

  test('that cannot be read refuse the source', () => {
    expect(reasonOf(planOf({ ...chart, 'charts/web/.argocd-source.yaml': 'helm: [' }, { path: 'charts/web' }))).toContain(
      '.argocd-source.yaml',
    );
  });
});
