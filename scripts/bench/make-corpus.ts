import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a repository of about as many objects as asked for: the kinds and the sizes that a GitOps repository has, a fifth of the workloads with
 * faults, and some platform components. The same seed gives the same bytes.
 *
 * @returns how many objects there are
 */
export function makeCorpus(folder: string, objects: number, seed = 1): number {
  const random = randomFrom(seed);
  let made = 0;
  for (let system = 0; made < objects; system++) {
    const namespace = `system-${system}`;
    const at = join(folder, 'clusters', `region-${system % 5}`, namespace);
    mkdirSync(at, { recursive: true });
    const documents = [writeNamespace(namespace, random), ...writePlatform(namespace, system)];
    for (let app = 0; app < 6; app++) documents.push(...writeApp(`app-${app}`, namespace, random));
    const kept = documents.slice(0, objects - made);
    made += kept.length;
    for (let first = 0, file = 0; first < kept.length; first += 4, file++)
      writeFileSync(join(at, `part-${file}.yaml`), kept.slice(first, first + 4).join('---\n'));
  }
  return made;
}

type Random = () => number;

/** mulberry32: small, and good enough for choosing. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function writeNamespace(name: string, random: Random): string {
  const environment = random() < 0.5 ? 'production' : 'test';
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    tilsyn/environment: ${environment}
    tilsyn/data-class: ${random() < 0.5 ? 'patient' : 'internal'}
    pod-security.kubernetes.io/enforce: restricted
`;
}

/** A known component in every tenth namespace. */
function writePlatform(namespace: string, system: number): readonly string[] {
  if (system % 10 !== 0) return [];
  return [
    `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: prometheus-node-exporter
  namespace: ${namespace}
  labels: {app.kubernetes.io/name: prometheus-node-exporter, app.kubernetes.io/component: metrics}
spec:
  selector: {matchLabels: {app: exporter}}
  template:
    metadata: {labels: {app: exporter}}
    spec:
      hostNetwork: true
      hostPID: true
      securityContext: {runAsNonRoot: true}
      containers:
        - name: node-exporter
          image: quay.io/prometheus/node-exporter:v1.9.0
          args: [--path.procfs=/host/proc, --path.sysfs=/host/sys]
          volumeMounts:
            - {name: proc, mountPath: /host/proc, readOnly: true}
            - {name: sys, mountPath: /host/sys, readOnly: true}
      volumes:
        - {name: proc, hostPath: {path: /proc}}
        - {name: sys, hostPath: {path: /sys}}
`,
  ];
}

/** What one application of a hospital has: ten objects. */
function writeApp(name: string, namespace: string, random: Random): readonly string[] {
  return [
    writeWorkload(name, namespace, random),
    `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {app: ${name}}
  ports:
    - {name: https, port: 443, targetPort: 8443}
`,
    `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: ${namespace}
  annotations: {cert-manager.io/cluster-issuer: letsencrypt}
spec:
  ingressClassName: nginx
  rules:
    - host: ${name}.${namespace}.example.org
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: ${name}, port: {name: https}}}
${random() < 0.8 ? `  tls:\n    - hosts: [${name}.${namespace}.example.org]\n      secretName: ${name}-tls\n` : ''}`,
    writeConfigMap(name, namespace, random),
    `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: ${name}-database, namespace: ${namespace}}
spec:
  refreshInterval: 1h
  secretStoreRef: {kind: ClusterSecretStore, name: vault}
  target: {name: ${name}-database}
  data:
    - secretKey: password
      remoteRef: {key: ${namespace}/${name}, property: password}
`,
    `apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}, namespace: ${namespace}}
automountServiceAccountToken: false
`,
    `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: ${name}, namespace: ${namespace}}
rules:
  - apiGroups: [""]
    resources: [configmaps]
    resourceNames: [${name}]
    verbs: [get, ${random() < 0.1 ? '"*"' : 'watch'}]
`,
    `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ${name}, namespace: ${namespace}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${name}}
subjects:
  - {kind: ServiceAccount, name: ${name}, namespace: ${namespace}}
`,
    `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  podSelector: {matchLabels: {app: ${name}}}
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress}}}]
      ports: [{port: 8443}]
`,
    `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  minAvailable: 1
  selector: {matchLabels: {app: ${name}}}
`,
  ];
}

function writeWorkload(name: string, namespace: string, random: Random): string {
  const faulty = random() < 0.2;
  const kind = random() < 0.2 ? 'StatefulSet' : 'Deployment';
  const digest = Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('');
  const image = faulty && random() < 0.5 ? 'latest' : `1.${Math.floor(random() * 30)}.0@sha256:${digest}`;
  const containers = Array.from({ length: random() < 0.3 ? 2 : 1 }, (_, index) => writeContainer(name, index, image, faulty, random));
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app: ${name}
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/managed-by: flux
spec:
  replicas: ${1 + Math.floor(random() * 3)}
  ${kind === 'StatefulSet' ? `serviceName: ${name}\n  ` : ''}selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
      annotations:
        checksum/config: ${digest.slice(0, 16)}
    spec:
      serviceAccountName: ${name}
      automountServiceAccountToken: false
${faulty && random() < 0.3 ? '      hostNetwork: true\n' : ''}      securityContext:
        runAsNonRoot: ${faulty ? 'false' : 'true'}
        seccompProfile: {type: RuntimeDefault}
      containers:
${containers.join('')}      volumes:
        - name: config
          configMap: {name: ${name}}
        - name: scratch
          ${faulty && random() < 0.4 ? 'hostPath: {path: /var/lib/journal}' : 'emptyDir: {}'}
`;
}

function writeContainer(name: string, index: number, image: string, faulty: boolean, random: Random): string {
  const privileged = faulty && random() < 0.3;
  return `        - name: ${index === 0 ? name : `side-${index}`}
          image: registry.example.org/${name}:${image}
          args: [--config=/etc/${name}/config.yaml, --listen=:8443]
          ports:
            - {name: https, containerPort: 8443}
          env:
            - name: LOG_LEVEL
              value: info
            - name: DATABASE_PASSWORD
              ${faulty && random() < 0.3 ? 'value: "Vinter2026!"' : `valueFrom: {secretKeyRef: {name: ${name}-database, key: password}}`}
            - name: POD_NAME
              valueFrom: {fieldRef: {fieldPath: metadata.name}}
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 256Mi}
          readinessProbe:
            httpGet: {path: /ready, port: https, scheme: HTTPS}
          livenessProbe:
            httpGet: {path: /live, port: https, scheme: HTTPS}
          securityContext:
            ${privileged ? 'privileged: true' : 'allowPrivilegeEscalation: false'}
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}
          volumeMounts:
            - {name: config, mountPath: /etc/${name}}
            - {name: scratch, mountPath: /tmp}
`;
}

function writeConfigMap(name: string, namespace: string, random: Random): string {
  const lines = Array.from(
    { length: 5 + Math.floor(random() * 25) },
    (_, index) => `    setting.${index}: value-${Math.floor(random() * 1e6)}`,
  );
  return `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: ${namespace}}
data:
  config.yaml: |
${lines.join('\n')}
  MODE: production
`;
}
