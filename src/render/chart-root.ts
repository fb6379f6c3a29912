import { joinPath, liesIn } from '../discover/manifest-paths.ts';
import type { Assumption } from '../model/report.ts';
import type { Release, RemotePart, Root } from '../model/root.ts';
import type { Side, SourceFile } from '../model/side.ts';
import { targetOf } from './clusters.ts';
import type { HelmAnswer, MissingPart } from './engine/answers.ts';
import type { EngineResult } from './engine/engine.ts';
import type { HelmJob } from './engine/jobs.ts';
import { makeTwice, SEED } from './made-twice.ts';
import { filesOfParts, findParts, missingProblems, mountsOf } from './remote/parts.ts';
import type { MadeDocument } from './rendered-documents.ts';
import { findUnread, type RenderTools, type RootRender, renderOnce, type TargetCluster } from './root-render.ts';
import { inNamespace } from './scope.ts';

/** What a deployer may say of a release besides. */
export interface ReleaseSettings {
  readonly set?: NonNullable<HelmJob['set']>;
  /** In place of the cluster's. */
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
  /** Where objects without a namespace land, if that is not the release's. */
  readonly objectNamespace?: string;
  /** Kinds of documents that it does not apply. */
  readonly leaveOut?: readonly string[];
}

/** A chart together with the dependencies from elsewhere that it declares and does not bring along, as far as they are at hand. */
export async function addPartsOfChart(
  root: Root,
  release: Release,
  side: Side,
  cluster: TargetCluster,
  tools: RenderTools,
  settings: ReleaseSettings = {},
): Promise<Root> {
  const build = (found: readonly RemotePart[]): Promise<EngineResult<HelmAnswer>> => {
    const whole = { ...root, parts: found };
    const files = filesOfChart(whole, release, side, settings);
    const job = chartJob(whole, release, cluster, settings);
    return renderOnce(files, job, SEED, tools, () => tools.engine.renderChart(files, job, SEED));
  };
  const parts = await findParts(build, side.remote);
  return parts.length === 0 ? root : { ...root, parts };
}

/** Renders one release of a chart. */
export async function renderChart(
  given: Root,
  release: Release,
  side: Side,
  cluster: TargetCluster,
  tools: RenderTools,
  settings: ReleaseSettings = {},
): Promise<RootRender> {
  const root = given.parts === undefined ? await addPartsOfChart(given, release, side, cluster, tools, settings) : given;
  const belongs = (path: string): boolean => belongsToChart(path, root, release, settings);
  const files = filesOfChart(root, release, side, settings);
  const job = chartJob(root, release, cluster, settings);
  const made = await makeTwice(
    root,
    files,
    (seed) => renderOnce(files, job, seed, tools, () => tools.engine.renderChart(files, job, seed)),
    (answer, blobs) =>
      chartDocuments(root, answer, blobs).filter((_, index) => !settings.leaveOut?.includes(answer.documents[index]?.kind ?? '')),
  );
  if ('code' in made) return { objects: [], problems: [made], assumptions: [] };
  const { objects, problems, assumptions } = made.render;
  const namespace = settings.objectNamespace ?? release.namespace;
  return {
    objects: namespace === '' ? objects : objects.map((object) => inNamespace(object, namespace, objects)),
    problems: [
      ...problems,
      ...missingProblems(root, [...made.answer.missing, ...unfit(release, made.answer)], side.remote),
      ...findUnread(root, side, belongs),
    ],
    assumptions: [...assumptions, ...assume(root, release, made.answer)],
    charts: [{ files, job, leaveOut: settings.leaveOut ?? [], first: 0 }],
  };
}

/** The files that the chart, its values and its stand-ins are made of. */
export function filesOfChart(root: Root, release: Release, side: Side, settings: ReleaseSettings = {}): readonly SourceFile[] {
  return [...[...side.files.values()].filter(({ path }) => belongsToChart(path, root, release, settings)), ...filesOfParts(root)];
}

function belongsToChart(path: string, root: Root, { values, mounts }: Release, { set = [] }: ReleaseSettings): boolean {
  const read = [...values, ...set.flatMap(({ as, value }) => (as === 'file' ? [value] : []))];
  return read.includes(path) || [root.path, ...mounts.map(({ from }) => from)].some((folder) => liesIn(path, folder));
}

export function chartJob(root: Root, release: Release, cluster: TargetCluster, settings: ReleaseSettings = {}): HelmJob {
  const { kubernetesVersion, apiVersions } = targetOf(root, cluster);
  return {
    kind: 'helm',
    chart: root.path === '.' ? '' : root.path,
    release: { name: release.name, namespace: release.namespace || 'default' },
    values: release.values,
    ...(settings.set === undefined ? {} : { set: settings.set }),
    kubeVersion: settings.kubeVersion ?? `${kubernetesVersion}.0`,
    apiVersions: settings.apiVersions ?? apiVersions,
    mounts: [...release.mounts.map(({ name, from }) => ({ at: `charts/${name}`, from })), ...mountsOf(root)],
  };
}

export function chartDocuments(root: Root, answer: HelmAnswer, blobs: readonly Uint8Array[]): readonly MadeDocument[] {
  return blobs.map((bytes, index) => ({ file: answer.documents[index]?.file ?? joinPath(root.path, 'Chart.yaml'), bytes }));
}

/** Charts of the tree that were handed in and have another version than is declared: the right one is missing. */
function unfit({ mounts }: Release, { warnings }: HelmAnswer): readonly MissingPart[] {
  return warnings
    .filter((warning) => mounts.some(({ name }) => warning.startsWith(`dependency ${name} is wanted as `)))
    .map((name) => ({ kind: 'chart', name }));
}

function assume(root: Root, release: Release, answer: HelmAnswer): readonly Assumption[] {
  const { skippedHooks, warnings } = answer;
  const missing = unfit(release, answer).map(({ name }) => name);
  return [
    ...warnings
      .filter((warning) => !missing.includes(warning))
      .map((detail) => ({ code: 'chart-warning' as const, params: { root: root.id, detail } })),
    ...skippedHooks.map(({ source, hook }) => ({ code: 'hook-unknown' as const, params: { root: root.id, file: source, hook } })),
    ...release.mounts.map(({ name, from }) => ({ code: 'dependency-from-tree' as const, params: { root: root.id, name, folder: from } })),
  ];
}
