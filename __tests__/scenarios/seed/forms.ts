import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Text by path. */
export type Tree = Readonly<Record<string, string>>;

const folder = join(import.meta.dirname, 'cluster');

/** The cluster as manifests, a file a building block. */
export function readManifests(): Tree {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(names.sort().map((name) => [name.replaceAll(sep, '/'), readFileSync(join(folder, name), 'utf8')]));
}

/** The same cluster as Flux deploys it: a Kustomization, and a release for each block that comes as a chart. */
export function deployByFlux(manifests: Tree): Tree {
  const tree: Record<string, string> = { 'clusters/hospital/flux.yaml': flux };
  for (const [file, text] of Object.entries(manifests)) {
    const name = file.replace('.yaml', '');
    const setting = settings[name];
    if (setting) Object.assign(tree, writeRelease(name, text, setting));
    else if (file.includes('/') || controlPlane.includes(file)) tree[file] = text;
    else tree[`platform/${file}`] = text;
  }
  return tree;
}

/** The part of a block that its chart takes from the values of the release. */
const settings: Readonly<Record<string, RegExp>> = {
  dex: /(?<= config\.yaml: \|)\n(?: {4}.*\n)+/,
  falco: /(?<= falco\.yaml: \|)\n(?: {4}.*\n)+/,
  'cert-manager': /(?<= server: ).*\n/,
  velero: /(?<= paused: ).*\n/,
};
/** What configures the API server lies beside what is deployed to it. */
const controlPlane = ['control-plane.yaml', 'authentication.yaml', 'encryption.yaml', 'audit.yaml'];

function writeRelease(name: string, text: string, setting: RegExp): Tree {
  const value = setting.exec(text)?.[0] ?? '';
  const block = value.startsWith('\n');
  return {
    [`charts/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
    [`charts/${name}/templates/all.yaml`]: text.replace(setting, `{{ .Values.setting${block ? ' | trim | nindent 4' : ''} }}\n`),
    [`platform/${name}.yaml`]: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${name}, namespace: ${name} }
spec:
  interval: 1h
  driftDetection: { mode: enabled }
  chart: { spec: { chart: ./charts/${name}, sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system } } }
  values:
    setting: ${block ? `|${value.replaceAll('\n    ', '\n      ')}` : value}`,
  };
}

const flux = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: flux-system, namespace: flux-system }
spec: { interval: 1m, url: "https://github.com/clinic/platform", ref: { branch: main }, verify: { mode: HEAD, secretRef: { name: keys } } }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: platform, namespace: flux-system }
spec:
  interval: 10m
  path: ./platform
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`;
