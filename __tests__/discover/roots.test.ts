import { describe, expect, test } from '@jest/globals';
import type { DiscoverOptions } from '../../src/discover/discovery.ts';
import { discoverRoots } from '../../src/discover/roots.ts';
import type { SourceFile } from '../../src/model/side.ts';

describe('discoverRoots', () => {
  test('plain manifests are one root a folder, in byte order', () => {
    const { roots } = discoverRoots(tree({ 'b/two.yaml': '', 'a/one.yaml': '', 'b/one.yml': '', 'top.json': '' }), { exclude: [] });
    expect(roots.map(({ id, files }) => [id, files])).toEqual([
      ['plain:a', ['a/one.yaml']],
      ['plain:b', ['b/one.yml', 'b/two.yaml']],
      ['plain:.', ['top.json']],
    ]);
  });

  test('a chart claims its folder, sub-charts included, and templates are not read as plain YAML', () => {
    const { roots, skipped } = discoverRoots(
      tree({
        'charts/web/Chart.yaml': '',
        'charts/web/templates/d.yaml': '{{',
        'charts/web/charts/db/Chart.yaml': '',
        'charts/api/Chart.yaml': '',
        'x.yaml': '',
      }),
      { exclude: [] },
    );
    expect(roots.map((root) => root.id)).toEqual(['plain:.', 'helm:charts/api', 'helm:charts/web']);
    expect(skipped.map((file) => file.reason)).toEqual(['claimed-by-root', 'claimed-by-root', 'claimed-by-root', 'claimed-by-root']);
  });

  test("a chart's readme and scripts are no manifests, whatever they show as an example", () => {
    const readme = '# Web\n\n```yaml\napiVersion: v1\nkind: Pod\n';
    const files = { 'web/Chart.yaml': '', 'web/README.md': readme, 'web/make.py': 'kind: x', 'web/pod.yaml': '' };
    const { roots, skipped } = discoverRoots(tree(files), { exclude: [] });
    expect(roots.map((root) => [root.id, root.kind === 'plain' ? root.files : []])).toEqual([
      ['plain:web', ['web/pod.yaml']],
      ['helm:web', []],
    ]);
    expect(skipped).toContainEqual({ file: 'web/README.md', reason: 'not-a-manifest' });
  });

  test('a kustomization claims what it names, through other kustomizations and patches, and depends on it', () => {
    const { roots } = discoverRoots(
      tree({
        'base/kustomization.yaml': 'resources: [deploy.yaml]',
        'base/deploy.yaml': '',
        'base/beside.yaml': '',
        'prod/kustomization.yaml':
          'resources: [../base]\npatches: [{path: patch.yaml}]\nconfigMapGenerator: [{name: c, files: [key=conf.json], envs: [../base/app.env]}]',
        'prod/patch.yaml': '',
        'prod/conf.json': '',
      }),
      { exclude: [] },
    );
    expect(roots.find((root) => root.id === 'kustomize:prod')?.files).toEqual([
      'base/app.env',
      'base/deploy.yaml',
      'base/kustomization.yaml',
      'prod/conf.json',
      'prod/kustomization.yaml',
      'prod/patch.yaml',
    ]);
    expect(roots.filter((root) => root.kind === 'plain').map((root) => root.files)).toEqual([['base/beside.yaml']]);
  });

  test('kustomizations that name each other, themselves or the outside end', () => {
    const { roots } = discoverRoots(
      tree({ 'a/kustomization.yaml': 'resources: [../b, ., ../../etc, /etc/passwd]', 'b/kustomization.yaml': 'resources: [../a]' }),
      { exclude: [] },
    );
    expect(roots.map((root) => root.files)).toEqual([
      // One of a circle is a root, so that the circle is named when it is built.
      ['a/kustomization.yaml', 'b/kustomization.yaml'],
    ]);
  });

  test('what the configuration excludes is left out and said', () => {
    const { roots, skipped } = discoverRoots(tree({ 'test/a.yaml': '', 'test/deep/b.yaml': '', 'apps/c.yaml': '' }), {
      exclude: ['test/'],
    });
    expect(roots.map((root) => root.id)).toEqual(['plain:apps']);
    expect(skipped).toEqual([
      { file: 'test/a.yaml', reason: 'excluded' },
      { file: 'test/deep/b.yaml', reason: 'excluded' },
    ]);
  });
});

describe('what a root is', () => {
  const overlay = {
    'base/kustomization.yaml': 'resources: [d.yaml]',
    'base/d.yaml': '',
    'prod/kustomization.yaml': 'resources: [../base]',
  };

  test('a kustomization that another one uses is rendered as a part of that, and a component never by itself', () => {
    const { roots, leftOut } = discover({ ...overlay, 'part/kustomization.yaml': 'kind: Component', 'prod/x.yaml': '' });
    expect(roots.map(({ id }) => id)).toEqual(['plain:part', 'plain:prod', 'kustomize:prod']);
    expect(leftOut).toEqual([
      { id: 'kustomize:base', reason: 'used-by-kustomization' },
      { id: 'kustomize:part', reason: 'component' },
    ]);
  });

  test('what is excluded is none, is still a part of others, and takes nothing out of sight', () => {
    const roots = discover(overlay, { exclude: ['base/'] }).roots;
    expect(roots.map(({ id }) => id)).toEqual(['kustomize:prod']);
    expect(roots[0]?.files).toContain('base/d.yaml');
    expect(idsOf(overlay, { exclude: ['prod/'] })).toEqual(['kustomize:base']);
  });

  test('what something deploys from, or what was a root on the base, stays one whoever else uses it', () => {
    expect(idsOf(overlay, { deployed: new Set(['base']) })).toEqual(['kustomize:base', 'kustomize:prod']);
  });

  test('a word that happens to be the name of a folder or file takes nothing out of sight', () => {
    const files = {
      'kustomization.yaml': 'namespace: prod\ncommonAnnotations: {note: deploy.yaml}',
      'prod/kustomization.yaml': '',
      'deploy.yaml': '',
    };
    expect(idsOf(files)).toEqual(['plain:.', 'kustomize:.', 'kustomize:prod']);
  });

  test.each(['Chart.yaml', 'apps/Chart.yaml'])('a %s above other manifests takes none of them out of sight', (path) => {
    const ids = idsOf({ [path]: 'name: c', 'apps/prod/d.yaml': '', 'apps/kust/kustomization.yaml': '' });
    expect(ids.slice(0, 2)).toEqual(['plain:apps/prod', 'kustomize:apps/kust']);
  });

  test('what was a plain manifest on the base stays one under a chart or kustomization that the change brings', () => {
    const files = { 'a/templates/d.yaml': '', 'a/Chart.yaml': 'name: a', 'b/d.yaml': '', 'b/kustomization.yaml': 'resources: [d.yaml]' };
    const plainOnBase = new Set(['a/templates/d.yaml', 'b/d.yaml']);
    expect(idsOf(files)).toEqual(['kustomize:b', 'helm:a']);
    expect(idsOf(files, { plainOnBase })).toEqual(['plain:a/templates', 'plain:b', 'kustomize:b', 'helm:a']);
  });

  test('a Flux object in a file of that name is a manifest', () => {
    const flux = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {path: ./x}';
    expect(idsOf({ 'a/kustomization.yaml': flux, 'a/b.yaml': '' })).toEqual(['plain:a']);
  });

  test('a library chart and a chart that a kustomization inflates are no roots', () => {
    const { roots, leftOut } = discover({
      'lib/Chart.yaml': 'name: lib\ntype: library',
      'k/kustomization.yaml': 'helmCharts: [{name: web}]',
      'k/charts/web/Chart.yaml': 'name: web',
      'k/charts/web/templates/d.yaml': '',
    });
    expect(roots.map(({ id }) => id)).toEqual(['kustomize:k']);
    expect(roots[0]?.files).toContain('k/charts/web/templates/d.yaml');
    expect(leftOut.map(({ reason }) => reason).sort()).toEqual(['library-chart', 'used-by-kustomization']);
  });
});

describe('releases of a chart', () => {
  const chart = { 'c/Chart.yaml': 'name: web', 'c/ci/small-values.yaml': '', 'values/prod.yaml': '' };

  test('without settings: one, under the name of the chart', () => {
    expect(discover(chart).roots.find(({ kind }) => kind === 'helm')?.release).toEqual({
      name: 'web',
      namespace: '',
      values: [],
      mounts: [],
    });
  });

  test('with settings: one an entry', () => {
    const charts = [
      { path: 'c/', release: 'a', namespace: 'one', values: ['values/prod.yaml'] },
      { path: 'c', values: [] },
    ];
    const roots = discover(chart, { charts }).roots.filter(({ kind }) => kind === 'helm');
    expect(roots.map(({ id, release }) => [id, release?.name, release?.namespace, release?.values])).toEqual([
      ['helm:c#1', 'a', 'one', ['values/prod.yaml']],
      ['helm:c#2', 'web', '', []],
    ]);
    expect(roots[0]?.files).toContain('values/prod.yaml');
  });

  test('on request: one more for each of its own trial values', () => {
    expect(idsOf(chart, { ciValues: true }).filter((id) => id.startsWith('helm:'))).toEqual(['helm:c', 'helm:c#small-values.yaml']);
  });

  test('a name that is no release name is not used', () => {
    expect(discover({ 'c/Chart.yaml': 'name: ../../x' }).roots[0]?.release?.name).toBe('release-name');
  });

  test('a dependency that is declared and not vendored is taken from the tree, by name or by its folder', () => {
    const mounts = (declared: string, more: Readonly<Record<string, string>> = {}) =>
      discover({ 'web/Chart.yaml': `name: web\ndependencies: [${declared}]`, 'lib/Chart.yaml': 'name: lib', ...more }).roots.find(
        ({ id }) => id === 'helm:web',
      )?.release?.mounts;
    expect(mounts('{name: lib, version: 1, repository: "https://example.com"}')).toEqual([{ name: 'lib', from: 'lib' }]);
    expect(mounts('{name: lib, version: 1, repository: "file://../lib"}')).toEqual([{ name: 'lib', from: 'lib' }]);
    expect(mounts('{name: lib, version: 1, repository: "file://../../../lib"}')).toEqual([]);
    expect(mounts('{name: "../lib", version: 1}')).toEqual([]);
    expect(mounts('{name: lib, version: 1}', { 'web/charts/lib/Chart.yaml': 'name: lib' })).toEqual([]);
    expect(mounts('{name: lib, version: 1}', { 'web/charts/lib-1.0.0.tgz': '' })).toEqual([]);
  });
});

function discover(files: Readonly<Record<string, string>>, options: Partial<DiscoverOptions> = {}) {
  return discoverRoots(tree(files), { exclude: [], ...options });
}

function idsOf(files: Readonly<Record<string, string>>, options: Partial<DiscoverOptions> = {}): readonly string[] {
  return discover(files, options).roots.map(({ id }) => id);
}

function tree(files: Readonly<Record<string, string>>): ReadonlyMap<string, SourceFile> {
  return new Map(Object.entries(files).map(([path, text]) => [path, { path, oid: path, bytes: new TextEncoder().encode(text) }]));
}
