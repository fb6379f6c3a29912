import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from '../github/server.ts';
import { runWorkflow } from '../runner/workflow.ts';

const base: Readonly<Record<string, string>> = {
  '.github/tilsyn.yml': 'approvals: none\n',
  'charts/portal/Chart.yaml': 'apiVersion: v2\nname: portal\nversion: 1.0.0\n',
  'charts/portal/values.yaml': 'privileged: false\n',
  'charts/portal/templates/_helpers.tpl': '{{ define "context" }}{privileged: {{ .Values.privileged }}, runAsNonRoot: true}{{ end }}',
  'charts/portal/templates/pod.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Release.Name }}, namespace: portal}\nspec:\n  containers:\n  - {name: web, image: "registry.example.com/web:1.2.3", securityContext: {{ include "context" . }}}\n',
  'apps/base/kustomization.yaml': 'resources: [role.yaml]\n',
  'apps/base/role.yaml':
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader, namespace: portal}\nrules: [{apiGroups: [""], resources: [pods], verbs: [get]}]\n',
  'apps/prod/kustomization.yaml':
    'resources: [../base]\nnamePrefix: prod-\nconfigMapGenerator: [{name: settings, namespace: portal, envs: [app.env]}]\n',
  'apps/prod/app.env': 'SIZE=small\n',
};

/** Charts and kustomizations of a pull request, through the bundled action as the example workflows start it. */
describe('a pull request that changes what a chart or kustomization renders', () => {
  let github: FakeGitHub;
  beforeEach(async () => {
    github = await startFakeGitHub({ startAt: new Date(), files: base });
    github.setPermission('anna', 'write');
  });
  afterEach(() => github.close());

  async function review(files: Readonly<Record<string, string>>) {
    github.push('feature', files, { by: 'anna' });
    const opened = github.openPullRequest({ head: 'feature', author: 'anna' });
    github.advance({ seconds: 5 });
    const env = { TILSYN_API_PACE: '1' };
    const { jobs } = await runWorkflow({
      github,
      workflow: 'tilsyn-review.yml',
      event: 'pull_request_target',
      payload: opened.payload,
      env,
    });
    expectNoViolations(github);
    const check = github
      .checksOn(opened.headSha)
      .filter(({ name }) => name === 'tilsyn')
      .at(-1);
    return {
      exit: jobs[0]?.runs[0]?.exitCode,
      check,
      comments: github
        .commentsOn(1)
        .map(({ body }) => body)
        .join('\n'),
    };
  }

  test.each([
    ['values', { 'charts/portal/values.yaml': 'privileged: true\n' }, 'charts/portal/values.yaml:1', 'WKL-02'],
    [
      'a helper',
      { 'charts/portal/templates/_helpers.tpl': '{{ define "context" }}{privileged: true}{{ end }}' },
      'charts/portal/templates/pod.yaml:6',
      'WKL-02',
    ],
    [
      'a patch',
      {
        'apps/prod/kustomization.yaml': `${base['apps/prod/kustomization.yaml']}patches: [{target: {kind: Role}, patch: '- {op: replace, path: /rules/0/verbs, value: ["*"]}'}]\n`,
      },
      'apps/prod/kustomization.yaml:4',
      'AUT-09',
    ],
  ])('for the worse, by %s, blocks at the line that causes it', async (_, files, line, control) => {
    const { exit, check, comments } = await review(files);
    expect([exit, check?.conclusion]).toEqual([1, 'failure']);
    expect(comments).toContain(control);
    expect(comments).toContain(line);
  });

  test('for no worse, by the environment file of a generator, passes and shows the difference', async () => {
    const { exit, check, comments } = await review({ 'apps/prod/app.env': 'SIZE=large\n' });
    expect([exit, check?.conclusion]).toEqual([0, 'success']);
    expect(comments).toContain('SIZE: large');
  });

  test.each([
    ['a template that does not render', { 'charts/portal/templates/pod.yaml': '{{ .Values.nothing.here }}' }],
    [
      'a remote base',
      { 'apps/prod/kustomization.yaml': `${base['apps/prod/kustomization.yaml']}bases: ["https://github.com/example/base?ref=v1"]\n` },
    ],
    [
      'a dependency that is nowhere',
      {
        'charts/portal/Chart.yaml': `${base['charts/portal/Chart.yaml']}dependencies: [{name: db, version: 1.0.0, repository: "https://example.com"}]\n`,
      },
    ],
  ])('by %s could not be decided', async (_, files) => {
    const { exit, check } = await review(files);
    expect([exit, check?.conclusion]).toEqual([2, 'failure']);
  });
});
