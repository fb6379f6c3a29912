import { lockPath } from '../config/remote-lock.ts';
import type { DiscoverOptions } from '../discover/discovery.ts';
import { discoverRoots } from '../discover/roots.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Assumption, SkippedFile } from '../model/report.ts';
import type { Problem, Root } from '../model/root.ts';
import type { RenderedSide, Side, SourceFile } from '../model/side.ts';
import { readArgoDeployment } from './argo/deployment.ts';
import { addPartsOfChart, renderChart } from './chart-root.ts';
import { placeRender, placeRoot } from './clusters.ts';
import { findDeployedFolders } from './deployment.ts';
import { readFluxDeployment } from './flux/deployment.ts';
import type { CheckoutIdentity, ReadDeployment } from './graph/deployment.ts';
import type { Start } from './graph/expand.ts';
import { followDeployments } from './graph/follow.ts';
import { inClusters } from './graph/in-cluster.ts';
import { keepOfBase } from './graph/kept.ts';
import { indexTree } from './graph/tree-index.ts';
import { digestOf } from './graph/value.ts';
import { addPartsOfKustomization, renderKustomization } from './kustomize-root.ts';
import { findIncomplete, renderPlain } from './plain.ts';
import { type ReadCache, readOnce } from './read-once.ts';
import { noteAsked } from './remote/shelf.ts';
import { type AskedChart, listSome, type RenderTools, type RootRender, type TargetCluster } from './root-render.ts';

export interface RenderOptions extends TargetCluster, Pick<DiscoverOptions, 'exclude' | 'charts' | 'ciValues'> {
  /** The base as it was rendered: what was looked at there is looked at here, whatever the change puts around it. */
  readonly base?: Pick<RenderedSide, 'roots'>;
  /** The repository that the files are of, where it is known: what deploys from it deploys them. */
  readonly repository?: CheckoutIdentity;
}

/** What was rendered, and what was asked for it. */
export interface RenderedTree extends RenderedSide {
  /** By id of the root. */
  readonly charts: ReadonlyMap<string, readonly AskedChart[]>;
}

/** Renders every root of one side. A root that cannot be rendered is a problem with its name, never an empty result. */
export async function renderSide(given: Side, options: RenderOptions, tools: RenderTools): Promise<RenderedTree> {
  const shelf = noteAsked(given.remote);
  // Where nothing may be fetched, sources are noted all the same and nothing else is said of them.
  const side = given.remote === undefined ? given : { ...given, remote: shelf };
  const found = discoverRoots(side.files, {
    ...options,
    deployed: deployedFolders(side, options, tools.manifests),
    plainOnBase: new Set(options.base?.roots.filter(({ kind }) => kind === 'plain').flatMap(({ files }) => files)),
  });
  const claimed = new Set(found.skipped.filter(({ reason }) => reason === 'claimed-by-root').map(({ file }) => file));
  const notManifests: SkippedFile[] = [];
  const renderOne = async (root: Root): Promise<Start> => {
    if (root.kind !== 'plain') {
      const made = await renderRoot(root, side, options, tools);
      return { ...made, render: placeRender(made.render, made.root, options.clusters) };
    }
    const plain = renderFolder(root, side, claimed, tools.manifests);
    for (const path of root.files)
      if (!plain.manifests.includes(path) && !claimed.has(path)) notManifests.push({ file: path, reason: 'not-a-manifest' });
    return { root: { ...root, files: plain.manifests }, render: placeRender(plain, root, options.clusters) };
  };
  const surroundings = {
    tree: indexTree(side.files),
    unread: side.problems,
    cluster: options,
    tools,
    ...(side.remote === undefined ? {} : { remote: side.remote }),
    ...(options.repository === undefined ? {} : { repository: options.repository }),
  };
  const standalone = found.roots.map((root) => placeRoot(root, options.clusters));
  const followed = await followDeployments(
    standalone,
    renderOne,
    surroundings,
    inClusters(readDeployment),
    keepOfBase(options.base?.roots),
  );
  const counting = followed.renders.filter(({ root }) => root.kind !== 'plain' || root.files.length > 0);
  const [deployed, renders] = [counting.map(({ root }) => root), counting.map(({ render }) => render)];
  return {
    roots: deployed,
    objects: renders.flatMap(({ objects }) => objects),
    problems: [...side.problems, ...renders.flatMap(({ problems }) => problems), ...followed.problems],
    skipped: [...found.skipped, ...notManifests],
    leftOut: found.leftOut,
    asked: shelf.asked(),
    assumptions: [
      ...assumeReleases(deployed, options),
      ...renders.flatMap(({ assumptions }) => assumptions),
      ...shelf.assumptions(lockPath),
    ],
    charts: new Map(counting.map(({ root, render }) => [root.id, render.charts ?? []])),
  };
}

const readDeployment: ReadDeployment = (declaration, surroundings) =>
  readFluxDeployment(declaration, surroundings) ?? readArgoDeployment(declaration, surroundings);

/** Folders that something deploys from, or that were rendered for themselves on the base. */
function deployedFolders(side: Side, { base }: RenderOptions, cache: ReadCache): ReadonlySet<string> {
  const before = base?.roots.filter(({ kind }) => kind !== 'plain').map(({ path }) => path) ?? [];
  return new Set([...before, ...findDeployedFolders(side.files, cache)]);
}

async function renderRoot(given: Root, side: Side, cluster: TargetCluster, tools: RenderTools): Promise<Start> {
  const { release } = given;
  const root = withDeclaration(
    release === undefined
      ? await addPartsOfKustomization(given, side, cluster, tools)
      : await addPartsOfChart(given, release, side, cluster, tools),
  );
  const render = release === undefined ? renderKustomization(root, side, cluster, tools) : renderChart(root, release, side, cluster, tools);
  return { root, render: await render };
}

/** Another content from outside is another deployment, though no file of the root differs. */
function withDeclaration(root: Root): Root {
  return root.parts === undefined ? root : { ...root, declaration: digestOf(root.parts.map(({ as, sha256 }) => [as, sha256])) };
}

/** Charts whose release nobody has settled. That of a chart with its own settings is known. */
function assumeReleases(roots: readonly Root[], { apiVersions }: TargetCluster): readonly Assumption[] {
  const charts = roots.filter(({ kind }) => kind === 'helm');
  const assumed = charts.filter(({ release }) => release?.namespace === '').map(({ id, release }) => `${id} (${release?.name})`);
  return [
    ...(assumed.length === 0 ? [] : [{ code: 'releases-assumed' as const, params: { roots: listSome(assumed) } }]),
    ...(charts.length === 0 || apiVersions.length > 0 ? [] : [{ code: 'api-versions-assumed' as const, params: {} }]),
  ];
}

interface RenderedFolder extends RootRender {
  /** Files with an object in them, or with one that was meant. */
  readonly manifests: readonly string[];
}

function renderFolder(root: Root, side: Side, claimed: ReadonlySet<string>, cache: ReadCache): RenderedFolder {
  const rendered = root.files.map((path) => ({ path, ...renderFile(root, side.files.get(path), cache) }));
  // A template under the name of what was a manifest is no manifest any more, and is rendered by the root that has it now.
  const own = rendered.filter(({ path, problems }) => !(claimed.has(path) && problems.some(({ code }) => code === 'yaml-invalid')));
  return {
    manifests: own.filter(({ objects, problems }) => objects.length > 0 || problems.length > 0).map(({ path }) => path),
    objects: own.flatMap(({ objects }) => objects),
    problems: own.flatMap(({ problems }) => problems),
    assumptions: [],
  };
}

interface RenderedFile {
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly Problem[];
}

function renderFile(root: Root, file: SourceFile | undefined, cache: ReadCache): RenderedFile {
  if (file === undefined) return { objects: [], problems: [] };
  const manifests = readOnce(file, cache);
  const objects = renderPlain(file.path, root.id, manifests.documents);
  const incomplete = findIncomplete(file.path, manifests.documents);
  const meant = objects.length > 0 || incomplete.length > 0 || mayBeManifest(file.bytes);
  const problems = meant ? [...manifests.problems, ...incomplete] : [];
  return { objects, problems: problems.map((problem) => ({ ...problem, file: file.path, root: root.id })) };
}

/**
 * Whether a file that could not be read as YAML may still have been meant as a manifest. Editor settings with comments, templates of other tools
 * and the like name no API version, not even in an escaped form, and no client would take them.
 */
function mayBeManifest(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return text.includes('apiVersion') || text.includes('\\u') || text.includes('\\x') || text.includes(0);
}
