import { afterAll, describe, expect, test } from '@jest/globals';
import { startTestEngine } from '../start-engine.ts';
import { chartFile, type Files } from '../trees.ts';
import { render as renderTree, repository, together } from './trees.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());
const render = (files: Files) => renderTree(engine, files);

const release = (chart: string, more = '') =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web, namespace: journal}\nspec:\n  ${chart}\n${more}`;
const local = 'chart: {spec: {chart: ./charts/web, sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}}}';
const chart: Files = {
  'charts/web/Chart.yaml': chartFile('web'),
  'charts/web/values.yaml': 'a: own\nb: own\nc: own\nd: own',
  'charts/web/templates/c.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "{{ .Release.Name }}"}\ndata: {v: "{{ .Values.a }} {{ .Values.b }} {{ .Values.c }} {{ .Values.d }}"}',
};

describe('a HelmRelease of a chart in the repository', () => {
  test('is rendered with its values, those from objects before its own', async () => {
    const more =
      '  targetNamespace: ward\n  valuesFrom: [{kind: ConfigMap, name: v}, {kind: ConfigMap, name: v, valuesKey: one, targetPath: c}]\n  values: {b: inline}\n';
    const { objectNamed, objects, problems, ids } = await render({
      ...chart,
      'c/r.yaml': together(repository(), release(local, more)),
      'c/v.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: v, namespace: journal}\ndata: {values.yaml: "a: from\\nb: from", one: "1"}',
    });
    expect(problems).toEqual([]);
    expect(ids).toEqual(['plain:c', 'flux:charts/web#journal/web']);
    expect(objectNamed('ward-web')?.data).toEqual({ v: 'from inline 1 own' });
    expect(objects.at(-1)?.identity.namespace).toBe('ward');
  });

  test('with values that nobody can read here is rendered only in part', async () => {
    const { codes } = await render({
      ...chart,
      'c/r.yaml': together(repository(), release(local, '  valuesFrom: [{kind: Secret, name: v}]\n')),
    });
    expect(codes).toEqual(['root-partial']);
  });
});

describe('a HelmRelease of a chart from elsewhere', () => {
  const remote = 'chart: {spec: {chart: redis, version: 18.0.0, sourceRef: {kind: HelmRepository, name: charts}}}';
  const source =
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata: {name: charts, namespace: journal}\nspec: {url: "https://charts.example.dk"}\n';

  test('is named with its chart and what its values switch on', async () => {
    const values = '  values: {master: {securityContext: {privileged: true, runAsUser: 0}}, password: geheim}\n';
    const { problems } = await render({ 'c/r.yaml': together(source, release(remote, values)) });
    expect(problems).toEqual([
      {
        code: 'source-not-available',
        root: 'plain:c',
        file: 'c/r.yaml',
        params: {
          what: 'HelmRelease journal/web',
          detail: 'redis 18.0.0 HelmRepository journal/charts (https://charts.example.dk)',
          content: expect.stringMatching(/^[0-9a-f]{64}$/),
          hint: '`master.securityContext.privileged: true`, `master.securityContext.runAsUser: 0`',
        },
      },
    ]);
  });

  test('says another digest when its source or the values from an object change', async () => {
    const digestOf = async (url: string, value: string) => {
      const { problems } = await render({
        'c/r.yaml': together(source.replace('charts.example', url), release(remote, '  valuesFrom: [{kind: ConfigMap, name: v}]\n')),
        'c/v.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: v, namespace: journal}\ndata: {values.yaml: "a: ${value}"}`,
      });
      return problems[0]?.params.content;
    };
    const digests = [await digestOf('a', '1'), await digestOf('b', '1'), await digestOf('a', '2'), await digestOf('a', '1')];
    expect(new Set(digests).size).toBe(3);
    expect(digests[3]).toBe(digests[0]);
  });
});
