import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../src/model/root.ts';
import type { RenderedSide, Side } from '../../src/model/side.ts';
import { renderSide } from '../../src/render/side.ts';
import { decideVerdict } from '../../src/verdict/decide.ts';
import { itemise } from '../../src/verdict/items.ts';

const release = (version: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: journal, namespace: journal}\nspec: {chart: {spec: {version: ${version}}}}\n`;
const application =
  'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: journal, namespace: argocd}\nspec: {source: {targetRevision: v1}}\n';

/** What is deployed from elsewhere cannot be rendered yet: a change to it is never a pass. */
describe('a change to what cannot be rendered', () => {
  test.each([
    ['a HelmRelease with another version', { 'a.yaml': release('1.0.0') }, { 'a.yaml': release('2.0.0') }],
    ['an Application with another revision', { 'a.yaml': application }, { 'a.yaml': application.replace('v1}', 'v2}') }],
    ['a new HelmRelease', {}, { 'a.yaml': release('1.0.0') }],
    [
      'a helper of a chart',
      { 'c/Chart.yaml': 'name: c', 'c/templates/_helpers.tpl': '1' },
      { 'c/Chart.yaml': 'name: c', 'c/templates/_helpers.tpl': '2' },
    ],
    [
      'the environment file of a generator',
      { 'k/kustomization.yaml': 'configMapGenerator: [{name: c, envs: [../e/app.env]}]', 'e/app.env': 'A=1' },
      { 'k/kustomization.yaml': 'configMapGenerator: [{name: c, envs: [../e/app.env]}]', 'e/app.env': 'A=2' },
    ],
  ])('%s is undecided', (_, before, after) => {
    expect(verdictOf(before, after).exit).toBe(2);
  });

  test('what the change leaves alone is shown and does not block', () => {
    const still = { 'flux/a.yaml': release('1.0.0'), 'c/Chart.yaml': 'name: c', 'k/kustomization.yaml': 'resources: []' };
    const verdict = verdictOf({ ...still, 'docs/a.md': '1' }, { ...still, 'docs/a.md': '2' });
    expect(verdict.exit).toBe(0);
    expect(verdict.reasons.map(({ row }) => row)).toEqual([3, 3, 3]);
  });
});

type Files = Readonly<Record<string, string>>;

function verdictOf(before: Files, after: Files) {
  const [base, head] = [render(before), render(after)];
  const changed = new Set([...Object.keys(before), ...Object.keys(after)].filter((path) => before[path] !== after[path]));
  const problems: readonly Problem[] = head.problems;
  const items = itemise({
    findings: [],
    safeguards: [],
    problems,
    approvals: [],
    roots: head.roots,
    changed,
    base: { ...base, findings: [] },
  });
  return decideVerdict(items, { failOn: 'high', gate: 'new', notEvaluable: 'show', register: 'optional' });
}

/** As the shells do: only what may hold manifests is read. */
function render(files: Files): RenderedSide {
  const read = Object.entries(files).filter(([path]) => /\.ya?ml$/.test(path));
  const side: Side = {
    files: new Map(read.map(([path, text]) => [path, { path, oid: `${path} ${text}`, bytes: new TextEncoder().encode(text) }])),
    problems: [],
  };
  return renderSide(side, [], new Map());
}
