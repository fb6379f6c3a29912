import { afterAll, describe, expect, test } from '@jest/globals';
import type { ChartSettings } from '../../src/discover/discovery.ts';
import { startTestEngine } from '../render/start-engine.ts';
import { chartFile, type Files } from '../render/trees.ts';
import { locateIn } from './locate-in.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());

const locate = (
  files: Files,
  paths: readonly (readonly (string | number)[])[],
  charts: readonly ChartSettings[] = [],
): Promise<readonly string[]> => locateIn(engine, files, paths, charts);

const pod = ['spec', 'template', 'spec'] as const;
const first = [...pod, 'containers', 0] as const;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: journal
spec:
  replicas: 1
  template:
    spec:
      containers:
      - name: web
        image: registry.example.dk/journal:1.0
        securityContext:
          privileged: true
          runAsUser: 0
      - name: proxy
        image: registry.example.dk/proxy
        securityContext:
          privileged: true
`;

describe('a finding in what a kustomization built', () => {
  test('is put on the line of the base, the right one of two that read the same', async () => {
    const files = { 'k/kustomization.yaml': 'resources: [d.yaml]\nnamePrefix: prod-\n', 'k/d.yaml': deployment };
    const privileged = ['securityContext', 'privileged'];
    expect(
      await locate(files, [
        [...first, ...privileged],
        [...pod, 'containers', 1, ...privileged],
        [...first, 'securityContext', 'runAsUser'],
      ]),
    ).toEqual(['k/d.yaml:13 exact', 'k/d.yaml:18 exact', 'k/d.yaml:14 exact']);
  });

  test('is put on the patch that sets it, whatever form the patch has, even where the base says the same', async () => {
    const files = {
      'base/kustomization.yaml': 'resources: [d.yaml]\n',
      'base/d.yaml': deployment,
      'prod/kustomization.yaml': `resources: [../base]
patches:
- path: patch.yaml
- target: {kind: Deployment}
  patch: |-
    - op: add
      path: /spec/template/spec/hostNetwork
      value: true
- patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: journal}
    spec:
      template:
        spec:
          hostPID: true
`,
      'prod/patch.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: journal}
spec:
  template:
    spec:
      containers:
      - name: web
        securityContext:
          privileged: true
`,
    };
    expect(
      await locate(files, [
        [...first, 'securityContext', 'privileged'],
        [...pod, 'hostNetwork'],
        [...pod, 'hostPID'],
        [...pod, 'containers', 1, 'securityContext', 'privileged'],
      ]),
    ).toEqual(['prod/patch.yaml:10 exact', 'prod/kustomization.yaml:8 exact', 'prod/kustomization.yaml:16 exact', 'base/d.yaml:18 exact']);
  });

  test('is put on the field of the kustomization that sets it', async () => {
    const files = {
      'k/kustomization.yaml':
        'resources: [d.yaml]\nimages:\n- name: registry.example.dk/proxy\n  newTag: latest\nreplicas:\n- name: journal\n  count: 7\nnamespace: clinic\n',
      'k/d.yaml': deployment,
    };
    expect(
      await locate(files, [
        [...pod, 'containers', 1, 'image'],
        ['spec', 'replicas'],
        ['metadata', 'namespace'],
        [...first, 'image'],
      ]),
    ).toEqual(['k/kustomization.yaml:4 exact', 'k/kustomization.yaml:7 exact', 'k/kustomization.yaml:8 exact', 'k/d.yaml:11 exact']);
  });

  test('is not put on another container where a patch puts one in front', async () => {
    const files = {
      'k/kustomization.yaml': 'resources: [d.yaml]\npatches: [{path: p.yaml}]\n',
      'k/d.yaml': deployment,
      'k/p.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: journal}\nspec:\n  template:\n    spec:\n      containers:\n      - name: side\n        securityContext:\n          privileged: true\n',
    };
    expect(
      await locate(files, [
        [...first, 'securityContext', 'runAsNonRoot'],
        [...first, 'securityContext', 'privileged'],
      ]),
    ).toEqual(['k/p.yaml:10 derived', 'k/p.yaml:10 exact']);
  });

  test('about what is missing is put where it should be added', async () => {
    const files = { 'k/kustomization.yaml': 'resources: [d.yaml]\n', 'k/d.yaml': deployment };
    expect(
      await locate(files, [
        [...pod, 'containers', 1, 'resources', 'limits', 'memory'],
        [...pod, 'containers', 1, 'securityContext', 'runAsNonRoot'],
        [...pod, 'automountServiceAccountToken'],
      ]),
    ).toEqual(['k/d.yaml:15 derived', 'k/d.yaml:17 derived', 'k/d.yaml:8 derived']);
  });
});

const chart: Files = {
  'c/Chart.yaml': chartFile('web'),
  'c/values.yaml':
    'privileged: true\nimage:\n  repository: registry.example.dk/journal\n  tag: "1.0"\nresources:\n  limits:\n    memory: 256Mi\n',
  'c/templates/_helpers.tpl': '{{ define "web.security" }}privileged: {{ .Values.privileged }}\nrunAsUser: 0\n{{ end }}',
  'c/templates/d.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  template:
    spec:
      hostNetwork: true
      hostPID: {{ .Values.hostPID | default true }}
      containers:
      - name: web
        image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
        securityContext:
          {{- include "web.security" . | nindent 10 }}
        resources:
          {{- toYaml .Values.resources | nindent 10 }}
`,
};

describe('a finding in what a chart rendered', () => {
  test('is put on the value, or on what the template says itself', async () => {
    expect(
      await locate(chart, [
        [...first, 'securityContext', 'privileged'],
        [...first, 'securityContext', 'runAsUser'],
        [...first, 'resources', 'limits', 'memory'],
        [...first, 'image'],
        [...pod, 'hostNetwork'],
        [...pod, 'hostPID'],
      ]),
    ).toEqual([
      'c/values.yaml:1 exact',
      'c/templates/_helpers.tpl:2 exact',
      'c/values.yaml:7 exact',
      'c/values.yaml:4 exact',
      'c/templates/d.yaml:8 exact',
      'c/templates/d.yaml:9 exact',
    ]);
  });

  test('is put on the layer of values that was set last', async () => {
    const files = { ...chart, 'prod.yaml': 'privileged: true\n', 'more.yaml': 'image: {tag: "2.0"}\n' };
    const settings = [{ path: 'c', release: 'journal', namespace: 'clinic', values: ['prod.yaml', 'more.yaml'] }];
    expect(
      await locate(
        files,
        [
          [...first, 'securityContext', 'privileged'],
          [...first, 'image'],
          [...pod, 'hostNetwork'],
        ],
        settings,
      ),
    ).toEqual(['prod.yaml:1 exact', 'more.yaml:1 exact', 'c/templates/d.yaml:8 exact']);
  });

  test('about what is missing, or is made of nothing that is written, is put on the template line', async () => {
    expect(
      await locate(chart, [
        [...first, 'livenessProbe'],
        ['metadata', 'name'],
        [...pod, 'hostIPC'],
      ]),
    ).toEqual(['c/templates/d.yaml:11 derived', 'c/templates/d.yaml:4 derived', 'c/templates/d.yaml:7 derived']);
  });
});
