import type { LocateCase } from './cases.ts';

/** Trees whose objects are deployed by Flux and Argo CD, by each way in which these set values. */
export function deployedCases(): readonly LocateCase[] {
  return [
    ...RELEASES.map(([name, files]) => ({ name: `flux/${name}`, files: { ...chart, ...files } })),
    ...KUSTOMIZATIONS.map(([name, more]) => ({
      name: `flux/${name}`,
      files: { ...folder, 'clusters/prod/apps.yaml': kustomization(more), ...VARIABLES },
    })),
    ...APPLICATIONS.map(([name, files]) => ({ name: `argo/${name}`, files: { ...chart, ...files } })),
    ...OVERRIDES.map(([name, settings]) => ({
      name: `argo/${name}`,
      files: { ...folder, 'argo/apps.yaml': application('apps', settings) },
    })),
  ];
}

const container = `      - name: web
        image: IMAGE
        ports:
        - containerPort: 8080
        securityContext:
          privileged: PRIVILEGED
          runAsUser: 0
          capabilities:
            add: [SYS_ADMIN]
        resources:
          limits: {memory: 256Mi}
        env:
        - name: MODE
          value: open
`;
const workload = (name: string, replicas: string, image: string, privileged: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  labels:\n    app: journal\nspec:\n  replicas: ${replicas}\n  template:\n    spec:\n      hostPID: true\n      containers:\n${container.replace('IMAGE', image).replace('PRIVILEGED', privileged)}`;

const chart = {
  'charts/journal/Chart.yaml': 'apiVersion: v2\nname: journal\nversion: 1.0.0\n',
  'charts/journal/values.yaml':
    'replicas: 1\nimage:\n  repository: registry.example.dk/journal\n  tag: "1.0"\nsecurity:\n  privileged: false\nport: 8080\n',
  'charts/journal/templates/d.yaml': workload(
    '{{ .Release.Name }}',
    '{{ .Values.replicas }}',
    '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"',
    '{{ .Values.security.privileged }}',
  ),
  'charts/journal/templates/s.yaml':
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: journal\nspec:\n  type: NodePort\n  ports:\n  - port: {{ .Values.port }}\n',
};
const folder = {
  'apps/kustomization.yaml': 'resources:\n- d.yaml\n',
  'apps/d.yaml': workload('journal', '2', `registry.example.dk/journal:\${tag}`, 'false'),
};
const VARIABLES = {
  'clusters/prod/cluster.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: cluster\n  namespace: flux-system\ndata:\n  tag: "3.1"\n',
};

const release = (more: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: journal\n  namespace: clinic\nspec:\n  chart:\n    spec:\n      chart: charts/journal\n      sourceRef: {kind: GitRepository, name: platform}\n${more}`;
const kustomization = (more: string): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\n  namespace: flux-system\nspec:\n  path: ./apps\n  sourceRef: {kind: GitRepository, name: platform}\n${more}`;

const values = 'image:\n  tag: latest\nsecurity:\n  privileged: true\n';
const indent = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

const RELEASES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['values', { 'clusters/prod/r.yaml': release(`  values:\n${indent(values, 4)}`) }],
  ['chart-values', { 'clusters/prod/r.yaml': release('') }],
  [
    'values-from',
    {
      'clusters/prod/r.yaml': release('  valuesFrom:\n  - kind: ConfigMap\n    name: more\n  values:\n    replicas: 4\n'),
      'clusters/prod/c.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: more\n  namespace: clinic\ndata:\n  values.yaml: |\n${indent(values, 4)}`,
    },
  ],
  [
    'values-at-path',
    {
      'clusters/prod/r.yaml': release(
        '  valuesFrom:\n  - kind: ConfigMap\n    name: more\n    valuesKey: tag\n    targetPath: image.tag\n',
      ),
      'clusters/prod/c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: more\n  namespace: clinic\ndata:\n  tag: edge\n',
    },
  ],
  [
    'overlay',
    {
      'apps/base/kustomization.yaml': 'resources: [r.yaml]\n',
      'apps/base/r.yaml': release('  values:\n    replicas: 3\n'),
      'apps/prod/kustomization.yaml': 'resources: [../base]\npatches:\n- path: p.yaml\n',
      'apps/prod/p.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: journal\n  namespace: clinic\nspec:\n  values:\n${indent(values, 4)}`,
      'clusters/prod/apps.yaml': kustomization('').replace('./apps', './apps/prod'),
    },
  ],
];

const json = '      - op: replace\n        path: /spec/template/spec/containers/0/securityContext/privileged\n        value: true\n';
const KUSTOMIZATIONS: readonly (readonly [string, string])[] = [
  ['variables', '  postBuild:\n    substitute:\n      tag: "2.0"\n'],
  ['variables-from', '  postBuild:\n    substituteFrom:\n    - kind: ConfigMap\n      name: cluster\n'],
  ['patch-json', `  patches:\n  - target: {kind: Deployment}\n    patch: |\n${json}`],
  [
    'patch-merge',
    '  patches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: {name: journal}\n      spec:\n        replicas: 8\n        template:\n          spec:\n            hostNetwork: true\n',
  ],
  ['images', '  images:\n  - name: registry.example.dk/journal\n    newName: mirror.example.dk/journal\n    newTag: "9"\n'],
  ['namespace', '  targetNamespace: clinic\n  namePrefix: prod-\n'],
];

const application = (path: string, settings: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: journal\n  namespace: argocd\nspec:\n  project: clinic\n  destination: {server: https://kubernetes.default.svc, namespace: clinic}\n  source:\n    repoURL: https://github.com/clinic/platform\n    path: ${path}\n${settings}`;
const parameters =
  '      parameters:\n      - name: security.privileged\n        value: "true"\n      - name: image.tag\n        value: latest\n      - name: replicas\n        value: "5"\n';

const APPLICATIONS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['chart', { 'argo/a.yaml': application('charts/journal', '') }],
  ['parameters', { 'argo/a.yaml': application('charts/journal', `    helm:\n${parameters}`) }],
  ['values-object', { 'argo/a.yaml': application('charts/journal', `    helm:\n      valuesObject:\n${indent(values, 8)}`) }],
  ['values', { 'argo/a.yaml': application('charts/journal', `    helm:\n      values: |\n${indent(values, 8)}`) }],
  [
    'values-files',
    {
      'argo/a.yaml': application('charts/journal', '    helm:\n      valueFiles: [/env/prod.yaml]\n'),
      'env/prod.yaml': `replicas: 6\n${values}`,
    },
  ],
  [
    'values-ref',
    {
      'argo/a.yaml': `${application('charts/journal', '').replace(/ {2}source:[\s\S]*$/, '')}  sources:\n  - repoURL: https://github.com/clinic/platform\n    path: charts/journal\n    helm:\n      valueFiles: [$env/env/prod.yaml]\n  - repoURL: https://github.com/clinic/platform\n    ref: env\n`,
      'env/prod.yaml': values,
    },
  ],
  [
    'set',
    {
      'argo/a.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: journals, namespace: argocd}\nspec:\n  generators:\n  - list:\n      elements:\n      - site: north\n        count: "5"\n  template:\n    metadata: {name: 'journal-{{site}}'}\n    spec:\n      project: clinic\n      destination: {server: https://kubernetes.default.svc, namespace: clinic}\n      source:\n        repoURL: https://github.com/clinic/platform\n        path: charts/journal\n        helm:\n          parameters:\n          - name: security.privileged\n            value: "true"\n          - name: replicas\n            value: '{{count}}'\n`,
    },
  ],
];

const OVERRIDES: readonly (readonly [string, string])[] = [
  ['kustomize', ''],
  ['kustomize-images', '    kustomize:\n      images:\n      - registry.example.dk/journal=mirror.example.dk/journal:7\n'],
  ['kustomize-replicas', '    kustomize:\n      replicas:\n      - name: journal\n        count: 6\n      namePrefix: prod-\n'],
  ['kustomize-patch', `    kustomize:\n      patches:\n      - target: {kind: Deployment}\n        patch: |\n${indent(json, 4)}`],
];
