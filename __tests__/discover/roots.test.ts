import { describe, expect, test } from '@jest/globals';
import { discoverRoots } from '../../src/discover/roots.ts';
import type { SourceFile } from '../../src/model/side.ts';

describe('discoverRoots', () => {
  test('plain manifests are one root a folder, in byte order', () => {
    const { roots } = discoverRoots(tree({ 'b/two.yaml': '', 'a/one.yaml': '', 'b/one.yml': '', 'top.json': '' }), []);
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
      [],
    );
    expect(roots.map((root) => root.id)).toEqual(['plain:.', 'helm:charts/api', 'helm:charts/web']);
    expect(skipped.map((file) => file.reason)).toEqual(['claimed-by-root', 'claimed-by-root', 'claimed-by-root', 'claimed-by-root']);
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
      [],
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
      [],
    );
    expect(roots.map((root) => root.files)).toEqual([
      ['a/kustomization.yaml', 'b/kustomization.yaml'],
      ['a/kustomization.yaml', 'b/kustomization.yaml'],
    ]);
  });

  test('what the configuration excludes is left out and said', () => {
    const { roots, skipped } = discoverRoots(tree({ 'test/a.yaml': '', 'test/deep/b.yaml': '', 'apps/c.yaml': '' }), ['test/']);
    expect(roots.map((root) => root.id)).toEqual(['plain:apps']);
    expect(skipped).toEqual([
      { file: 'test/a.yaml', reason: 'excluded' },
      { file: 'test/deep/b.yaml', reason: 'excluded' },
    ]);
  });
});

function tree(files: Readonly<Record<string, string>>): ReadonlyMap<string, SourceFile> {
  return new Map(Object.entries(files).map(([path, text]) => [path, { path, oid: path, bytes: new TextEncoder().encode(text) }]));
}
