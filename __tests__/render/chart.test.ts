import { afterAll, describe, expect, test } from '@jest/globals';
import type { ChartSettings } from '../../src/discover/discovery.ts';
import { renderTools } from '../../src/render/root-render.ts';
import { renderSide } from '../../src/render/side.ts';
import { startTestEngine } from './start-engine.ts';
import { chartFile, configMap, type Files, sideOf } from './trees.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());

const render = (files: Files, charts: readonly ChartSettings[] = []) =>
  renderSide(sideOf(files), { exclude: [], charts, kubernetesVersion: '1.35', apiVersions: [] }, renderTools(engine));

const secret = (name: string, data: string): string => `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\ndata: {${data}}\n`;

describe('the objects of a chart', () => {
  test('come with the template that made them, as a file without a line', async () => {
    const { objects, problems } = await render({
      'c/Chart.yaml': chartFile('web'),
      'c/values.yaml': 'names: [a, b]',
      'c/templates/_helpers.tpl': `{{ define "one" }}${configMap('{{ . }}')}{{ end }}`,
      'c/templates/all.yaml': '{{ range .Values.names }}{{ include "one" . }}---\n{{ end }}',
    });
    expect(problems).toEqual([]);
    expect(objects.map(({ identity, origin, root }) => [identity.name, origin, root])).toEqual([
      ['a', { file: 'c/templates/all.yaml', document: 0, item: [], rendered: true }, 'helm:c'],
      ['b', { file: 'c/templates/all.yaml', document: 1, item: [], rendered: true }, 'helm:c'],
    ]);
  });

  test('are read as Kubernetes reads them: a list is taken apart, and a key that stands twice is named', async () => {
    const { objects, problems } = await render({
      'c/Chart.yaml': chartFile('web'),
      'c/templates/a.yaml': `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n${configMap('b')}data: {x: "1"}\ndata: {x: "2"}\n`,
    });
    expect(objects.map(({ identity }) => identity.name).sort()).toEqual(['a', 'b']);
    expect(problems).toEqual([{ code: 'yaml-duplicate-key', root: 'helm:c', file: 'c/templates/a.yaml', params: { key: 'data' } }]);
  });

  test('include hooks and definitions', async () => {
    const hook = 'apiVersion: batch/v1\nkind: Job\nmetadata: {name: j, annotations: {helm.sh/hook: pre-install}}\n';
    const { objects } = await render({
      'c/Chart.yaml': chartFile('web'),
      'c/templates/a.yaml': hook,
      'c/crds/x.yaml': 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: xs.example.com}\n',
    });
    expect(objects.map(({ identity }) => identity.kind)).toEqual(['CustomResourceDefinition', 'Job']);
  });

  test('of a hook that Helm does not know are left out by Helm, and that is said', async () => {
    const { objects, assumptions } = await render({
      'c/Chart.yaml': chartFile('web'),
      'c/templates/a.yaml': 'apiVersion: batch/v1\nkind: Job\nmetadata: {name: j, annotations: {helm.sh/hook: never-heard-of}}\n',
    });
    expect(objects).toEqual([]);
    expect(assumptions.map(({ code }) => code)).toContain('hook-unknown');
  });

  test('land in the namespace of the release, save those that have none', async () => {
    const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\nrules: []\n';
    const files = {
      'c/Chart.yaml': chartFile('web'),
      'c/templates/a.yaml': `${configMap('{{ .Release.Name }}')}---\n${role}---\n${configMap('b').replace('metadata:', 'metadata:\n  namespace: own')}`,
    };
    const named = await render(files, [{ path: 'c', release: 'journal', namespace: 'clinic', values: [] }]);
    expect(named.objects.map(({ identity }) => `${identity.kind}/${identity.namespace}/${identity.name}`).sort()).toEqual([
      'ClusterRole//r',
      'ConfigMap/clinic/journal',
      'ConfigMap/own/b',
    ]);
    expect(named.assumptions.map(({ code }) => code)).not.toContain('releases-assumed');
    const unnamed = await render(files);
    expect(
      unnamed.objects
        .filter(({ identity }) => identity.kind === 'ConfigMap')
        .map(({ identity }) => identity.namespace)
        .sort(),
    ).toEqual(['', 'own']);
    expect(unnamed.assumptions.find(({ code }) => code === 'releases-assumed')?.params).toEqual({ roots: 'helm:c (web)' });
  });

  test('see the APIs that the configuration says the cluster has', async () => {
    const files = {
      'c/Chart.yaml': chartFile('web'),
      'c/templates/a.yaml': `{{ if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}${configMap('a')}{{ end }}`,
    };
    const without = await render(files);
    expect(without.objects).toEqual([]);
    expect(without.assumptions.map(({ code }) => code)).toEqual(['releases-assumed', 'api-versions-assumed', 'template-depends']);
    const options = { exclude: [], kubernetesVersion: '1.35', apiVersions: ['monitoring.coreos.com/v1'] };
    const { objects, assumptions } = await renderSide(sideOf(files), options, renderTools(engine));
    expect(objects).toHaveLength(1);
    expect(assumptions.map(({ code }) => code)).not.toContain('api-versions-assumed');
  });

  test('follow the values files of the configuration, and change nothing elsewhere', async () => {
    const files = {
      'c/Chart.yaml': chartFile('web'),
      'c/values.yaml': 'x: own',
      'c/templates/a.yaml': configMap('a', 'x: {{ .Values.x }}'),
      'prod.yaml': 'x: prod',
    };
    expect((await render(files)).objects[0]?.value.data).toEqual({ x: 'own' });
    expect((await render(files, [{ path: 'c', values: ['prod.yaml'] }])).objects[0]?.value.data).toEqual({ x: 'prod' });
    expect((await render(files, [{ path: 'c', values: ['gone.yaml'] }])).problems.map(({ code }) => code)).toEqual(['root-not-rendered']);
  });
});

describe('a dependency that is declared and not vendored', () => {
  const files = (version: string): Files => ({
    'web/Chart.yaml': chartFile('web', `dependencies: [{name: lib, version: ${version}, repository: "https://example.com/charts"}]`),
    'lib/Chart.yaml': chartFile('lib'),
    'lib/templates/a.yaml': configMap('of-lib'),
  });

  test('is taken from the tree where its version fits', async () => {
    const { objects, problems, assumptions } = await render(files('^1.0.0'));
    expect(problems).toEqual([]);
    expect(objects.map(({ root, identity }) => [root, identity.name])).toEqual([
      ['helm:lib', 'of-lib'],
      ['helm:web', 'of-lib'],
    ]);
    expect(assumptions.find(({ code }) => code === 'dependency-from-tree')?.params).toEqual({
      root: 'helm:web',
      name: 'lib',
      folder: 'lib',
    });
  });

  test('is rendered with a doubt where a vendored one does not fit: Helm renders it', async () => {
    const vendored = { 'web/charts/lib/Chart.yaml': chartFile('lib'), 'web/charts/lib/templates/a.yaml': configMap('of-lib') };
    const { problems, assumptions } = await render({ ...files('^2.0.0'), ...vendored });
    expect(problems).toEqual([]);
    expect(assumptions.find(({ code }) => code === 'chart-warning')?.params.detail).toContain('lib is wanted as ^2.0.0');
  });

  test('is missing where it does not fit', async () => {
    const { problems } = await render(files('^2.0.0'));
    expect(problems).toMatchObject([{ code: 'root-partial', root: 'helm:web', params: { missing: expect.stringContaining('lib') } }]);
  });
});

describe('values that a chart makes up', () => {
  const encoded = (text: string): string => Buffer.from(text).toString('base64');

  test('are told from those that are written, line by line', async () => {
    const { objects, assumptions, problems } = await render({
      'c/Chart.yaml': chartFile('web'),
      'c/templates/a.yaml': [
        secret('made', 'password: {{ randAlphaNum 20 | b64enc }}'),
        secret('both', 'a: {{ printf "fixed: hunter2\\nrandom: %s" (randAlphaNum 20) | b64enc }}'),
        secret('fixed', `password: ${encoded('hunter2')}`),
        configMap('names', 'id: {{ uuidv4 | quote }}'),
      ].join('---\n'),
    });
    expect(problems).toEqual([]);
    const written = new Map(objects.map(({ identity, written: value }) => [identity.name, value?.data]));
    expect(written.get('made')).toEqual({ password: encoded(`\${generated}`) });
    expect(written.get('both')).toEqual({ a: encoded(`fixed: hunter2\nrandom: \${generated}`) });
    expect(written.get('fixed')).toBeUndefined();
    expect(written.get('names')).toBeDefined();
    expect(assumptions.find(({ code }) => code === 'values-generated')?.params.objects).toBe('Secret/made, Secret/both, ConfigMap/names');
  });

  test('keys and certificates are stand-ins, and no key of anybody', async () => {
    const { objects } = await render({
      'c/Chart.yaml': chartFile('web'),
      'c/templates/a.yaml': `{{ $ca := genCA "ca" 365 }}{{ $c := genSignedCert "x" nil nil 365 $ca }}${secret('tls', 'tls.key: {{ $c.Key | b64enc }}, tls.crt: {{ $c.Cert | b64enc }}')}---\n${configMap('plain', 'key: |\n{{ $c.Key | trim | indent 4 }}')}`,
    });
    const written = new Map(objects.map(({ identity, written: value }) => [identity.name, value?.data]));
    expect(written.get('tls')).toEqual({ 'tls.key': encoded(`\${generated}\n`), 'tls.crt': encoded(`\${generated}\n`) });
    expect(written.get('plain')).toEqual({ key: `\${generated}\n` });
  });

  test('a real key in the chart stays in sight beside them', async () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----';
    const { objects } = await render({
      'c/Chart.yaml': chartFile('web'),
      'c/templates/a.yaml': secret('s', `real: ${encoded(key)}, made: {{ randAlphaNum 8 | b64enc }}`),
    });
    expect(objects[0]?.written?.data).toEqual({ real: encoded(key), made: encoded(`\${generated}`) });
  });

  test('objects that come and go with chance leave the root undecided', async () => {
    const { problems } = await render({
      'c/Chart.yaml': chartFile('web'),
      'c/templates/a.yaml': `{{ range until (atoi (randNumeric 3)) }}${configMap('a{{ . }}')}---\n{{ end }}`,
    });
    expect(problems.map(({ code }) => code)).toEqual(['root-not-rendered']);
  });
});

describe('both sides of a change', () => {
  test('render a root that is the same on both once', async () => {
    let jobs = 0;
    const counting = {
      ...engine,
      renderChart: (...given: Parameters<typeof engine.renderChart>) => {
        jobs += 1;
        return engine.renderChart(...given);
      },
    };
    const tools = renderTools(counting);
    const options = { exclude: [], kubernetesVersion: '1.35', apiVersions: [] };
    const files = {
      'a/Chart.yaml': chartFile('a'),
      'a/templates/a.yaml': configMap('a'),
      'b/Chart.yaml': chartFile('b'),
      'b/templates/b.yaml': configMap('b'),
    };
    const base = await renderSide(sideOf(files), options, tools);
    await renderSide(sideOf({ ...files, 'b/templates/b.yaml': configMap('c') }), { ...options, base }, tools);
    expect(jobs).toBe(3);
  });
});
