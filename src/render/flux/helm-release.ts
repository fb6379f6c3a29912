import { createHash } from 'node:crypto';
import { findCharts, findMounts } from '../../discover/chart.ts';
import { isChart, joinPath } from '../../discover/manifest-paths.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Problem, Release, Root } from '../../model/root.ts';
import type { SourceFile } from '../../model/side.ts';
import { renderChart } from '../chart-root.ts';
import type { Declaration, Deployment, Surroundings } from '../graph/deployment.ts';
import { findObject } from '../graph/object-index.ts';
import { pathsBelow } from '../graph/tree-index.ts';
import { digestOf, list, section, text } from '../graph/value.ts';
import { findChartFolder, lackProblem } from '../remote/parts.ts';
import { asRemoteRoot, atDeclaration, placeOf } from '../remote/remote-tree.ts';
import { findHints } from '../remote/value-hints.ts';
import { listSome, type RootRender } from '../root-render.ts';
import { deployedFolder } from './kustomization-folder.ts';
import { postRender } from './post-render.ts';
import { type ReleaseValues, readReleaseValues } from './release-values.ts';
import { findRemoteSource } from './remote-source.ts';
import { referenceIn, resolveSource } from './sources.ts';
import { addCommonMetadata } from './substitute.ts';

/** A HelmRelease of a chart in the checkout as a root; any other as a problem with what its values say. */
export function readHelmRelease(declaration: Declaration, surroundings: Surroundings): Deployment {
  const { object, parent } = declaration;
  const { namespace, name } = object.identity;
  const values = readReleaseValues(declaration, surroundings);
  const template = findTemplate(declaration, surroundings);
  const source = resolveSource(referenceIn(template.sourceRef, namespace), declaration, surroundings);
  const named = { name: text(template.spec, 'chart'), version: text(template.spec, 'version') };
  const elsewhere = findRemoteSource(source, named, surroundings.remote);
  const remote = elsewhere !== undefined && 'remote' in elsewhere ? elsewhere.remote : undefined;
  const tree = remote?.tree ?? surroundings.tree;
  // A git repository has the chart in a folder; an archive of a chart is nothing but the chart.
  const isArchive = remote !== undefined && remote.source.kind !== 'git';
  const chart = isArchive ? (findChartFolder(tree) ?? '.') : deployedFolder(named.name);
  const isHere =
    (source.isCheckout || remote !== undefined) &&
    pathsBelow(tree, chart).some((path) => isChart(path) && path.startsWith(joinPath(chart, 'Chart')));
  if (!isHere) {
    const hint = findHints(values.layers);
    const more = {
      what: `HelmRelease ${namespace}/${name}`,
      content: digestOf([object.value, template.spec, source.isCheckout ? '' : source.digest, values]),
      ...(hint === '' ? {} : { hint }),
    };
    if (elsewhere !== undefined && 'source' in elsewhere)
      return { state: 'unavailable', problem: lackProblem(parent.id, elsewhere.source, elsewhere.missing, more) };
    const detail = [named.name, named.version, source.isCheckout ? '' : source.detail].filter((part) => part !== '').join(' ');
    return { state: 'unavailable', problem: { code: 'source-not-available', root: parent.id, params: { ...more, detail } } };
  }
  const assumptions = source.isCheckout ? source.assumptions : [];
  const place = remote === undefined ? chart : isArchive ? placeOf(remote.source) : joinPath(placeOf(remote.source), chart);
  const root: Root = {
    id: idOf(place, declaration),
    kind: 'flux',
    path: chart,
    files: pathsBelow(tree, chart),
    release: releaseOf(object.value, namespace, name, chart, values, { tree }),
    via: [...(parent.via ?? []), parent.id],
    declaredBy: object.identity,
    declaration: digestOf([object.value, template.spec, values, assumptions, ...(remote === undefined ? [] : [remote.content.sha256])]),
  };
  const around = { ...surroundings, tree, ...(remote === undefined ? {} : { unread: remote.content.problems }) };
  const render = async (): Promise<RootRender> => {
    // What a chart of an archive names lies in the chart, what one of a repository names lies in the repository.
    const made = await renderRelease(root, object.value, template.spec, values, isArchive ? chart : '.', around);
    return { ...made, assumptions: [...made.assumptions, ...assumptions] };
  };
  if (remote === undefined) return { state: 'ready', root, takes: root.files, render };
  return {
    state: 'ready',
    root: asRemoteRoot(root, parent, remote),
    takes: [],
    render: async () => atDeclaration(await render(), object),
  };
}

function idOf(path: string, { object, qualifier }: Declaration): string {
  const { namespace, name } = object.identity;
  return `flux:${path}#${namespace}/${name}${qualifier === undefined ? '' : `@${qualifier}`}`;
}

interface ChartTemplate {
  readonly spec: JsonObject;
  readonly sourceRef: JsonObject;
}

/** `spec.chart`, or what `spec.chartRef` names: a HelmChart says as much as the template, an OCIRepository is the chart itself. */
function findTemplate({ object, parent }: Declaration, { objects }: Surroundings): ChartTemplate {
  const reference = section(section(object.value, 'spec'), 'chartRef');
  if (text(reference, 'kind') === 'HelmChart') {
    const found = findObject(objects, referenceIn(reference, object.identity.namespace), { object, parent });
    const spec = found === undefined || found === 'ambiguous' ? {} : section(found.value, 'spec');
    const sourceRef = Object.keys(spec).length === 0 ? reference : section(spec, 'sourceRef');
    return { spec, sourceRef: { namespace: text(reference, 'namespace'), ...sourceRef } };
  }
  if (text(reference, 'kind') !== '') return { spec: {}, sourceRef: reference };
  const spec = section(section(section(object.value, 'spec'), 'chart'), 'spec');
  return { spec, sourceRef: section(spec, 'sourceRef') };
}

/** Name and namespace as helm-controller forms them (`api/v2`: `GetReleaseName`, `GetReleaseNamespace`; `internal/release`: `ShortenName`). */
function releaseOf(
  value: JsonObject,
  namespace: string,
  name: string,
  chart: string,
  { layers }: ReleaseValues,
  { tree }: Pick<Surroundings, 'tree'>,
): Release {
  const spec = section(value, 'spec');
  const target = text(spec, 'targetNamespace');
  const charts = findCharts(tree.files);
  const own = charts.find(({ folder }) => folder === chart);
  return {
    name: shorten(text(spec, 'releaseName') || (target === '' ? name : `${target}-${name}`)),
    namespace: target || namespace,
    values: layers.map((_, index) => valuesPath(index)),
    mounts: own === undefined ? [] : findMounts(own, charts, tree.files),
  };
}

function shorten(name: string): string {
  if (name.length <= 53) return name;
  return `${name.slice(0, 40)}-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}

async function renderRelease(
  root: Root,
  value: JsonObject,
  template: JsonObject,
  { layers, unread }: ReleaseValues,
  valuesFolder: string,
  { tree, cluster, tools, unread: problems, remote }: Surroundings,
): Promise<RootRender> {
  const spec = section(value, 'spec');
  const release = root.release as Release;
  const folders = [root.path, ...release.mounts.map(({ from }) => from)];
  const files = new Map(folders.flatMap((folder) => pathsBelow(tree, folder)).map((path) => [path, tree.files.get(path) as SourceFile]));
  const named = list(template, 'valuesFiles').map((file) => joinPath(valuesFolder, deployedFolder(typeof file === 'string' ? file : '')));
  // Named values files stand in for the chart's own, which then counts only when it is named as well.
  const chosen = named.flatMap((path) => tree.files.get(path) ?? []);
  if (named.length > 0) files.set(joinPath(root.path, 'values.yaml'), written(joinPath(root.path, 'values.yaml'), {}));
  const all = [
    ...chosen.map((file, index) => ({ ...file, path: `.flux/chart-${index}.yaml` })),
    ...layers.map((layer, index) => written(valuesPath(index), layer)),
  ];
  for (const file of all) files.set(file.path, file);

  const side = { files, problems, ...(remote === undefined ? {} : { remote }) };
  const render = await renderChart(root, { ...release, values: all.map(({ path }) => path) }, side, cluster, tools);
  const after = await postRender(root, render.objects, list(spec, 'postRenderers'), release.namespace, cluster, tools);
  const missing = [...unread, ...named.filter((path) => !tree.files.has(path)), ...after.unread];
  return {
    ...render,
    objects: after.objects.map((object) => addCommonMetadata(object, section(spec, 'commonMetadata'))),
    problems: [...render.problems, ...after.problems, ...partial(root, missing)],
  };
}

function partial(root: Root, missing: readonly string[]): readonly Problem[] {
  return missing.length === 0 ? [] : [{ code: 'root-partial', root: root.id, params: { missing: listSome(missing) } }];
}

function valuesPath(index: number): string {
  return `.flux/values-${index}.yaml`;
}

function written(path: string, value: JsonObject): SourceFile {
  const bytes = new TextEncoder().encode(JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)));
  return { path, oid: digestOf(value), bytes };
}
