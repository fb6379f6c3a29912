import { afterAll, describe, expect, test } from '@jest/globals';
import { startTestEngine } from '../render/start-engine.ts';
import { chartFile, type Files } from '../render/trees.ts';
import { locateIn } from './locate-in.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());

const pod = ['spec', 'template', 'spec'] as const;
const container = [...pod, 'containers', 0] as const;
const privileged = [...container, 'securityContext', 'privileged'] as const;

/** The line of a text, for what is expected. */
const lineOf = (text: string, part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;

const template = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      hostNetwork: true
      containers:
      - name: web
        image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
        securityContext:
          privileged: {{ .Values.security.privileged }}
`;
const values = 'replicas: 1\nimage:\n  repository: registry.example.dk/journal\n  tag: "1.0"\nsecurity:\n  privileged: false\n';
const chart = {
  'charts/journal/Chart.yaml': chartFile('journal'),
  'charts/journal/values.yaml': values,
  'charts/journal/templates/d.yaml': template,
};
const paths = [privileged, [...container, 'image'], ['spec', 'replicas'], [...pod, 'hostNetwork'], [...container, 'livenessProbe']];

describe('a finding in what Flux deploys', () => {
  const release = (more: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: journal
  namespace: clinic
spec:
  chart:
    spec:
      chart: charts/journal
      sourceRef: {kind: GitRepository, name: platform}
${more}`;

  test('is put on the values of the release, those of the chart behind them, and the template', async () => {
    const written = release('  values:\n    security:\n      privileged: true\n    image:\n      tag: latest\n');
    expect(await locateIn(engine, { ...chart, 'clusters/prod/journal.yaml': written }, paths)).toEqual([
      `clusters/prod/journal.yaml:${lineOf(written, 'privileged')} exact`,
      `clusters/prod/journal.yaml:${lineOf(written, 'latest')} exact`,
      'charts/journal/values.yaml:1 exact',
      `charts/journal/templates/d.yaml:${lineOf(template, 'hostNetwork')} exact`,
      `charts/journal/templates/d.yaml:${lineOf(template, '- name: web')} derived`,
    ]);
  });

  test('is put on the ConfigMap that the release takes its values from, and not on the values that these replace', async () => {
    const supplied = `apiVersion: v1
kind: ConfigMap
metadata:
  name: journal-values
  namespace: clinic
data:
  values.yaml: |
    replicas: 7
    security:
      privileged: true
`;
    const files: Files = {
      ...chart,
      'clusters/prod/journal.yaml': release('  valuesFrom:\n  - kind: ConfigMap\n    name: journal-values\n  values:\n    replicas: 9\n'),
      'clusters/prod/values.yaml': supplied,
    };
    expect(await locateIn(engine, files, [privileged, ['spec', 'replicas']])).toEqual([
      `clusters/prod/values.yaml:${lineOf(supplied, 'privileged')} exact`,
      `clusters/prod/journal.yaml:${lineOf(files['clusters/prod/journal.yaml'] ?? '', 'replicas')} exact`,
    ]);
  });

  test('is put on the overlay that patches the release', async () => {
    const patch = release('').replace(/ {2}chart:[\s\S]*$/, '  values:\n    security:\n      privileged: true\n');
    const files: Files = {
      ...chart,
      'apps/base/kustomization.yaml': 'resources: [release.yaml]\n',
      'apps/base/release.yaml': release('  values:\n    replicas: 3\n'),
      'apps/prod/kustomization.yaml': 'resources: [../base]\npatches:\n- path: values.yaml\n',
      'apps/prod/values.yaml': patch,
      'clusters/prod/apps.yaml': kustomization('./apps/prod', ''),
    };
    expect(await locateIn(engine, files, [privileged, ['spec', 'replicas']])).toEqual([
      `apps/prod/values.yaml:${lineOf(patch, 'privileged')} exact`,
      `apps/base/release.yaml:${lineOf(files['apps/base/release.yaml'] ?? '', 'replicas')} exact`,
    ]);
  });

  const kustomization = (path: string, more: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  path: ${path}
  sourceRef: {kind: GitRepository, name: platform}
${more}`;

  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: journal
spec:
  replicas: 1
  template:
    spec:
      hostPID: true
      containers:
      - name: web
        image: registry.example.dk/journal:\${tag}
        securityContext:
          privileged: false
`;

  test('is put on the inline patch of the Kustomization, its images and what it fills in, or on the manifest', async () => {
    const written = kustomization(
      './apps',
      `  patches:
  - target: {kind: Deployment}
    patch: |
      - op: replace
        path: /spec/template/spec/containers/0/securityContext/privileged
        value: true
  postBuild:
    substitute:
      tag: latest
`,
    );
    const files: Files = {
      'apps/kustomization.yaml': 'resources: [d.yaml]\n',
      'apps/d.yaml': deployment,
      'clusters/prod/apps.yaml': written,
    };
    expect(
      await locateIn(engine, files, [privileged, [...container, 'image'], [...pod, 'hostPID'], [...container, 'livenessProbe']]),
    ).toEqual([
      `clusters/prod/apps.yaml:${lineOf(written, 'value: true')} exact`,
      `clusters/prod/apps.yaml:${lineOf(written, 'latest')} exact`,
      `apps/d.yaml:${lineOf(deployment, 'hostPID')} exact`,
      `apps/d.yaml:${lineOf(deployment, '- name: web')} derived`,
    ]);
  });

  test('is put on the ConfigMap that variables are filled in from', async () => {
    const variables = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: cluster\n  namespace: flux-system\ndata:\n  tag: latest\n';
    const files: Files = {
      'apps/kustomization.yaml': 'resources: [d.yaml]\n',
      'apps/d.yaml': deployment,
      'clusters/prod/apps.yaml': kustomization('./apps', '  postBuild:\n    substituteFrom:\n    - kind: ConfigMap\n      name: cluster\n'),
      'clusters/prod/cluster.yaml': variables,
    };
    expect(await locateIn(engine, files, [[...container, 'image']])).toEqual([
      `clusters/prod/cluster.yaml:${lineOf(variables, 'latest')} exact`,
    ]);
  });
});

describe('a finding in what Argo CD deploys', () => {
  const application = (source: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: journal
  namespace: argocd
spec:
  project: clinic
  destination: {server: https://kubernetes.default.svc, namespace: clinic}
${source}`;

  const oneSource = (settings: string): string =>
    application(`  source:\n    repoURL: https://github.com/clinic/platform\n    path: charts/journal\n    helm:\n${settings}`);

  test.each([
    ['parameters', '      parameters:\n      - name: security.privileged\n        value: "true"\n', 'value: "true"'],
    ['valuesObject', '      valuesObject:\n        security:\n          privileged: true\n', 'privileged: true'],
    ['values', '      values: |\n        security:\n          privileged: true\n', 'privileged: true'],
  ])('is put on its %s', async (_, settings, part) => {
    const written = oneSource(settings);
    expect(await locateIn(engine, { ...chart, 'argo/journal.yaml': written }, [privileged, [...container, 'image']])).toEqual([
      `argo/journal.yaml:${lineOf(written, part)} exact`,
      'charts/journal/values.yaml:4 exact',
    ]);
  });

  test('is put on the values file that a reference of another source names', async () => {
    const written = application(`  sources:
  - repoURL: https://github.com/clinic/platform
    path: charts/journal
    helm:
      valueFiles: [$values/env/prod.yaml]
  - repoURL: https://github.com/clinic/platform
    ref: values
`);
    const prod = 'replicas: 4\nsecurity:\n  privileged: true\n';
    expect(await locateIn(engine, { ...chart, 'argo/journal.yaml': written, 'env/prod.yaml': prod }, paths)).toEqual([
      'env/prod.yaml:3 exact',
      'charts/journal/values.yaml:4 exact',
      'env/prod.yaml:1 exact',
      `charts/journal/templates/d.yaml:${lineOf(template, 'hostNetwork')} exact`,
      `charts/journal/templates/d.yaml:${lineOf(template, '- name: web')} derived`,
    ]);
  });

  test('is put on what it sets in a kustomization', async () => {
    const written = application(`  source:
    repoURL: https://github.com/clinic/platform
    path: apps
    kustomize:
      images:
      - registry.example.dk/journal:latest
      replicas:
      - name: journal
        count: 6
`);
    const files: Files = {
      'apps/kustomization.yaml': 'resources: [d.yaml]\n',
      'apps/d.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: journal}
spec:
  replicas: 1
  template:
    spec:
      hostPID: true
      containers:
      - name: web
        image: registry.example.dk/journal:1.0
`,
      'argo/journal.yaml': written,
    };
    expect(
      await locateIn(engine, files, [
        [...container, 'image'],
        ['spec', 'replicas'],
        [...pod, 'hostPID'],
        [...container, 'livenessProbe'],
      ]),
    ).toEqual([
      `argo/journal.yaml:${lineOf(written, 'journal:latest')} exact`,
      `argo/journal.yaml:${lineOf(written, 'count')} exact`,
      'apps/d.yaml:8 exact',
      'apps/d.yaml:10 derived',
    ]);
  });

  test('is put on the template of the set that generates the application', async () => {
    const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: journals, namespace: argocd}
spec:
  generators:
  - list:
      elements:
      - site: north
        replicas: "5"
  template:
    metadata: {name: 'journal-{{site}}'}
    spec:
      project: clinic
      destination: {server: https://kubernetes.default.svc, namespace: clinic}
      source:
        repoURL: https://github.com/clinic/platform
        path: charts/journal
        helm:
          parameters:
          - name: security.privileged
            value: "true"
          - name: replicas
            value: '{{replicas}}'
`;
    expect(await locateIn(engine, { ...chart, 'argo/set.yaml': set }, [privileged, ['spec', 'replicas']])).toEqual([
      `argo/set.yaml:${lineOf(set, 'value: "true"')} exact`,
      `argo/set.yaml:${lineOf(set, 'replicas: "5"')} exact`,
    ]);
  });
});
