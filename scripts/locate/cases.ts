import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LocateCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The charts and overlays that the engine is held to. Those that are to fail are left out. */
export function goldenCases(home: string): readonly LocateCase[] {
  return ['overlays', 'charts'].flatMap((kind) =>
    readdirSync(join(home, kind))
      .filter((name) => existsSync(join(home, kind, name, 'golden.yaml')))
      .map((name) => ({ name: `${kind}/${name}`, files: readFolder(join(home, kind, name)) })),
  );
}

function readFolder(home: string): Readonly<Record<string, string>> {
  const entries = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !/(case\.json|golden\.yaml|\.tgz)$/.test(path));
  return Object.fromEntries(paths.map((path) => [path.slice(home.length + 1), readFileSync(path, 'utf8')]));
}

const container = (name: string, image: string, more: string): string =>
  `      - name: ${name}\n        image: ${image}\n${more.replace(/^(?=.)/gm, '        ')}`;

const deployment = (name: string, containers: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  replicas: 2\n  template:\n    spec:\n      hostPID: true\n      containers:\n${containers}`;

const web = container(
  'web',
  'registry.example.dk/journal:1.0',
  'securityContext:\n  privileged: true\n  runAsUser: 0\n  capabilities:\n    add: [SYS_ADMIN]\nresources:\n  limits:\n    memory: 256Mi\nports:\n- containerPort: 8080\n',
);
const proxy = container(
  'proxy',
  'registry.example.dk/proxy',
  'securityContext:\n  privileged: true\nenv:\n- name: MODE\n  value: "true"\n',
);
const volumes = '      volumes:\n      - name: host\n        hostPath:\n          path: /var/run\n';
const plain = deployment('journal', `${web}${proxy}${volumes}`);

const merge = (fields: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: journal\nspec:\n  template:\n    spec:\n${fields}`;

const PATCHES: readonly (readonly [string, string])[] = [
  ['same', merge('      containers:\n      - name: web\n        securityContext:\n          privileged: true\n')],
  [
    'added',
    merge(
      '      hostNetwork: true\n      containers:\n      - name: side\n        image: registry.example.dk/side:9\n        securityContext: {privileged: true, runAsUser: 0}\n',
    ),
  ],
  ['image', merge('      containers:\n      - name: proxy\n        image: other.example.dk/proxy:2\n')],
  [
    'json',
    '- op: replace\n  path: /spec/template/spec/containers/0/securityContext/runAsUser\n  value: 5\n- op: add\n  path: /spec/template/spec/hostIPC\n  value: true\n',
  ],
  ['gone', merge('      containers:\n      - name: web\n        securityContext: null\n')],
];

const FIELDS: readonly (readonly [string, string])[] = [
  ['tag', 'images:\n- name: registry.example.dk/proxy\n  newTag: latest\n'],
  ['name', 'images:\n- name: registry.example.dk/journal\n  newName: mirror.example.dk/journal\n  newTag: "2.1"\n'],
  ['replicas', 'replicas:\n- name: journal\n  count: 9\n'],
  ['namespace', 'namespace: clinic\nnamePrefix: prod-\n'],
  ['labels', 'labels:\n- pairs:\n    app: journal-prod\n  includeSelectors: true\n'],
];

/** Trees of the shapes that repositories have: plain files, overlays by each kind of patch and field, charts by each way of values into templates. */
export function madeCases(): readonly LocateCase[] {
  const base = { 'base/kustomization.yaml': 'resources:\n- d.yaml\n', 'base/d.yaml': plain };
  const overlay = (more: string): string => `resources:\n- ../base\n${more}`;
  const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ');
  const target = '  target:\n    kind: Deployment\n';
  return [
    { name: 'plain/deployment', files: { 'apps/d.yaml': plain } },
    { name: 'plain/two', files: { 'apps/d.yaml': `# two\n---\n${plain}---\n${plain.replace('journal', 'second')}` } },
    ...PATCHES.flatMap(([name, patch]) => [
      {
        name: `overlay/${name}-file`,
        files: { ...base, 'prod/kustomization.yaml': overlay(`patches:\n- path: p.yaml\n${target}`), 'prod/p.yaml': patch },
      },
      {
        name: `overlay/${name}-inline`,
        files: { ...base, 'prod/kustomization.yaml': overlay(`patches:\n- patch: |-\n${indent(patch)}${target}`) },
      },
    ]),
    ...FIELDS.map(([name, fields]) => ({ name: `overlay/${name}`, files: { ...base, 'prod/kustomization.yaml': overlay(fields) } })),
    ...FIELDS.map(([name, fields]) => ({
      name: `component/${name}`,
      files: {
        ...base,
        'part/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${fields}`,
        'prod/kustomization.yaml': overlay('components:\n- ../part\n'),
      },
    })),
    ...CHARTS.map(([name, files]) => ({
      name: `chart/${name}`,
      files: { 'c/Chart.yaml': 'apiVersion: v2\nname: journal\nversion: 1.0.0\n', ...files },
    })),
  ];
}

const values =
  'replicas: 3\nprivileged: true\nimage:\n  repository: registry.example.dk/journal\n  tag: "1.0"\nsecurity:\n  privileged: true\n  runAsUser: 0\nresources:\n  limits:\n    memory: 256Mi\n  requests:\n    cpu: 100m\n';
const template = (more: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  replicas: {{ .Values.replicas }}\n  template:\n    spec:\n      hostNetwork: true\n      containers:\n      - name: web\n        image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n${more}`;

const CHARTS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    'direct',
    {
      'c/values.yaml': values,
      'c/templates/d.yaml': template('        securityContext:\n          privileged: {{ .Values.privileged }}\n          runAsUser: 0\n'),
    },
  ],
  [
    'toYaml',
    {
      'c/values.yaml': values,
      'c/templates/d.yaml': template(
        '        securityContext:\n          {{- toYaml .Values.security | nindent 10 }}\n        resources: {{ toYaml .Values.resources | nindent 10 }}\n',
      ),
    },
  ],
  [
    'with',
    {
      'c/values.yaml': values,
      'c/templates/d.yaml': template(
        '        {{- with .Values.security }}\n        securityContext:\n          privileged: {{ .privileged }}\n          runAsUser: {{ .runAsUser }}\n        {{- end }}\n',
      ),
    },
  ],
  [
    'helper',
    {
      'c/values.yaml': values,
      'c/templates/_h.tpl': '{{- define "h" -}}\nprivileged: {{ .Values.privileged }}\nrunAsUser: 0\n{{- end -}}\n',
      'c/templates/d.yaml': template('        securityContext:\n          {{- include "h" . | nindent 10 }}\n'),
    },
  ],
  [
    'default',
    {
      'c/values.yaml': values,
      'c/templates/d.yaml': template(
        '        securityContext:\n          privileged: {{ .Values.none | default true }}\n          runAsNonRoot: {{ not .Values.privileged }}\n',
      ),
    },
  ],
  [
    'condition',
    {
      'c/values.yaml': values,
      'c/templates/d.yaml': template(
        '        {{- if .Values.privileged }}\n        securityContext:\n          privileged: true\n        {{- end }}\n',
      ),
    },
  ],
  [
    'subchart',
    {
      'c/values.yaml': `${values}part:\n  privileged: true\n`,
      'c/charts/part/Chart.yaml': 'apiVersion: v2\nname: part\nversion: 1.0.0\n',
      'c/charts/part/values.yaml': values,
      'c/charts/part/templates/d.yaml': template('        securityContext:\n          privileged: {{ .Values.privileged }}\n').replace(
        '.Release.Name',
        '"part"',
      ),
    },
  ],
];
