import { afterAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/model/json.ts';
import { generateApplications } from '../../../src/render/argo/application-set.ts';
import { fillGoTemplates } from '../../../src/render/argo/fill-go-templates.ts';
import type { ClusterFixture } from '../../../src/render/argo/generators/context.ts';
import { renderTools } from '../../../src/render/root-render.ts';
import { startTestEngine } from '../start-engine.ts';
import { type Files, sideOf } from '../trees.ts';
import { REPOSITORY } from './application-of.ts';

const tools = renderTools(startTestEngine({ size: 1 }));
afterAll(() => tools.engine.stop());

const clusters: readonly ClusterFixture[] = [
  { name: 'Prod_West', server: 'https://west.dk', labels: { env: 'prod' }, annotations: { owner: 'care' } },
  { name: 'test', server: 'https://test.dk', labels: { env: 'test' }, annotations: {} },
];

const files: Files = {
  'apps/web/base/a.yaml': 'a: b',
  'apps/journal/a.yaml': 'a: b',
  'apps/old/a.yaml': 'a: b',
  'apps/.hidden/a.yaml': 'a: b',
  'env/prod/config.json': '{"cluster":{"name":"prod","size":3000000},"on":true}',
  'env/test/config.json': '[{"cluster":{"name":"t1"}},{"cluster":{"name":"t2"}}]',
};

const templateOf = (name: string, path = 'apps/web'): JsonObject => ({
  metadata: { name },
  spec: { project: 'care', source: { repoURL: REPOSITORY, path }, destination: { name: 'prod', namespace: 'care' } },
});

function generate(spec: JsonObject, fixtures: readonly ClusterFixture[] | undefined = clusters): ReturnType<typeof generateApplications> {
  const set = { kind: 'ApplicationSet', metadata: { name: 's', namespace: 'argocd' }, spec };
  return generateApplications(set, {
    find: (repoUrl) => (repoUrl === REPOSITORY ? sideOf(files).files : undefined),
    clusters: fixtures,
    fillGoTemplates: (options) => fillGoTemplates(options, tools),
  });
}

async function namesOf(spec: JsonObject): Promise<readonly string[]> {
  const made = await generate(spec);
  if ('refused' in made) throw new Error(JSON.stringify(made.refused));
  return made.map(({ metadata }) => (metadata as { readonly name: string }).name);
}

async function reasonOf(spec: JsonObject, fixtures?: readonly ClusterFixture[]): Promise<string> {
  const made = await generate(spec, fixtures);
  return 'refused' in made ? JSON.stringify(made.refused.params) : `${made.length} were made`;
}

const git = (more: JsonObject): JsonObject => ({ git: { repoURL: REPOSITORY, revision: 'HEAD', ...more } });
const list = (...elements: readonly JsonObject[]): JsonObject => ({ list: { elements } });

/** By the rules of https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators/ and the pages below it. */
describe('generators', () => {
  test.each<[string, JsonObject, string, readonly string[]]>([
    ['list', list({ c: 'a' }, { c: 'b' }), '{{c}}-x', ['a-x', 'b-x']],
    ['list with values', list({ c: 'a', values: { v: 'y' } }), '{{c}}-{{values.v}}', ['a-y']],
    ['list as YAML', { list: { elements: [], elementsYaml: '- c: a\n- c: b\n' } }, '{{ c }}', ['a', 'b']],
    [
      'git directories',
      git({ directories: [{ path: 'apps/*' }, { path: 'apps/old', exclude: true }] }),
      '{{path.basename}}',
      ['journal', 'web'],
    ],
    ['git directories, deeper', git({ directories: [{ path: 'apps/*/base' }], values: { n: '{{path[1]}}' } }), '{{values.n}}', ['web']],
    [
      'git directories with a prefix',
      git({ directories: [{ path: 'apps/j*' }], pathParamPrefix: 'my' }),
      '{{my.path.basename}}',
      ['journal'],
    ],
    ['git files', git({ files: [{ path: 'env/*.json' }] }), '{{cluster.name}}-{{path.basename}}', ['prod-prod', 't1-test', 't2-test']],
    [
      'git files without',
      git({ files: [{ path: 'env/**/config.json' }, { path: 'env/test/*', exclude: true }] }),
      '{{cluster.name}}',
      ['prod'],
    ],
    ['clusters', { clusters: {} }, '{{nameNormalized}}', ['in-cluster', 'prod-west', 'test']],
    ['clusters by label', { clusters: { selector: { matchLabels: { env: 'prod' } } } }, '{{metadata.annotations.owner}}', ['care']],
    [
      'a selector behind a generator',
      { ...list({ c: 'a', e: 'x' }, { c: 'b', e: 'y' }), selector: { matchExpressions: [{ key: 'e', operator: 'NotIn', values: ['x'] }] } },
      '{{c}}',
      ['b'],
    ],
    [
      'matrix',
      { matrix: { generators: [git({ directories: [{ path: 'apps/[jw]*' }] }), list({ e: 'p' }, { e: 't' })] } },
      '{{path.basename}}-{{e}}',
      ['journal-p', 'journal-t', 'web-p', 'web-t'],
    ],
    [
      'matrix, the second with what the first gives',
      { matrix: { generators: [list({ dir: 'env/prod' }), git({ files: [{ path: '{{dir}}/config.json' }] })] } },
      '{{cluster.name}}',
      ['prod'],
    ],
    [
      'merge',
      {
        merge: {
          mergeKeys: ['c'],
          generators: [list({ c: 'a', v: '1' }, { c: 'b', v: '1' }), list({ c: 'b', v: '2' }, { c: 'z', v: '3' })],
        },
      },
      '{{c}}{{v}}',
      ['a1', 'b2'],
    ],
  ])('%s', async (_, generator, name, expected) => {
    expect(await namesOf({ generators: [generator], template: templateOf(name) })).toEqual(expected);
  });

  test.each<[string, JsonObject, string, readonly string[]]>([
    [
      'git directories',
      git({ directories: [{ path: 'apps/*' }] }),
      '{{ index .path.segments 1 | upper | lower }}',
      ['journal', 'old', 'web'],
    ],
    [
      'git files',
      git({ files: [{ path: 'env/prod/config.json' }] }),
      '{{ .cluster.name }}-{{ if .on }}on{{ end }}-{{ .path.filenameNormalized }}',
      ['prod-on-config.json'],
    ],
    ['numbers are floats', git({ files: [{ path: 'env/prod/config.json' }] }), '{{ .cluster.size | toString | replace "+" "" }}', ['3e06']],
    [
      'clusters',
      { clusters: { selector: { matchExpressions: [{ key: 'env', operator: 'Exists' }] }, values: { l: '{{ .metadata.labels.env }}' } } },
      '{{ .values.l }}',
      ['prod', 'test'],
    ],
    [
      'merge over inner values',
      { merge: { mergeKeys: ['c'], generators: [list({ c: 'a', v: { x: '1', y: '1' } }), list({ c: 'a', v: { y: '2', x: '' } })] } },
      '{{ .c }}{{ .v.x }}{{ .v.y }}',
      ['a12'],
    ],
    ['slugify', list({ b: 'Feat/One & more' }), '{{ slugify 20 .b }}', ['feat-one-and-more']],
  ])('%s with Go templates', async (_, generator, name, expected) => {
    expect(await namesOf({ goTemplate: true, generators: [generator], template: templateOf(name) })).toEqual(expected);
  });
});

describe('a template', () => {
  test('is filled in everywhere, keys too, and its applications live where the set does', async () => {
    const template = templateOf('{{c}}', 'apps/{{c}}');
    const made = await generate({
      generators: [list({ c: 'a' })],
      template: { ...template, metadata: { name: '{{c}}', namespace: 'elsewhere', labels: { 'x-{{c}}': '{{ c }}' } } },
    });
    expect(made).toEqual([
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'a', namespace: 'argocd', labels: { 'x-a': 'a' } },
        spec: { project: 'care', source: { repoURL: REPOSITORY, path: 'apps/a' }, destination: { name: 'prod', namespace: 'care' } },
      },
    ]);
  });

  test('keeps what is no parameter, for a chart may mean it', async () => {
    const template = templateOf('{{c}}', 'apps/{{ .Values.x }}');
    expect(await generate({ generators: [list({ c: 'a' })], template })).toMatchObject([
      { spec: { source: { path: 'apps/{{ .Values.x }}' } } },
    ]);
  });

  test('of a generator counts before that of the set', async () => {
    const generator = {
      list: { elements: [{ c: 'a' }], template: { metadata: {}, spec: { project: 'own', source: { path: 'own/{{c}}' } } } },
    };
    expect(await generate({ generators: [generator], template: templateOf('{{c}}') })).toMatchObject([
      { metadata: { name: 'a' }, spec: { project: 'own', source: { path: 'own/a', repoURL: REPOSITORY } } },
    ]);
  });

  test('is patched by templatePatch, each application by its own', async () => {
    const made = await generate({
      goTemplate: true,
      generators: [list({ c: 'a', prod: true }, { c: 'b' })],
      template: templateOf('{{ .c }}'),
      templatePatch: '{{ if .prod }}\nspec:\n  source:\n    helm:\n      valueFiles: [prod.yaml]\n{{ end }}',
    });
    expect(made).toMatchObject([
      { spec: { source: { path: 'apps/web', helm: { valueFiles: ['prod.yaml'] } } } },
      { metadata: { name: 'b' } },
    ]);
    expect(JSON.stringify(made).match(/prod\.yaml/g)).toHaveLength(1);
  });

  test('does not run a parameter as a template', async () => {
    expect(await reasonOf({ goTemplate: true, generators: [list({ c: '{{ env "HOME" }}' })], template: templateOf('{{ .c }}') })).toContain(
      'env',
    );
  });
});

describe('a set is refused, and not taken for an empty one,', () => {
  const template = templateOf('{{c}}');
  test.each<[string, JsonObject]>([
    ['scmProvider', { generators: [{ scmProvider: { github: {} } }], template }],
    ['pullRequest', { generators: [{ matrix: { generators: [list({ c: 'a' }), { pullRequest: {} }] } }], template }],
    ['plugin', { generators: [{ plugin: { configMapRef: { name: 'p' } } }], template }],
    ['gti is no generator', { generators: [{ gti: {} }], template }],
    ['the kinds list, git', { generators: [{ ...list({ c: 'a' }), ...git({}) }], template }],
    [
      'https://example.dk/other',
      { generators: [{ git: { repoURL: 'https://example.dk/other', directories: [{ path: '*' }] } }], template },
    ],
    ['YAML or JSON alone', { generators: [git({ files: [{ path: 'env/*' }] })], template }],
    ['generates no application', { generators: [list()], template }],
    ['generates no application', { generators: [git({ directories: [{ path: 'none/*' }] })], template }],
    ['two applications called a', { generators: [list({ c: 'a' }), list({ c: 'a' })], template }],
    ['called {{c}}', { generators: [list({ d: 'a' })], template }],
    ['parameter c', { generators: [{ matrix: { generators: [list({ c: 'a' }), list({ c: 'b' })] } }], template }],
    [
      'same mergeKeys twice',
      { generators: [{ merge: { mergeKeys: ['c'], generators: [list({ c: 'a' }, { c: 'a' }), list({ c: 'a' })] } }], template },
    ],
    ['directives', { generators: [list({ c: 'a' })], template, templatePatch: 'spec: { source: { $patch: delete } }' }],
    ['has no template', { generators: [list({ c: 'a' })] }],
    [
      'nil pointer|map has no entry',
      { goTemplate: true, goTemplateOptions: ['missingkey=error'], generators: [list({ c: 'a' })], template: templateOf('{{ .d }}') },
    ],
    ['not defined', { goTemplate: true, generators: [list({ c: 'a' })], template: templateOf('{{ env "PATH" }}') }],
    ['something else each time', { goTemplate: true, generators: [list({ c: 'a' })], template: templateOf('{{ randAlpha 5 }}') }],
    ['16777216', { goTemplate: true, generators: [list({ c: 'a' })], template: templateOf('{{ range until 3000000 }}abcdefgh{{ end }}') }],
  ])('for: %s', async (reason, spec) => {
    expect(await reasonOf(spec)).toMatch(new RegExp(reason.replace(/[{}.?]/g, '\\$&')));
  });

  test('for clusters that nobody lists', async () => {
    const set = { metadata: { name: 's' }, spec: { generators: [{ clusters: {} }], template } };
    const context = { find: () => undefined, clusters: undefined, fillGoTemplates: () => () => Promise.resolve([]) };
    expect(await generateApplications(set, context)).toMatchObject({ refused: { code: 'render-refused', params: { detail: 'clusters' } } });
  });

  test('for a matrix that multiplies without end', async () => {
    const many = list(...Array.from({ length: 100 }, (_, index) => ({ a: String(index) })));
    const more = list(...Array.from({ length: 100 }, (_, index) => ({ b: String(index) })));
    expect(await generate({ generators: [{ matrix: { generators: [many, more] } }], template })).toMatchObject({
      refused: { code: 'engine-limit', params: { limit: 2_000 } },
    });
  });

  test('for generators within generators within generators', async () => {
    const nest = (inner: JsonObject): JsonObject => ({ matrix: { generators: [inner, list({ z: 'z' })] } });
    expect(await reasonOf({ generators: [nest(nest(nest(list({ c: 'a' }))))], template })).toContain('nested too deeply');
  });
});
