import { afterAll, expect, test } from '@jest/globals';
import { startTestEngine } from '../start-engine.ts';
import { chartFile, configMap, type Files } from '../trees.ts';
import { render as renderTree, repository } from './trees.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());

const pod = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: "registry.example.com/web:1.0.0"}]}
`;

const chart: Files = {
  'charts/web/Chart.yaml': chartFile('web'),
  'charts/web/templates/pod.yaml': pod,
  'charts/web/templates/secret.yaml':
    'apiVersion: v1\nkind: Secret\nmetadata: {name: made}\nstringData: {password: {{ randAlphaNum 20 }}}\n',
  'charts/web/templates/job.yaml': `${configMap('hook')}`.replace(
    '  name: hook',
    '  name: hook\n  annotations: {helm.sh/hook: pre-install}',
  ),
};

const release = (postRenderers: string): string => `${repository()}---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: web, namespace: portal}
spec:
  chart: {spec: {chart: ./charts/web, sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}}}
  postRenderers:
${postRenderers}`;

const render = (postRenderers: string) => renderTree(engine, { ...chart, 'c/web.yaml': release(postRenderers) });

test('post-renderers patch what the chart made, one after another, and keep where it came from', async () => {
  const { objects, problems } = await render(`  - kustomize:
      images: [{name: registry.example.com/web, newTag: "2.0.0"}]
  - kustomize:
      patches:
      - target: {kind: Pod}
        patch: '- {op: add, path: /spec/hostNetwork, value: true}'
`);
  expect(problems).toEqual([]);
  const made = objects.find(({ identity }) => identity.kind === 'Pod');
  expect(made?.value.spec).toEqual({ containers: [{ name: 'web', image: 'registry.example.com/web:2.0.0' }], hostNetwork: true });
  expect(made?.identity.namespace).toBe('portal');
  expect(made?.origin.file).toBe('charts/web/templates/pod.yaml');
});

test('hooks do not pass through them', async () => {
  const { objectNamed } = await render(`  - kustomize:
      patches: [{target: {kind: ConfigMap}, patch: '- {op: add, path: /data, value: {a: b}}'}]
      images: [{name: registry.example.com/web, newTag: "2.0.0"}]
`);
  expect(objectNamed('hook')).not.toHaveProperty('data');
});

test('a text that the chart makes anew stays one, and one that a patch writes stands in git', async () => {
  const { objects } = await render(`  - kustomize:
      patches: [{target: {kind: Secret}, patch: '- {op: add, path: /stringData/token, value: written}'}]
`);
  const secret = objects.find(({ identity }) => identity.kind === 'Secret');
  expect(secret?.value.stringData).toMatchObject({ token: 'written' });
  expect(secret?.written?.stringData).toEqual(expect.objectContaining({ token: 'written' }));
  expect(secret?.written?.stringData).not.toEqual(secret?.value.stringData);
});

test.each([
  [
    'a patch that fits nothing',
    "  - kustomize: {patchesJson6902: [{target: {version: v1, kind: Pod, name: other}, patch: '[]'}]}\n",
    'root-not-rendered',
  ],
  ['what is not known here', '  - other: {}\n', 'root-partial'],
])('%s is named', async (_, postRenderers, code) => {
  const { problems } = await render(postRenderers);
  expect(problems).toEqual([expect.objectContaining({ code, root: 'flux:charts/web#portal/web' })]);
  expect(problems[0]).not.toHaveProperty('file');
});
