import { describe, expect, test } from '@jest/globals';
import { selectPaths } from '../../src/discover/manifest-paths.ts';
import { readDeployable } from '../../src/discover/read-deployable.ts';
import type { Side } from '../../src/model/side.ts';

/** A tree of texts that notes what is asked of it. */
function treeOf(texts: Readonly<Record<string, string>>) {
  const asked: string[][] = [];
  return {
    asked,
    list: () =>
      Promise.resolve({
        entries: Object.keys(texts)
          .sort()
          .map((path) => ({ path, mode: 'file' })),
        problems: [],
      }),
    read: (paths: Iterable<string>): Promise<Side> => {
      const wanted = [...paths];
      asked.push(wanted);
      const files = wanted.map((path) => [path, { path, oid: path, bytes: new TextEncoder().encode(texts[path] ?? '') }] as const);
      return Promise.resolve({ files: new Map(files), problems: [] });
    },
  };
}

describe('what is read of a tree', () => {
  test('of a chart everything, whatever it is called', () => {
    const paths = [
      'c/Chart.yaml',
      'c/.helmignore',
      'c/charts/lib-1.0.0.tgz',
      'c/files/motd',
      'c/templates/_helpers.tpl',
      'argo/a.jsonnet',
      'other/photo.png',
    ];
    expect(selectPaths(paths.map((path) => ({ path, mode: 'file' })))).toEqual(paths.slice(0, -1));
  });

  test('what kustomizations name besides comes in a second reading, and what nobody names in none', async () => {
    const tree = treeOf({
      'k/kustomization.yaml': 'configMapGenerator: [{name: c, envs: [../e/app.env], files: [motd=../e/motd]}]',
      'e/app.env': 'A=1',
      'e/motd': 'hi',
      'e/recording.mp4': 'large',
    });
    const side = await readDeployable(tree);
    expect(tree.asked).toEqual([['k/kustomization.yaml'], ['e/app.env', 'e/motd']]);
    expect([...side.files.keys()]).toEqual(['k/kustomization.yaml', 'e/app.env', 'e/motd']);
  });

  test('of the charts that a kustomization inflates, archives included', async () => {
    const tree = treeOf({ 'k/kustomization.yaml': 'helmCharts: [{name: web}]', 'k/charts/web-1.0.0.tgz': '', 'k/other/x.tgz': '' });
    expect([...(await readDeployable(tree)).files.keys()]).toEqual(['k/kustomization.yaml', 'k/charts/web-1.0.0.tgz']);
  });

  test('plain manifests alone take one reading', async () => {
    const tree = treeOf({ 'a.yaml': '', 'b.txt': '' });
    await readDeployable(tree);
    expect(tree.asked).toEqual([['a.yaml']]);
  });
});
