import { afterAll, describe, expect, test } from '@jest/globals';
import type { Problem } from '../../../src/model/root.ts';
import type { RenderedSide, Side } from '../../../src/model/side.ts';
import { renderTools } from '../../../src/render/root-render.ts';
import { renderSide } from '../../../src/render/side.ts';
import { decideVerdict } from '../../../src/verdict/decide.ts';
import { itemise } from '../../../src/verdict/items.ts';
import { startTestEngine } from '../start-engine.ts';
import { chartFile, configMap, type Files, sideOf } from '../trees.ts';

/** One thread, so that each case meets what the one before has left; a shorter deadline than in earnest, so that the test is. */
const engine = startTestEngine({ size: 1, deadlineSeconds: 10 });
afterAll(() => engine.stop());

const options = { exclude: [], kubernetesVersion: '1.35', apiVersions: [] };

const chart = (template: string, more: Files = {}): Files => ({ 'c/Chart.yaml': chartFile('c'), 'c/templates/a.yaml': template, ...more });

const overlay = (kustomization: string, more: Files = {}): Files => ({
  'k/kustomization.yaml': kustomization,
  'k/a.yaml': configMap('a'),
  ...more,
});

const doubling = '{{ $s := "0123456789abcdef" }}{{ range until 40 }}{{ $s = printf "%s%s" $s $s }}{{ end }}{{ len $s }}';

const bomb = (levels: number): string =>
  [
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`),
  ].join('\n');

interface Case {
  readonly files: Files;
  readonly code: Problem['code'];
  /** What the problem has to say. */
  readonly says?: RegExp;
}

const refused: Readonly<Record<string, Case>> = {
  'a list of two thousand million numbers': { files: chart('{{ range until 2147483647 }}{{ end }}'), code: 'engine-memory' },
  'a loop over a huge number': { files: chart('{{ range $i := 100000000000 }}{{ end }}'), code: 'engine-timeout' },
  'a text that doubles': { files: chart(doubling), code: 'engine-memory' },
  'a text of two gigabytes': { files: chart('{{ repeat 2000000000 "x" }}'), code: 'engine-memory' },
  'one gigabyte of output': {
    files: chart(`{{ $s := repeat 1000000 "x" }}{{ range until 1000 }}${configMap('a', 'b: {{ $s }}')}---\n{{ end }}`),
    code: 'engine-memory',
  },
  'an include without end': { files: chart('{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}'), code: 'root-not-rendered' },
  'a text that renders itself': {
    files: chart('{{ tpl .Values.x . }}', { 'c/values.yaml': 'x: "{{ tpl .Values.x . }}"' }),
    code: 'root-not-rendered',
  },
  'an alias bomb in values': { files: chart(configMap('a'), { 'c/values.yaml': bomb(12) }), code: 'root-not-rendered' },
  'the environment': { files: chart('{{ env "HOME" }}'), code: 'root-not-rendered' },
  'the environment, expanded': { files: chart('{{ expandenv "$HOME" }}'), code: 'root-not-rendered' },
  'a schema that refers to a file': {
    files: chart(configMap('a'), { 'c/values.schema.json': '{"$ref": "file:///etc/passwd"}' }),
    code: 'root-not-rendered',
  },
  'a schema that refers to a host': {
    files: chart(configMap('a'), { 'c/values.schema.json': '{"$ref": "http://127.0.0.1:1/x"}' }),
    code: 'root-not-rendered',
  },
  'a chart whose name climbs': { files: { ...chart(configMap('a')), 'c/Chart.yaml': chartFile('../../x') }, code: 'root-not-rendered' },
  'a broken template': { files: chart('{{ if }}'), code: 'root-not-rendered', says: /a\.yaml/ },
  'what is no object': { files: chart('just words'), code: 'root-not-rendered' },
  'a dependency that is nowhere': {
    files: {
      ...chart(configMap('a')),
      'c/Chart.yaml': chartFile('c', 'dependencies: [{name: redis, version: ^18, repository: "https://example.com"}]'),
    },
    code: 'root-partial',
    says: /redis/,
  },
  'a remote base': {
    files: overlay('resources: [a.yaml, "https://github.com/example/base?ref=v1"]'),
    code: 'root-partial',
    says: /example\/base/,
  },
  'a remote file': { files: overlay('resources: [a.yaml, "https://example.com/x.yaml"]'), code: 'root-partial', says: /example\.com/ },
  'a remote chart': {
    files: overlay('resources: [a.yaml]\nhelmCharts: [{name: redis, version: 18.0.0, repo: "https://example.com/charts"}]'),
    code: 'root-partial',
    says: /redis/,
  },
  'a plug-in that is run': {
    files: overlay('resources: [a.yaml]\ntransformers: [t.yaml]', {
      'k/t.yaml':
        'apiVersion: example.com/v1\nkind: Run\nmetadata:\n  name: t\n  annotations:\n    config.kubernetes.io/function: |\n      exec: {path: ./run.sh}\n',
    }),
    code: 'render-refused',
    says: /plugin/,
  },
  'a plug-in in a container': {
    files: overlay('resources: [a.yaml]\ntransformers: [t.yaml]', {
      'k/t.yaml':
        'apiVersion: example.com/v1\nkind: Run\nmetadata:\n  name: t\n  annotations:\n    config.kubernetes.io/function: |\n      container: {image: example.com/x}\n',
    }),
    code: 'render-refused',
    says: /plugin/,
  },
  'kustomizations in a circle': {
    files: { 'a/kustomization.yaml': 'resources: [../b]', 'b/kustomization.yaml': 'resources: [../a]' },
    code: 'root-not-rendered',
    says: /cycle/,
  },
  'a file above the folder': {
    files: overlay('configMapGenerator: [{name: c, files: [../secret.txt]}]', { 'secret.txt': 'hunter2' }),
    code: 'root-not-rendered',
  },
  'a file of the machine': { files: overlay('configMapGenerator: [{name: c, files: [/etc/passwd]}]'), code: 'root-not-rendered' },
  'a base outside the tree': { files: overlay('resources: [../../../etc]'), code: 'root-not-rendered' },
};

describe('what a chart or kustomization must not do', () => {
  test.each(Object.entries(refused))(
    '%s ends in time, is named and undecides the change; the next root renders',
    async (_, { files, code, says }) => {
      const side = await render(sideOf(files));
      expect(side.problems.map((problem) => problem.code)).toEqual([code]);
      expect(JSON.stringify(side.problems)).toMatch(says ?? /./);
      // Nothing of a file's content is in a message.
      expect(JSON.stringify(side.problems)).not.toMatch(/hunter2|root:|xxxx/);
      expect(rowsOf(side)).toEqual([2]);
      expect((await render(sideOf(chart(configMap('healthy'))))).objects.map(({ identity }) => identity.name)).toEqual(['healthy']);
    },
  );

  test.each([
    ['the environment of a process behind a link', 'c/files/environ', '{{ .Files.Get "files/environ" }}'],
    ['a lock file behind a link', 'c/Chart.lock', ''],
    ['a template behind a link', 'c/templates/b.yaml', ''],
  ])('%s is not followed, and the chart is rendered in part', async (_, link, template) => {
    const files = chart(`${configMap('a')}data: {x: {{ \`${template}\` | quote }}}`);
    const side = await render({ ...sideOf(files), problems: [{ code: 'file-unreadable', file: link, params: { what: 'symlink' } }] });
    expect(side.problems.map(({ code, params }) => [code, params.missing ?? params.what])).toEqual([
      ['file-unreadable', 'symlink'],
      ['root-partial', link],
    ]);
  });

  test.each(['../../secret.txt', '/etc/passwd', '../c/../../secret.txt'])('.Files.Get %s finds nothing', async (path) => {
    const side = await render(sideOf(chart(configMap('a', `x: {{ .Files.Get "${path}" | quote }}`), { 'secret.txt': 'hunter2' })));
    expect(side.problems).toEqual([]);
    expect(side.objects[0]?.value.data).toEqual({ x: '' });
  });

  test('a host has no address', async () => {
    const side = await render(sideOf(chart(configMap('a', 'x: {{ getHostByName "localhost" | quote }}'))));
    expect(side.objects[0]?.value.data).toEqual({ x: '' });
  });

  test('the cluster has nothing to look up, and a template that asks for it in a condition is named', async () => {
    const side = await render(sideOf(chart(`{{ if not (lookup "v1" "Secret" "a" "b") }}${configMap('a')}{{ end }}`)));
    expect(side.objects).toHaveLength(1);
    expect(side.assumptions.find(({ code }) => code === 'template-depends')?.params).toMatchObject({
      features: 'lookup',
      places: 'c/templates/a.yaml:1',
    });
  });
});

function render(side: Side): Promise<RenderedSide> {
  return renderSide(side, options, renderTools(engine));
}

/** The rows of the gate where the base has nothing of it. */
function rowsOf({ problems, roots }: RenderedSide): readonly number[] {
  const base = { objects: [], problems: [], findings: [] };
  const items = itemise({ findings: [], safeguards: [], problems, approvals: [], roots, changed: new Set(['c/Chart.yaml']), base });
  return decideVerdict(items, { failOn: 'high', gate: 'new', notEvaluable: 'show', register: 'optional' }).reasons.map(({ row }) => row);
}
