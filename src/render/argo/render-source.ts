import { findCharts } from '../../discover/chart.ts';
import { liesIn } from '../../discover/manifest-paths.ts';
import type { RenderedObject } from '../../model/object.ts';
import type { Problem, RemotePart, Root } from '../../model/root.ts';
import { renderChart } from '../chart-root.ts';
import type { Surroundings } from '../graph/deployment.ts';
import { makeTwice, SEED } from '../made-twice.ts';
import { findIncomplete, renderPlain } from '../plain.ts';
import { readOnce } from '../read-once.ts';
import { filesOfParts, findParts, missingProblems, mountsOf, remotesOf } from '../remote/parts.ts';
import { findMissing, findUnread, type RootRender, renderOnce } from '../root-render.ts';
import { inNamespace } from '../scope.ts';
import type { Destination } from './application.ts';
import type { KustomizeSource } from './kustomize-source.ts';
import type { SourcePlan } from './plan.ts';

export type ReadyPlan = Extract<SourcePlan, { kind: 'directory' | 'helm' | 'kustomize' }>;

/** What one source deploys, in the cluster and, where an object names none, the namespace of its application. */
export async function renderSource(
  plan: ReadyPlan,
  root: Root,
  { cluster, namespace }: Destination,
  around: Surroundings,
): Promise<RootRender> {
  const render = await renderKind(plan, root, namespace, around);
  const named = cluster === 'in-cluster' ? '' : cluster;
  const objects = namespace === '' ? render.objects : render.objects.map((object) => inNamespace(object, namespace, render.objects));
  return { ...render, objects: objects.map((object) => ({ ...object, identity: { ...object.identity, cluster: named } })) };
}

function renderKind(plan: ReadyPlan, root: Root, namespace: string, around: Surroundings): Promise<RootRender> {
  switch (plan.kind) {
    case 'directory':
      return Promise.resolve(renderDirectory(plan, root, around));
    case 'helm':
      return renderRelease(plan, root, namespace, around);
    case 'kustomize':
      return renderKustomization(plan, root, around);
  }
}

function renderDirectory({ files, folder }: ReadyPlan & { readonly kind: 'directory' }, root: Root, around: Surroundings): RootRender {
  const objects: RenderedObject[] = [];
  const problems: Problem[] = [];
  for (const path of files) {
    const file = around.tree.files.get(path);
    if (file === undefined) continue;
    const manifests = readOnce(file, around.tools.manifests);
    objects.push(...renderPlain(path, root.id, manifests.documents));
    for (const problem of [...manifests.problems, ...findIncomplete(path, manifests.documents)])
      problems.push({ ...problem, file: path, root: root.id });
  }
  const side = { files: around.tree.files, problems: around.unread };
  return { objects, problems: [...problems, ...findUnread(root, side, (path) => liesIn(path, folder))], assumptions: [] };
}

/** A release and a plain chart differ in what their deployer says of them, so what is said goes along. */
async function renderRelease(
  { files, folder, job, leaveOut }: ReadyPlan & { readonly kind: 'helm' },
  root: Root,
  namespace: string,
  { tools, cluster, unread, remote }: Surroundings,
): Promise<RootRender> {
  const release = {
    name: job.release.name,
    namespace: job.release.namespace,
    values: job.values,
    mounts: job.mounts.map(({ at, from }) => ({ name: at.replace(/^charts\//, ''), from })),
  };
  const side = { files: new Map(files.map((file) => [file.path, file])), problems: unread, ...(remote === undefined ? {} : { remote }) };
  const settings = {
    ...(job.set === undefined ? {} : { set: job.set }),
    kubeVersion: job.kubeVersion,
    apiVersions: job.apiVersions,
    objectNamespace: namespace,
    leaveOut,
  };
  const render = await renderChart({ ...root, path: folder }, release, side, cluster, tools, settings);
  const isLibrary = findCharts(side.files).find((chart) => chart.folder === folder)?.isLibrary === true;
  return isLibrary
    ? { ...render, problems: [...render.problems, ...findMissing(root, [{ kind: 'chart', name: `${folder} is a library chart` }])] }
    : render;
}

async function renderKustomization(
  plan: ReadyPlan & { readonly kind: 'kustomize' },
  root: Root,
  { tools, tree, unread, remote }: Surroundings,
): Promise<RootRender> {
  const build = (parts: readonly RemotePart[]) => {
    const whole = withParts(plan, parts);
    return renderOnce(whole.files, whole.job, SEED, tools, () => tools.engine.buildKustomization(whole.files, whole.job, SEED));
  };
  const { files, job } = withParts(plan, await findParts(build, remote));
  const own = new Set(files.map(({ path }) => path));
  const inflates = files.some(({ path }) => path.endsWith('/Chart.yaml') || path.endsWith('.tgz'));
  const made = await makeTwice(
    root,
    inflates ? files : [],
    (seed) => renderOnce(files, job, seed, tools, () => tools.engine.buildKustomization(files, job, seed)),
    ({ documents }, blobs) =>
      blobs.map((bytes, index) => {
        const { path = '', configuredIn = '', repo = '' } = documents[index]?.origin ?? {};
        const file = path || configuredIn;
        return { file: repo === '' && tree.files.has(file) ? file : '', bytes };
      }),
  );
  if ('code' in made) return { objects: [], problems: [made], assumptions: [] };
  const side = { files: tree.files, problems: unread };
  const missing = [...missingProblems(root, made.answer.missing, remote), ...findUnread(root, side, (path) => own.has(path))];
  return { ...made.render, problems: [...made.render.problems, ...missing] };
}

function withParts({ files, job }: KustomizeSource, parts: readonly RemotePart[]): Pick<KustomizeSource, 'files' | 'job'> {
  if (parts.length === 0) return { files, job };
  return { files: [...files, ...filesOfParts({ parts })], job: { ...job, remotes: remotesOf({ parts }), mounts: mountsOf({ parts }) } };
}
