import { afterAll, describe, expect, test } from '@jest/globals';
import { startTestEngine } from '../start-engine.ts';
import { configMap, type Files } from '../trees.ts';
import { kustomization, render as renderTree, repository, together } from './trees.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());
const render = (files: Files) => renderTree(engine, files);

const postBuild = (more: string) => `  postBuild: ${more}\n`;
const apps = (more: string, app: string): Files => ({
  'c/k.yaml': together(repository(), kustomization('apps', './apps', postBuild(more))),
  'apps/a.yaml': app,
});
const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: flux-system}\ndata: {region: north, size: "3"}\n';
const encrypted =
  'apiVersion: v1\nkind: Secret\nmetadata: {name: secrets, namespace: flux-system}\nstringData: {domain: "ENC[AES256_GCM,data:x,type:str]"}\nsops: {mac: x}\n';

/** Expected texts follow https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution */
describe('variables of a Kustomization', () => {
  test('are filled in from objects in order, and inline values win', async () => {
    const from = '{substitute: {zone: inline}, substituteFrom: [{kind: ConfigMap, name: settings}, {kind: ConfigMap, name: more}]}';
    const { objectNamed, problems } = await render({
      ...apps(from, configMap('a', 'k: "${region} ${size} ${zone} ${none:=default} $${kept} [${gone}]"')),
      'c/settings.yaml': settings,
      'c/more.yaml': settings.replace('name: settings', 'name: more').replace('{region: north, size: "3"}', '{region: south, zone: from}'),
    });
    expect(problems).toEqual([]);
    expect(objectNamed('a')?.data).toEqual({ k: 'south 3 inline default ${kept} []' });
  });

  test('are found in objects that another Kustomization brings', async () => {
    const { objectNamed } = await render({
      'c/k.yaml': together(
        repository(),
        kustomization('apps', './apps', postBuild('{substituteFrom: [{kind: ConfigMap, name: settings}]}')),
        kustomization('config', './config'),
      ),
      'config/kustomization.yaml': 'resources: [settings.yaml]',
      'config/settings.yaml': settings,
      'apps/a.yaml': configMap('a', 'k: "${region}"'),
    });
    expect(objectNamed('a')?.data).toEqual({ k: 'north' });
  });

  test('stay as they are in an object that asks for it, and everywhere without postBuild', async () => {
    const kept =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}}\ndata: {k: "${region}"}';
    expect((await render(apps('{substitute: {region: north}}', kept))).objectNamed('a')?.data).toEqual({ k: '${region}' });
    expect((await render(apps('{}', configMap('a', 'k: "${region}"')))).objectNamed('a')?.data).toEqual({ k: '${region}' });
  });
});

describe('variables whose values nobody can read here', () => {
  test('keep their names, defaults or not, and are said', async () => {
    const { objectNamed, problems, assumptions } = await render({
      ...apps('{substituteFrom: [{kind: Secret, name: secrets}]}', configMap('a', 'k: "x.${domain:=example.dk}${region}"')),
      'c/s.yaml': encrypted,
    });
    expect(problems).toEqual([]);
    expect(objectNamed('a')?.data).toEqual({ k: 'x.${domain}' });
    expect(assumptions).toEqual([
      { code: 'variables-unknown', params: { root: 'flux:apps#flux-system/apps', names: 'domain', sources: 'SOPS' } },
    ]);
  });

  test('may all be in an object that is not in the repository', async () => {
    const { objectNamed } = await render(
      apps('{substituteFrom: [{kind: Secret, name: s, optional: true}]}', configMap('a', 'k: "${any:-x}"')),
    );
    expect(objectNamed('a')?.data).toEqual({ k: '${any}' });
  });

  const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: ${spec}`;
  test.each([
    ['a template', 'apiVersion: example.dk/v1\nkind: Thing\nmetadata: {name: a}\nspec: {template: "${any}"}'],
    ['a rule', 'apiVersion: example.dk/v1\nkind: Thing\nmetadata: {name: a}\nspec: {rules: ["${any}"]}'],
    ['a security context', pod('{containers: [{name: c, securityContext: "${any}"}]}')],
    ['a piece that is cut out', configMap('a', 'k: "${any:2}"')],
    ['a length', configMap('a', 'k: "${#any}"')],
  ])('as %s leave the root partly rendered', async (_, app) => {
    expect((await render(apps('{substituteFrom: [{kind: Secret, name: s}]}', app))).problems).toMatchObject([{ code: 'root-partial' }]);
  });
});
