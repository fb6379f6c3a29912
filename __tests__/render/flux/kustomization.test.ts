import { afterAll, describe, expect, test } from '@jest/globals';
import { startTestEngine } from '../start-engine.ts';
import { configMap, type Files } from '../trees.ts';
import { kustomization, render as renderTree, repository, together } from './trees.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());
const render = (files: Files, more = {}) => renderTree(engine, files, more);

/** A cluster as `flux bootstrap` writes it: the Kustomization deploys the very folder that it lies in. */
const bootstrapped: Files = {
  'clusters/prod/flux-system/kustomization.yaml': 'resources: [gotk-sync.yaml]',
  'clusters/prod/flux-system/gotk-sync.yaml': `${repository()}---\n${kustomization('flux-system', './clusters/prod')}`,
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
      'c/k.yaml': `${repository()}---\n${kustomization('apps', './apps', more)}`,
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

  test('is the folder inside the repository, whatever the path says', async () => {
    const { ids, codes } = await render({
      'c/k.yaml': together(repository(), kustomization('apps', '../../apps')),
      'apps/a.yaml': configMap('a'),
    });
    expect([ids, codes]).toEqual([['plain:c', 'flux:apps#flux-system/apps'], []]);
  });

  test('may take files from anywhere in the repository, which Kustomize alone refuses', async () => {
    const { names, problems } = await render({
      'c/k.yaml': together(repository(), kustomization('apps', './apps')),
      'apps/kustomization.yaml': 'resources: [../shared/a.yaml]',
      'shared/a.yaml': configMap('a'),
    });
    expect(problems).toEqual([]);
    expect(names).toEqual(['flux:apps#flux-system/apps /a']);
  });

  test('is judged as each of several clusters deploys it', async () => {
    const { ids, names } = await render({
      'clusters/a/k.yaml': together(repository(), kustomization('apps', './apps', '  namePrefix: a-\n')),
      'clusters/b/k.yaml': together(repository(), kustomization('apps', './apps', '  namePrefix: b-\n')),
      'apps/x.yaml': configMap('x'),
    });
    expect(names.map((name) => name.split('/').at(-1))).toEqual(['a-x', 'b-x']);
    expect(ids).toContain('flux:apps#flux-system/apps@clusters/b');
  });

  test('that is not there is a problem', async () => {
    const { codes } = await render({ 'c/k.yaml': together(repository(), kustomization('apps', './nowhere')) });
    expect(codes).toEqual(['root-not-rendered']);
  });

  test('brings objects that deploy further folders', async () => {
    const { objects } = await render({
      'c/k.yaml': together(repository(), kustomization('one', './one')),
      'one/k.yaml': kustomization('two', './two'),
      'two/a.yaml': configMap('a'),
    });
    expect(objects.at(-1)?.via).toEqual(['plain:c', 'flux:one#flux-system/one']);
  });

  test('in a circle ends, and each object is there', async () => {
    const { names, codes } = await render({
      'one/k.yaml': together(repository(), kustomization('two', './two')),
      'one/a.yaml': configMap('a'),
      'two/k.yaml': kustomization('one', './one'),
      'two/b.yaml': configMap('b'),
    });
    expect(codes).toEqual([]);
    expect(new Set(names.map((name) => name.split('/').at(-1)))).toEqual(new Set(['a', 'b']));
  });
});

describe('a Kustomization of another source', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['another repository', repository('https://github.com/region/other')],
    ['a repository of that name elsewhere', repository('https://gitlab.com/region/platform')],
    ['another branch', repository(undefined, 'branch: other')],
    ['a commit', repository(undefined, 'commit: 0123456789abcdef0123456789abcdef01234567')],
    ['a tag', repository(undefined, 'tag: v1')],
  ];
  test.each(cases)('%s is not available, and the folder here is judged for itself', async (_, source) => {
    const { names, codes } = await render({ 'c/k.yaml': together(source, kustomization('apps', './apps')), 'apps/a.yaml': configMap('a') });
    expect([names, codes]).toEqual([['plain:apps /a'], ['source-not-available']]);
  });

  test('that another source names changes what the problem says, though the Kustomization stays', async () => {
    const problemOf = async (url: string) =>
      (await render({ 'c/k.yaml': together(repository(url), kustomization('apps', './apps')) })).problems;
    expect(await problemOf('https://github.com/region/one')).not.toEqual(await problemOf('https://github.com/region/two'));
  });

  test('nobody deploys from is named itself', async () => {
    expect((await render({ 'c/k.yaml': repository() })).codes).toEqual(['root-not-supported']);
  });

  test('is taken for this repository where nobody knows which that is, and said', async () => {
    const { names, assumptions } = await render({ 'c/k.yaml': kustomization('apps', './apps'), 'apps/a.yaml': configMap('a') });
    expect(names).toEqual(['flux:apps#flux-system/apps /a']);
    expect(assumptions.map(({ code }) => code)).toEqual(['source-assumed']);
  });
});
