import { findCharts, findMounts } from '../../../src/discover/chart.ts';
import { reachFolder } from '../../../src/discover/kustomize-roots.ts';
import { liesIn } from '../../../src/discover/manifest-paths.ts';
import type { Root } from '../../../src/model/root.ts';
import type { Side } from '../../../src/model/side.ts';
import { chartJob, filesOfChart } from '../../../src/render/chart-root.ts';
import { buildKustomization } from '../../../src/render/kustomize-root.ts';
import type { RenderTools } from '../../../src/render/root-render.ts';
import { asHelmWrites, asKustomizeWrites } from './program-output.ts';
import type { TrueRender } from './truth.ts';

/** What came of it: the stream, and what had to be left out or put in from elsewhere in the tree; or why there is none. */
export type Outcome =
  | { readonly text: string; readonly missing: readonly string[]; readonly mounted: readonly string[] }
  | { readonly failure: string };

/** The Kubernetes that Helm 4.3 takes for granted. */
const cluster = { kubernetesVersion: '1.37', apiVersions: [] };

/** Renders a root as the command line asks, with the parts that tilsyn renders it with: its own discovery of files, its jobs, its engine. */
export async function renderAsProgram(wanted: TrueRender, side: Side, tools: RenderTools): Promise<Outcome> {
  const path = wanted.root === '' ? '.' : wanted.root.replace(/\/$/, '');
  return wanted.type === 'helm' ? renderChart(path, wanted, side, tools) : build(path, wanted, side, tools);
}

async function renderChart(path: string, { command }: TrueRender, side: Side, tools: RenderTools): Promise<Outcome> {
  const charts = findCharts(side.files);
  const chart = charts.find(({ folder }) => folder === path);
  const mounts = chart === undefined ? [] : findMounts(chart, charts, side.files);
  const values = [...command.matchAll(/ -f (\S+)/g)].map(([, file = '']) => file);
  const release = { name: 'r', namespace: 'default', values, mounts };
  const root: Root = {
    id: `helm:${path}`,
    kind: 'helm',
    path,
    files: [...side.files.keys()].filter((file) => liesIn(file, path)),
    release,
  };
  const made = await tools.engine.renderChart(filesOfChart(root, release, side), chartJob(root, release, cluster), 'exam');
  if ('problem' in made) return { failure: say(made.problem) };
  return {
    text: asHelmWrites(made.answer, made.documents),
    missing: made.answer.missing.map(({ name, url }) => name ?? url ?? ''),
    mounted: mounts.map(({ name }) => name),
  };
}

async function build(path: string, { command }: TrueRender, side: Side, tools: RenderTools): Promise<Outcome> {
  const kind = command.includes('LoadRestrictionsNone') ? 'flux' : 'kustomize';
  const root: Root = { id: `${kind}:${path}`, kind, path, files: reachFolder(path, side.files).files };
  const made = await buildKustomization(root, side, cluster, tools);
  if ('problem' in made) return { failure: say(made.problem) };
  const missing = made.answer.missing.map(({ name, url }) => url ?? name ?? '');
  return { text: asKustomizeWrites(made.documents), missing, mounted: [] };
}

function say({ code, params }: { readonly code: string; readonly params: Readonly<Record<string, string | number>> }): string {
  return `${code} ${Object.values(params).join(' ')}`;
}
