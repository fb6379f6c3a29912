import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { type Clinic, type Files, openClinic } from './clinic.ts';

const hospitals = Array.from({ length: 12 }, (_, index) => `hospital-${String(index + 1).padStart(2, '0')}`);
const source = '  sourceRef: {kind: GitRepository, name: flux-system}\n';

const kustomization = (name: string, path: string): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: flux-system}\nspec:\n  path: ./${path}\n  interval: 10m\n  prune: true\n${source}`;

const role = (name: string): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: ${name}, namespace: portal}\nrules: [{apiGroups: [""], resources: [pods], verbs: [get]}]\n`;

const settings = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: portal}\ndata: {size: small}\n`;

const release = (chart: string, size = 'small'): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: portal, namespace: portal}\nspec:\n  interval: 10m\n  chart: {spec: {chart: ${chart}, sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}}}\n  values: {size: ${size}}\n`;

const set = (elements: string): string => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: wards, namespace: argocd}
spec:
  goTemplate: true
  generators: [{list: {elements: [${elements}]}}]
  template:
    metadata: {name: "ward-{{.ward}}"}
    spec:
      project: default
      destination: {name: in-cluster, namespace: portal}
      source: {repoURL: "https://github.com/REPOSITORY", targetRevision: HEAD, path: "wards/{{.ward}}"}
`;

/** Flux with twelve overlays of one base and a chart, and Argo CD with a set of applications. */
const platform: Files = {
  'apps/base/kustomization.yaml': 'resources: [role.yaml]\n',
  'apps/base/role.yaml': role('reader'),
  ...Object.fromEntries(
    hospitals.flatMap((name) => [
      [`apps/${name}/kustomization.yaml`, `resources: [../base]\nnamePrefix: ${name}-\n`],
      [`clusters/prod/${name}.yaml`, kustomization(name, `apps/${name}`)],
    ]),
  ),
  'charts/portal/Chart.yaml': 'apiVersion: v2\nname: portal\nversion: 1.0.0\n',
  'charts/portal/values.yaml': 'size: tiny\n',
  'charts/portal/templates/a.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}-size}\ndata: {size: {{ .Values.size | quote }}}\n',
  'clusters/prod/portal.yaml': release('./charts/portal'),
  'wards/east/settings.yaml': settings('east'),
  'wards/west/settings.yaml': settings('west'),
};

describe('a repository that Flux and Argo CD deploy', () => {
  let clinic: Clinic;
  beforeEach(async () => {
    clinic = await openClinic({ files: platform });

    clinic.github.push('main', { 'argocd/wards.yaml': set('{ward: east}').replace('REPOSITORY', 'acme/gitops') }, { by: 'bo' });
  });
  afterEach(() => clinic.github.close());

  async function review(files: Files) {
    const opened = clinic.change('feature', files);
    const { exitCode } = await clinic.review(opened);
    expectNoViolations(clinic.github);
    const comments = clinic.said(opened.number).map(({ body }) => body);
    return { exit: exitCode, conclusion: clinic.check(opened.headSha)?.conclusion, comment: comments.join('\n') };
  }

  test('a patch of the base that changes twelve overlays is one finding an object, each on the line of the base', async () => {
    const { exit, comment } = await review({ 'apps/base/role.yaml': role('reader').replace('[get]', '["*"]') });
    expect(exit).toBe(1);
    for (const name of hospitals) expect(comment).toContain(`${name}-reader`);
    expect(comment).toContain('AUT-09');
    expect(comment).toContain('apps/base/role.yaml:4');
  });

  test('a change of values is seen in what the chart makes of them', async () => {
    const { exit, conclusion, comment } = await review({ 'clusters/prod/portal.yaml': release('./charts/portal', 'large') });
    expect([exit, conclusion]).toEqual([0, 'success']);
    expect(comment).toContain('portal-size');
    expect(comment).toMatch(/-\s+size: small\n\+\s+size: large/);
  });

  test('a new element of an ApplicationSet deploys what it names', async () => {
    const changed = set('{ward: east}, {ward: west}').replace('REPOSITORY', 'acme/gitops');
    const { exit, comment } = await review({
      'argocd/wards.yaml': changed,
      'wards/west/role.yaml': role('all').replace('[get]', '["*"]'),
    });
    expect(exit).toBe(1);
    expect(comment).toContain('ward-west');
    expect(comment).toContain('wards/west/role.yaml:4');
  });

  test('a root that is deleted takes its objects along, and they are named', async () => {
    const { exit, conclusion, comment } = await review({
      'clusters/prod/hospital-07.yaml': null,
      'apps/hospital-07/kustomization.yaml': null,
    });
    expect([exit, conclusion]).toEqual([0, 'success']);
    expect(comment).toContain('hospital-07-reader');
    expect(comment).toContain('removed');
    expect(comment).not.toContain('hospital-08-reader');
  });

  test('what Flux deployed and nothing deploys any more is gone, though its files are still there', async () => {
    const quota = 'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: portal, namespace: portal}\nspec: {hard: {pods: "20"}}\n';
    const deployed = { 'limits/quota.yaml': quota, 'clusters/prod/limits.yaml': kustomization('limits', 'limits') };
    clinic.github.push('main', deployed, { by: 'bo' });

    const { exit, conclusion, comment } = await review({ 'clusters/prod/limits.yaml': null });
    expect([exit, conclusion]).toEqual([1, 'action_required']);
    expect(comment).toContain('CHG-06');
    expect(comment).toMatch(/ResourceQuota portal\/portal.* removed/);
  });

  test('a file that is renamed and deploys the same is no change', async () => {
    const { exit, conclusion, comment } = await review({
      'apps/base/role.yaml': null,
      'apps/base/reader.yaml': role('reader'),
      'apps/base/kustomization.yaml': 'resources: [reader.yaml]\n',
    });
    expect([exit, conclusion]).toEqual([0, 'success']);
    expect(comment).not.toContain('-reader');
  });

  test('a release whose chart is not there is loud, with what its values switch on', async () => {
    const elsewhere = `${release('./charts/absent').replace('{size: small}', '{securityContext: {privileged: true}}')}`;
    const { exit, conclusion, comment } = await review({ 'clusters/prod/portal.yaml': elsewhere });
    expect([exit, conclusion]).toEqual([2, 'failure']);
    expect(comment).toContain('HelmRelease portal/portal');
    expect(comment).toContain('securityContext.privileged: true');
  });
});
