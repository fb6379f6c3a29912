import { afterAll, describe, expect, test } from '@jest/globals';
import { compareObjects } from '../../../src/compare/differences.ts';
import { renderTools } from '../../../src/render/root-render.ts';
import { type RenderOptions, renderSide } from '../../../src/render/side.ts';
import { decideVerdict } from '../../../src/verdict/decide.ts';
import { itemise } from '../../../src/verdict/items.ts';
import { startTestEngine } from '../start-engine.ts';
import { configMap, type Files, sideOf } from '../trees.ts';
import { kustomization, repository, together } from './trees.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());

const overlay = (index: number): Files => ({ [`overlays/${index}/kustomization.yaml`]: `resources: [../../base]\nnameSuffix: -o${index}` });
const overlays: Files = Object.assign({}, ...Array.from({ length: 12 }, (_, index) => overlay(index)));
const cluster: Files = {
  'c/source.yaml': repository(),
  ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`c/${index}.yaml`, kustomization(`o-${index}`, `./overlays/${index}`)])),
  'base/kustomization.yaml': 'resources: [a.yaml]',
  'base/a.yaml': configMap('a', 'k: before'),
  ...overlays,
};

describe('a change to what Flux deploys', () => {
  test('of a base differs in every overlay', async () => {
    const { differences, verdict } = await change(cluster, { ...cluster, 'base/a.yaml': configMap('a', 'k: after') });
    expect(differences).toHaveLength(12);
    expect(verdict.exit).toBe(0);
  });

  test('of a Kustomization that moves files and nothing else changes nothing', async () => {
    const moved = Object.fromEntries(
      Object.entries(cluster).map(([path, text]) => [
        path.replace('overlays/3/', 'renamed/three/'),
        text.replace('./overlays/3', './renamed/three'),
      ]),
    );
    const { differences, verdict } = await change(cluster, moved);
    expect(differences.filter(({ identity }) => identity.kind === 'ConfigMap')).toEqual([]);
    expect(verdict.exit).toBe(0);
  });

  test('that takes a Kustomization away removes its objects', async () => {
    const { 'c/3.yaml': _, 'overlays/3/kustomization.yaml': __, ...rest } = cluster;
    const { differences } = await change(cluster, rest);
    expect(differences.map(({ kind, identity }) => `${kind} ${identity.kind} ${identity.name}`).sort()).toEqual([
      'removed ConfigMap a-o3',
      'removed Kustomization o-3',
    ]);
  });

  test('in a value that another folder defines is a change of the objects', async () => {
    const settings = (region: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: flux-system}\ndata: {region: ${region}}`;
    const files = (region: string): Files => ({
      'c/k.yaml': together(
        repository(),
        kustomization('apps', './apps', '  postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}]}\n'),
      ),
      'settings/s.yaml': settings(region),
      'apps/a.yaml': configMap('a', 'k: "${region}"'),
    });
    const { differences } = await change(files('north'), files('south'));
    expect(differences.map(({ identity }) => identity.name).sort()).toEqual(['a', 'settings']);
  });

  test('leaves a release from elsewhere alone: shown; changes it: undecided', async () => {
    const release = (version: string) =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web, namespace: journal}\nspec: {chart: {spec: {chart: web, version: ${version}, sourceRef: {kind: HelmRepository, name: x}}}}\n`;
    const files = (version: string, data: string): Files => ({
      'c/k.yaml': together(repository(), kustomization('apps', './apps')),
      'apps/r.yaml': release(version),
      'apps/a.yaml': configMap('a', `k: ${data}`),
    });
    expect((await change(files('1.0.0', 'x'), files('1.0.0', 'y'))).verdict.exit).toBe(0);
    expect((await change(files('1.0.0', 'x'), files('2.0.0', 'x'))).verdict.exit).toBe(2);
  });
});

/** Who deploys `apps` is not in this repository. An object that deploys it as well, and patches it, must not stand in for that. */
describe('a change that brings a Kustomization which deletes what is wrong', () => {
  const junk = together(
    repository(),
    kustomization('junk', './apps', '  patches: [{patch: "{apiVersion: v1, kind: ConfigMap, metadata: {name: bad}, $patch: delete}"}]\n'),
  );
  const before: Files = { 'apps/a.yaml': configMap('a') };
  test.each([
    ['beside the folder', 'apps/bad.yaml'],
    ['below the folder', 'apps/deeper/bad.yaml'],
  ])('%s hides nothing', async (_, path) => {
    const { head } = await change(before, { ...before, 'junk/k.yaml': junk, [path]: configMap('bad') });
    expect(head.objects.map(({ identity }) => identity.name)).toContain('bad');
  });
});

async function change(before: Files, after: Files) {
  const tools = renderTools(engine);
  const options: RenderOptions = {
    exclude: [],
    kubernetesVersion: '1.35',
    apiVersions: [],
    repository: { name: 'region/platform', branch: 'main' },
  };
  const base = await renderSide(sideOf(before), options, tools);
  const head = await renderSide(sideOf(after), { ...options, base }, tools);
  const changed = new Set([...Object.keys(before), ...Object.keys(after)].filter((path) => before[path] !== after[path]));
  const items = itemise({
    findings: [],
    safeguards: [],
    problems: head.problems,
    approvals: [],
    roots: head.roots,
    changed,
    base: { ...base, findings: [] },
  });
  const verdict = decideVerdict(items, { failOn: 'high', gate: 'new', notEvaluable: 'show', register: 'optional' });
  return { head, base, verdict, differences: compareObjects(base.objects, head.objects) };
}
