/** Charts and overlays of the sizes that are in use, made here so that anybody can measure the same. */
export type Tree = Readonly<Record<string, string>>;

export interface BenchRoot {
  readonly name: string;
  readonly kind: 'helm' | 'kustomize';
  readonly path: string;
  readonly files: Tree;
}

export function benchRoots(): readonly BenchRoot[] {
  return [
    chart('one object', 1, 0),
    chart('20 objects', 20, 0),
    chart('200 objects', 200, 0),
    chart('20 objects, 3 MB of CRDs', 20, 3_000_000),
    chart('20 objects, sub-charts', 20, 0, 4),
    overlay('one object', 1, 0),
    overlay('20 objects', 20, 0),
    overlay('200 objects', 200, 0),
    overlay('20 objects, 3 MB of CRDs', 20, 3_000_000),
    overlay('20 objects, components', 20, 0, 4),
  ];
}

/** As large as a usual chart: 20 objects from templates with helpers, conditions and loops. */
export function chart(name: string, objects: number, definitions: number, children = 0, folder = `charts/${slug(name)}`): BenchRoot {
  const parts = Array.from({ length: children }, (_, index) => `child${index}`);
  return {
    name: `chart, ${name}`,
    kind: 'helm',
    path: folder,
    files: {
      ...chartFiles(folder, 'portal', objects),
      ...Object.assign({}, ...parts.map((part) => chartFiles(`${folder}/charts/${part}`, part, objects))),
      ...(definitions === 0 ? {} : { [`${folder}/crds/all.yaml`]: crds(definitions) }),
    },
  };
}

export function overlay(name: string, objects: number, definitions: number, components = 0, folder = `overlays/${slug(name)}`): BenchRoot {
  const parts = Array.from({ length: components }, (_, index) => `part${index}`);
  const own = Array.from({ length: objects }, (_, index) => `d${index}.yaml`);
  return {
    name: `overlay, ${name}`,
    kind: 'kustomize',
    path: `${folder}/prod`,
    files: {
      [`${folder}/base/kustomization.yaml`]: list('resources', [...own, ...(definitions === 0 ? [] : ['crds.yaml'])]),
      ...Object.fromEntries(
        own.map((file, index) => [`${folder}/base/${file}`, deployment(`d${index}`, 'registry.example.com/app:1.2.3')]),
      ),
      ...(definitions === 0 ? {} : { [`${folder}/base/crds.yaml`]: crds(definitions) }),
      [`${folder}/prod/kustomization.yaml`]: `${list('resources', ['../base'])}${list(
        'components',
        parts.map((part) => `../${part}`),
      )}namePrefix: prod-
labels: [{pairs: {team: journal}, includeSelectors: false}]
images: [{name: registry.example.com/app, newTag: 2.0.0}]
patches: [{path: patch.yaml, target: {kind: Deployment}}]
configMapGenerator: [{name: settings, literals: [a=b, c=d]}]
`,
      [`${folder}/prod/patch.yaml`]: '- {op: replace, path: /spec/replicas, value: 3}\n',
      ...Object.fromEntries(
        parts.map((part) => [
          `${folder}/${part}/kustomization.yaml`,
          `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonAnnotations: {${part}: "yes"}\n`,
        ]),
      ),
    },
  };
}

function chartFiles(folder: string, name: string, objects: number): Tree {
  return {
    [`${folder}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
    [`${folder}/values.yaml`]: `replicas: 2\nimage: {repository: registry.example.com/app, tag: 1.2.3}\nservice: {enabled: true}\nlabels: {team: journal}\n`,
    [`${folder}/templates/_helpers.tpl`]: `{{- define "${name}.name" -}}{{ printf "%s-%s" .root.Release.Name .suffix | trunc 63 | trimSuffix "-" }}{{- end -}}
{{- define "${name}.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}
`,
    ...Object.fromEntries(
      Array.from({ length: objects }, (_, index) => [
        `${folder}/templates/d${index}.yaml`,
        `{{- if .Values.service.enabled }}\n${deployment(
          `{{ include "${name}.name" (dict "root" . "suffix" "d${index}") }}`,
          '{{ .Values.image.repository }}:{{ .Values.image.tag }}',
          `  labels:\n    {{- include "${name}.labels" . | nindent 4 }}\n`,
        )}{{- end }}\n`,
      ]),
    ),
  };
}

function deployment(name: string, image: string, labels = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${labels}spec:
  replicas: 2
  selector: {matchLabels: {app: app}}
  template:
    metadata: {labels: {app: app}}
    spec:
      containers:
      - name: app
        image: ${image}
        ports: [{containerPort: 8080}]
        env: [{name: A, value: "1"}, {name: B, value: "2"}]
        resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}
        securityContext: {runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
`;
}

/** Definitions with deep schemas, about 60 kB each, of so many bytes together. */
function crds(bytes: number): string {
  const fields = Array.from(
    { length: 320 },
    (_, index) => `                field${index}:
                  type: object
                  description: What this field is for, in a sentence as long as they usually are in definitions.
                  properties: {name: {type: string}, value: {type: string, minLength: 1}}
`,
  ).join('');
  const one = (index: number): string => `---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: kind${index}s.example.com}
spec:
  group: example.com
  names: {kind: Kind${index}, plural: kind${index}s}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
              type: object
              properties:
${fields}`;
  return Array.from({ length: Math.ceil(bytes / one(0).length) }, (_, index) => one(index)).join('');
}

function list(field: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `${field}:\n${items.map((item) => `- ${item}\n`).join('')}`;
}

function slug(name: string): string {
  return name.replace(/[^a-z0-9]+/gi, '-');
}
