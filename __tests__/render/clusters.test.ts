import { afterAll, describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/load.ts';
import { renderOptions } from '../../src/render/options.ts';
import { renderTools } from '../../src/render/root-render.ts';
import { renderSide } from '../../src/render/side.ts';
import { kustomization, repository } from './flux/trees.ts';
import { startTestEngine } from './start-engine.ts';
import { chartFile, configMap, type Files, sideOf } from './trees.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());

const clusters = `clusters:
  - {name: prod, paths: [clusters/prod/], kubernetesVersion: "1.33", apiVersions: [monitoring.coreos.com/v1], server: "https://prod.example.com", labels: {env: prod}}
  - {name: test, paths: [clusters/test/], server: "https://test.example.com/", labels: {env: test}}
`;

async function render(files: Files, configuration = clusters) {
  const options = renderOptions(loadConfiguration(configuration).configuration);
  const rendered = await renderSide(sideOf(files), options, renderTools(engine));
  const places = rendered.objects.map(({ identity: { cluster, kind, name } }) => `${cluster}: ${kind} ${name}`).sort();
  return { ...rendered, places };
}

const capabilities = `apiVersion: v1
kind: ConfigMap
metadata: {name: about}
data: {version: "{{ .Capabilities.KubeVersion.Minor }}", monitored: "{{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}"}
`;

describe('clusters of the configuration', () => {
  test('an object is in the cluster of its file, and in one without a name where none fits', async () => {
    const { places } = await render({
      'clusters/prod/a.yaml': configMap('a'),
      'clusters/test/a.yaml': configMap('a'),
      'shared/c.yaml': configMap('c'),
    });
    expect(places).toEqual([': ConfigMap c', 'prod: ConfigMap a', 'test: ConfigMap a']);
  });

  test('a folder that two clusters deploy is there once in each', async () => {
    const { places, roots } = await render({
      'clusters/prod/apps.yaml': `${repository()}---\n${kustomization('apps', './apps')}`,
      'clusters/test/apps.yaml': `${repository()}---\n${kustomization('apps', './apps', '  namePrefix: test-\n')}`,
      'apps/a.yaml': configMap('a'),
    });
    expect(places.filter((place) => place.includes('ConfigMap'))).toEqual(['prod: ConfigMap a', 'test: ConfigMap test-a']);
    expect(roots.filter(({ kind }) => kind === 'flux').map(({ cluster }) => cluster)).toEqual(['prod', 'test']);
  });

  test('variables come from the ConfigMap of the same cluster', async () => {
    const from = '  postBuild: {substituteFrom: [{kind: ConfigMap, name: facts}]}\n';
    const facts = (region: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: facts, namespace: flux-system}\ndata: {region: ${region}}\n`;
    const { objects } = await render({
      'clusters/prod/deep/down/facts.yaml': facts('north'),
      'clusters/prod/apps.yaml': `${repository()}---\n${kustomization('apps', './apps', from)}`,
      'clusters/test/facts.yaml': facts('south'),
      'clusters/test/apps.yaml': `${repository()}---\n${kustomization('apps', './apps', from)}`,
      'apps/a.yaml': configMap('a', 'region: ${region}'),
    });
    const regions = objects.filter(({ identity }) => identity.name === 'a').map(({ identity, value }) => [identity.cluster, value.data]);
    expect(regions).toEqual([
      ['prod', { region: 'north' }],
      ['test', { region: 'south' }],
    ]);
  });

  test('an object outside of all clusters takes no file away that it says it deploys', async () => {
    const patch = '  patches: [{target: {kind: ConfigMap}, patch: "- {op: add, path: /data, value: {k: v}}"}]\n';
    const deployer = `${repository()}---\n${kustomization('apps', './apps', patch)}`;
    const junk = await render({ 'junk/k.yaml': deployer, 'apps/a.yaml': configMap('a') });
    const ids = ({ roots }: typeof junk) => roots.map(({ id }) => id);
    expect(ids(junk)).toEqual(['plain:apps', 'plain:junk', 'flux:apps#flux-system/apps']);
    const known = await render({ 'clusters/prod/k.yaml': deployer, 'apps/a.yaml': configMap('a') });
    expect(ids(known)).toEqual(['plain:clusters/prod', 'flux:apps#flux-system/apps']);
  });

  test('a chart asks about the cluster that it is rendered for', async () => {
    const chart = (folder: string): Files => ({
      [`${folder}/Chart.yaml`]: chartFile('about'),
      [`${folder}/templates/a.yaml`]: capabilities,
    });
    const { objects } = await render({ ...chart('clusters/prod/about'), ...chart('clusters/test/about') });
    expect(objects.map(({ value }) => value.data)).toEqual([
      { version: '33', monitored: 'true' },
      { version: '35', monitored: 'false' },
    ]);
  });

  const application = (destination: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: web, namespace: argocd}
spec:
  destination: {${destination}, namespace: web}
  source: {repoURL: "https://github.com/clinic/platform", targetRevision: HEAD, path: apps}
`;
  test.each([
    ['by its name', 'name: test', 'test'],
    ['by its address', 'server: "https://test.example.com"', 'test'],
    ['as the one that it is in', 'server: "https://kubernetes.default.svc"', 'prod'],
    ['that nobody listed', 'name: elsewhere', 'elsewhere'],
  ])('an Application names its cluster %s', async (_, destination, cluster) => {
    const { places } = await render({ 'clusters/prod/app.yaml': application(destination), 'apps/a.yaml': configMap('a') });
    expect(places).toEqual([`${cluster}: ConfigMap a`, 'prod: Application web'].sort());
  });

  const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: all, namespace: argocd}
spec:
  generators: [{clusters: {selector: {matchLabels: {env: test}}}}]
  template:
    metadata: {name: "web-{{name}}"}
    spec:
      destination: {server: "{{server}}", namespace: web}
      source: {repoURL: "https://github.com/clinic/platform", targetRevision: HEAD, path: apps}
`;
  test('generators of an ApplicationSet take the clusters that their labels choose', async () => {
    const { places, problems } = await render({ 'clusters/prod/set.yaml': set, 'apps/a.yaml': configMap('a') });
    expect(problems).toEqual([]);
    expect(places).toEqual(['prod: Application web-test', 'prod: ApplicationSet all', 'test: ConfigMap a']);
  });

  test.each([
    ['no cluster is listed', ''],
    ['one of them has no address', `${clusters}  - {name: lab, paths: [lab/]}\n`],
  ])('and are refused where %s', async (_, configuration) => {
    const { problems } = await render({ 'hub/set.yaml': set, 'apps/a.yaml': configMap('a') }, configuration);
    expect(problems).toEqual([expect.objectContaining({ code: 'source-not-available' })]);
  });
});

test('two clusters of one name are a fault of the configuration', () => {
  const { problems } = loadConfiguration('clusters:\n  - {name: a, paths: [a/]}\n  - {name: a, paths: [b/]}\n');
  expect(problems).toEqual([expect.objectContaining({ code: 'config-invalid', line: 3 })]);
});
