import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Three kinds of repository that nobody has set up yet, each with a change that harms nothing and one that does. */
export interface NewRepository {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly harmless: Readonly<Record<string, string>>;
  readonly bad: Readonly<Record<string, string>>;
  /** What `init` says that it found. */
  readonly found: string;
}

const { base } = JSON.parse(readFileSync(fileURLToPath(new URL('../../dist/clinic.json', import.meta.url)), 'utf8')) as {
  readonly base: Readonly<Record<string, string>>;
};
const deployment = base['apps/journal/deployment.yaml'] ?? '';
const platform = Object.fromEntries(Object.entries(base).filter(([path]) => path.startsWith('platform/')));
const withReplicas = deployment.replace('replicas: 2', 'replicas: 3');
const asRoot = deployment.replace('runAsUser: 10001', 'runAsUser: 0');

const plain: NewRepository = {
  name: 'plain',
  files: { ...platform, 'apps/journal/deployment.yaml': deployment },
  harmless: { 'apps/journal/deployment.yaml': withReplicas },
  bad: { 'apps/journal/deployment.yaml': asRoot },
  found: '2 folders of manifests',
};

const overlay = (replicas: number): string => `resources: [../../base]\nreplicas: [{name: journal-api, count: ${replicas}}]\n`;

const flux: NewRepository = {
  name: 'kustomize-flux',
  files: {
    ...platform,
    'apps/base/kustomization.yaml': 'resources: [deployment.yaml]\n',
    'apps/base/deployment.yaml': deployment,
    'apps/overlays/production/kustomization.yaml': overlay(2),
    'clusters/production/apps.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {interval: 1m, url: "https://github.com/acme/gitops", ref: {branch: main}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec:
  interval: 10m
  prune: true
  path: ./apps/overlays/production
  sourceRef: {kind: GitRepository, name: flux-system}
`,
  },
  harmless: { 'apps/overlays/production/kustomization.yaml': overlay(3) },
  bad: { 'apps/base/deployment.yaml': asRoot },
  found: '1 deployment by Flux',
};

const template = deployment.replace('replicas: 2', 'replicas: {{ .Values.replicas }}').replace('10001', '{{ .Values.user }}');
const values = (replicas: number, user: number): string => `replicas: ${replicas}\nuser: ${user}\n`;

const argo: NewRepository = {
  name: 'helm-argocd',
  files: {
    ...platform,
    'charts/journal/Chart.yaml': 'apiVersion: v2\nname: journal\nversion: 1.0.0\n',
    'charts/journal/values.yaml': values(1, 10001),
    'charts/journal/values-production.yaml': values(2, 10001),
    'charts/journal/templates/deployment.yaml': template,
    'clusters/production/journal.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: journal, namespace: argocd}
spec:
  project: default
  source:
    repoURL: https://github.com/acme/gitops.git
    targetRevision: main
    path: charts/journal
    helm: {valueFiles: [values-production.yaml]}
  destination: {server: "https://kubernetes.default.svc", namespace: journal}
`,
  },
  harmless: { 'charts/journal/values-production.yaml': values(3, 10001) },
  bad: { 'charts/journal/values-production.yaml': values(2, 0) },
  found: '1 deployment by Argo CD',
};

export const newRepositories: readonly NewRepository[] = [plain, flux, argo];
