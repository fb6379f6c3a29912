import { afterAll, describe, expect, test } from '@jest/globals';
import type { RenderedSide } from '../../src/model/side.ts';
import { renderTools } from '../../src/render/root-render.ts';
import { renderSide } from '../../src/render/side.ts';
import { decideVerdict } from '../../src/verdict/decide.ts';
import { itemise } from '../../src/verdict/items.ts';
import { startTestEngine } from './start-engine.ts';
import { chartFile, configMap, type Files, sideOf } from './trees.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());

const release = (version: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: journal, namespace: journal}\nspec: {chart: {spec: {version: ${version}}}}\n`;
const application =
  'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: journal, namespace: argocd}\nspec: {source: {targetRevision: v1}}\n';

/** What is deployed from elsewhere cannot be rendered yet: a change to it is never a pass. */
describe('a change to what cannot be rendered', () => {
  const overlay =
    'resources: [a.yaml]\npatches: [{target: {kind: HelmRelease}, patch: "- {op: replace, path: /spec/chart/spec/version, value: VERSION}"}]';
  const cases: readonly (readonly [string, Files, Files])[] = [
    ['a HelmRelease with another version', { 'a.yaml': release('1.0.0') }, { 'a.yaml': release('2.0.0') }],
    ['an Application with another revision', { 'a.yaml': application }, { 'a.yaml': application.replace('v1}', 'v2}') }],
    ['a new HelmRelease', {}, { 'a.yaml': release('1.0.0') }],
    [
      'a HelmRelease that a patch gives another version',
      { 'a.yaml': release('0'), 'kustomization.yaml': overlay.replace('VERSION', '1.0.0') },
      { 'a.yaml': release('0'), 'kustomization.yaml': overlay.replace('VERSION', '2.0.0') },
    ],
    [
      'a HelmRelease that a chart makes',
      { 'c/Chart.yaml': chartFile('c'), 'c/templates/a.yaml': release('{{ .Values.v }}'), 'c/values.yaml': 'v: 1' },
      { 'c/Chart.yaml': chartFile('c'), 'c/templates/a.yaml': release('{{ .Values.v }}'), 'c/values.yaml': 'v: 2' },
    ],
    [
      'a chart that rendered neither before nor after, with other values',
      { 'c/Chart.yaml': chartFile('c'), 'c/templates/a.yaml': '{{ fail "no" }}', 'c/values.yaml': 'v: 1' },
      { 'c/Chart.yaml': chartFile('c'), 'c/templates/a.yaml': '{{ fail "no" }}', 'c/values.yaml': 'v: 2' },
    ],
  ];
  test.each(cases)('%s is undecided', async (_, before, after) => {
    const { exit, reasons } = await verdictOf(before, after);
    const text = JSON.stringify(after);
    const code = text.includes('fail') ? 'root-not-rendered' : 'source-not-available';
    expect([exit, reasons.map(({ problem }) => problem?.code)]).toEqual([2, [code]]);
  });

  test('what the change leaves alone is shown and does not block', async () => {
    const still = { 'flux/a.yaml': release('1.0.0'), 'k/kustomization.yaml': 'resources: [a.yaml]', 'k/a.yaml': application };
    const verdict = await verdictOf({ ...still, 'docs/a.yaml': configMap('a') }, { ...still, 'docs/a.yaml': configMap('b') });
    expect(verdict.exit).toBe(0);
    expect(verdict.reasons.map(({ row }) => row)).toEqual([3, 3]);
  });
});

async function verdictOf(before: Files, after: Files) {
  const tools = renderTools(engine);
  const options = { exclude: [], kubernetesVersion: '1.35', apiVersions: [] };
  const base = await renderSide(sideOf(before), options, tools);
  const head: RenderedSide = await renderSide(sideOf(after), { ...options, base }, tools);
  const changed = new Set([...Object.keys(before), ...Object.keys(after)].filter((path) => before[path] !== after[path]));
  const items = itemise({
    findings: [],
    safeguards: [],
    problems: head.problems,
    approvals: [],
    roots: head.roots,
    changed,
    base: { ...base, findings: [] },
  });
  return decideVerdict(items, { failOn: 'high', gate: 'new', notEvaluable: 'show', register: 'optional' });
}
