import { afterAll, describe, expect, test } from '@jest/globals';
import { renderTools } from '../../../src/render/root-render.ts';
import { type RenderOptions, renderSide } from '../../../src/render/side.ts';
import { startTestEngine } from '../start-engine.ts';
import { configMap, type Files, sideOf } from '../trees.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());

const kustomization = (name: string, path: string, more = '') =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: flux-system}\nspec:\n  path: ${path}\n  sourceRef: {kind: GitRepository, name: flux-system}\n${more}`;
const repository = (url: string, ref = 'branch: main') =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: flux-system, namespace: flux-system}\nspec: {url: "${url}", ref: {${ref}}}\n`;
const here = { name: 'region/platform', branch: 'main' };

async function render(files: Files, more: Partial<RenderOptions> = {}) {
  const options: RenderOptions = { exclude: [], kubernetesVersion: '1.35', apiVersions: [], repository: here, ...more };
  const side = await renderSide(sideOf(files), options, renderTools(engine));
  return {
    ...side,
    ids: side.roots.map(({ id }) => id),
    names: side.objects
      .filter(({ identity }) => identity.kind === 'ConfigMap')
      .map(({ identity, root }) => `${root} ${identity.namespace}/${identity.name}`),
    codes: side.problems.map(({ code }) => code),
  };
}

/** A cluster as `flux bootstrap` writes it: the Kustomization deploys the very folder that it lies in. */
const bootstrapped: Files = {
  'clusters/prod/flux-system/kustomization.yaml': 'resources: [gotk-sync.yaml]',
  'clusters/prod/flux-system/gotk-sync.yaml': `${repository('ssh://git@github.com/region/platform')}---\n${kustomization('flux-system', './clusters/prod')}`,
  'clusters/prod/apps.yaml': kustomization('apps', './apps'),
  'apps/journal/a.yaml': configMap('a'),
  'apps/journal/deep/b.yaml': configMap('b'),
};

describe('a cluster that Flux was bootstrapped into', () => {
  test('is rendered from its own Kustomization on, each object once', async () => {
    const { ids, names, problems, objects } = await render(bootstrapped);
    expect(problems).toEqual([]);
    expect(ids).toEqual(['flux:clusters/prod#flux-system/flux-system', 'flux:apps#flux-system/apps']);
    expect(names).toEqual(['flux:apps#flux-system/apps /a', 'flux:apps#flux-system/apps /b']);
    expect(objects.find(({ identity }) => identity.name === 'a')?.via).toEqual(['flux:clusters/prod#flux-system/flux-system']);
  });

  test('what nothing deploys is judged for itself', async () => {
    const { names } = await render({ ...bootstrapped, 'other/c.yaml': configMap('c') });
    expect(names).toContain('plain:other /c');
  });
});

describe('a folder that a Kustomization deploys', () => {
  test('gets the fields of the Kustomization', async () => {
    const more = `  targetNamespace: journal
  namePrefix: eu-
  nameSuffix: -x
  components: [../part]
  commonMetadata: {labels: {team: drift}}
  images: [{name: web, newTag: "2"}]
  patches: [{target: {kind: ConfigMap, name: a}, patch: "- {op: add, path: /data, value: {k: v}}"}]
`;
    const { objects, problems } = await render({
      'c/k.yaml': `${repository('https://github.com/region/platform')}---\n${kustomization('apps', './apps', more)}`,
      'apps/a.yaml': configMap('a'),
      'apps/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: "web:1"}]}',
      'part/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [c.yaml]',
      'part/c.yaml': configMap('c'),
    });
    expect(problems).toEqual([]);
    const made = objects.filter(({ root }) => root.startsWith('flux:'));
    expect(made.map(({ identity }) => `${identity.namespace}/${identity.name}`).sort()).toEqual([
      'journal/eu-a-x',
      'journal/eu-c-x',
      'journal/eu-p-x',
    ]);
    expect(made.find(({ identity }) => identity.kind === 'Pod')?.value.spec).toMatchObject({ containers: [{ image: 'web:2' }] });
    expect(made.find(({ identity }) => identity.name === 'eu-a-x')?.value).toMatchObject({
      data: { k: 'v' },
      metadata: { labels: { team: 'drift' } },
    });
  });
});
