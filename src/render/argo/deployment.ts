import { joinPath } from '../../discover/manifest-paths.ts';
import type { JsonObject } from '../../model/json.ts';
import { describeRemote, remoteKey } from '../../model/remote.ts';
import type { Assumption } from '../../model/report.ts';
import type { Problem, Root } from '../../model/root.ts';
import type { Declaration, Deployment, Surroundings } from '../graph/deployment.ts';
import { pathsBelow, type TreeIndex } from '../graph/tree-index.ts';
import { digestOf } from '../graph/value.ts';
import { renderPlain } from '../plain.ts';
import { lackProblem } from '../remote/parts.ts';
import { atDeclaration, placeOf, type RemoteTree } from '../remote/remote-tree.ts';
import { findHints } from '../remote/value-hints.ts';
import type { RootRender, TargetCluster } from '../root-render.ts';
import { type Application, readApplication } from './application.ts';
import { generateApplications } from './application-set.ts';
import type { ClusterFixture } from './generators/context.ts';
import { isObject, listAt, objectAt, textAt } from './field.ts';
import { fillGoTemplates } from './fill-go-templates.ts';
import { cleanPath } from './jail-path.ts';
import { planSources, type SourcePlan, type SourceTree } from './plan.ts';
import type { Refusal } from './refusal.ts';
import { findRemoteSource } from './remote-source.ts';
import { type ReadyPlan, renderSource } from './render-source.ts';
import { takeForCheckout } from './source-tree.ts';

/** Argo CD's objects: an Application is a root, an ApplicationSet a root that renders to Applications. An AppProject deploys nothing. */
export function readArgoDeployment(declaration: Declaration, surroundings: Surroundings): Deployment | undefined {
  const { group, kind } = declaration.object.identity;
  if (group !== 'argoproj.io') return undefined;
  if (kind === 'Application') return readOne(declaration, surroundings);
  if (kind === 'ApplicationSet') return readSet(declaration, surroundings);
  return kind === 'AppProject' ? { state: 'supplies' } : undefined;
}

/** The commit that is judged is not the one that will be deployed, so its number is not known; what is made of it is a difference of no file. */
const UNKNOWN_REVISION = '0'.repeat(40);

function readOne(declaration: Declaration, surroundings: Surroundings): Deployment {
  const { object, parent } = declaration;
  const application = readApplication(object.value);
  if ('refused' in application)
    return { state: 'unavailable', problem: nameRefusal(declaration, application, parent.id, surroundings.tree) };
  const { tree, repository, cluster } = surroundings;
  const unread = new Set(surroundings.unread.flatMap(({ file }) => file ?? []));
  const assumptions = new Map<string, Assumption>();
  const taken = new Map<string, RemoteTree>();
  const plans = planSources(
    application,
    (source) => {
      const own = source.chart === undefined ? takeForCheckout(source.repoUrl, source.revision, repository) : undefined;
      for (const assumption of own?.assumptions ?? []) assumptions.set(String(assumption.params.what), assumption);
      if (own !== undefined) return { files: tree.files, unread, revision: UNKNOWN_REVISION };
      const found = findRemoteSource(source, surroundings.remote);
      if (found === undefined) return undefined;
      if ('source' in found) return { refused: lackProblem(parent.id, found.source, found.missing) };
      taken.set(remoteKey(found.remote.source), found.remote);
      return openTree(found.remote);
    },
    cluster,
  );
  const ready = plans.filter((plan): plan is ReadyPlan => plan.kind !== 'refused' && plan.kind !== 'reference');
  const refused = plans.filter((plan) => plan.kind === 'refused');
  const [first] = ready;
  if (first === undefined) {
    const [why] = refused;
    return { state: 'unavailable', problem: nameRefusal(declaration, why ?? { refused: NOTHING }, parent.id, tree) };
  }
  const { remote } = first;
  const place =
    remote === undefined
      ? first.folder
      : remote.source.kind === 'git'
        ? joinPath(placeOf(remote.source), first.folder)
        : placeOf(remote.source);
  const root: Root = {
    id: idOf(place, declaration),
    kind: 'argocd',
    path: remote === undefined ? first.folder : parent.path,
    files: [...new Set(plans.flatMap((plan) => readsOf(plan, surroundings)))].sort(),
    via: [...(parent.via ?? []), parent.id],
    declaredBy: object.identity,
    declaration: digestOf([object.value, [...assumptions.values()], ...[...taken.values()].map(({ content }) => content.sha256)]),
    ...(remote === undefined ? {} : { remote: describeRemote(remote.source) }),
  };
  return {
    state: 'ready',
    root,
    takes: ready.flatMap((plan) => takesOf(plan, surroundings)),
    render: () =>
      renderAll(
        root,
        application,
        ready,
        refused.map((plan) => nameRefusal(declaration, plan, root.id, tree)),
        [...assumptions.values()],
        declaration,
        surroundings,
      ),
  };
}

/** The commit of a repository is known where it was fetched; an archive has none. */
function openTree(remote: RemoteTree): SourceTree {
  const { content, source } = remote;
  const unread = new Set(content.problems.flatMap(({ file }) => file ?? []));
  return { files: content.files, unread, revision: source.kind === 'git' ? content.resolved : UNKNOWN_REVISION, remote };
}

const NOTHING: Problem = { code: 'root-not-rendered', params: { detail: 'it has no source with a folder' } };

async function renderAll(
  root: Root,
  { destination }: Application,
  plans: readonly ReadyPlan[],
  problems: readonly Problem[],
  assumptions: readonly Assumption[],
  { object }: Declaration,
  surroundings: Surroundings,
): Promise<RootRender> {
  const renders = numberThrough(
    await Promise.all(
      plans.map(async (plan) => {
        if (plan.remote === undefined) return renderSource(plan, root, destination, surroundings);
        const { tree, content } = plan.remote;
        return atDeclaration(await renderSource(plan, root, destination, { ...surroundings, tree, unread: content.problems }), object);
      }),
    ),
  );
  return {
    objects: renders.flatMap(({ objects }) => objects),
    problems: [...renders.flatMap((render) => render.problems), ...problems],
    assumptions: [...renders.flatMap((render) => render.assumptions), ...assumptions],
    charts: renders.flatMap((render) => render.charts ?? []),
  };
}

/** Documents that several sources made, each under a number of its own: what was made is known by it. */
function numberThrough(renders: readonly RootRender[]): readonly RootRender[] {
  let next = 0;
  return renders.map((render) => {
    const first = next;
    for (const { origin } of render.objects) if (origin.rendered === true) next = Math.max(next, first + origin.document + 1);
    if (first === 0) return render;
    const objects = render.objects.map((object) =>
      object.origin.rendered === true ? { ...object, origin: { ...object.origin, document: first + object.origin.document } } : object,
    );
    return { ...render, objects, charts: (render.charts ?? []).map((chart) => ({ ...chart, first })) };
  });
}

/** Files that are deployed as they are there, and so stand for nothing else any more. */
function takesOf(plan: ReadyPlan, { tree }: Surroundings): readonly string[] {
  if (plan.remote !== undefined) return [];
  if (plan.kind === 'directory') return [...plan.files, ...plan.skipped];
  return plan.kind === 'kustomize' ? plan.takes : pathsBelow(tree, plan.folder);
}

function readsOf(plan: SourcePlan, { tree }: Surroundings): readonly string[] {
  if (plan.kind === 'reference' || plan.kind === 'refused' || plan.remote !== undefined) return [];
  const read = plan.kind === 'directory' ? [...plan.files, ...plan.skipped] : plan.files.map(({ path }) => path);
  const overrides = pathsBelow(tree, plan.folder).filter((path) => /(^|\/)\.argocd-source[^/]*\.yaml$/.test(path));
  return [...read, ...overrides].filter((path) => tree.files.has(path));
}

function readSet(declaration: Declaration, surroundings: Surroundings): Deployment {
  const { object, parent } = declaration;
  const { tree } = surroundings;
  const asksGit = JSON.stringify(object.value.spec ?? null, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  ).includes('"git"');
  const root: Root = {
    id: idOf(parent.path, declaration),
    kind: 'argocd',
    path: parent.path,
    // A git generator may turn any file or folder into an application.
    files: asksGit ? tree.sorted : [object.origin.file].filter((file) => file !== ''),
    via: [...(parent.via ?? []), parent.id],
    declaredBy: object.identity,
    declaration: digestOf(object.value),
  };
  return { state: 'ready', root, takes: [], render: () => renderSet(root, declaration, surroundings) };
}

async function renderSet(root: Root, declaration: Declaration, { tree, tools, repository, cluster }: Surroundings): Promise<RootRender> {
  const { object } = declaration;
  const assumptions = new Map<string, Assumption>();
  const made = await generateApplications(object.value as JsonObject, {
    find: (repoUrl, revision) => {
      const taken = takeForCheckout(repoUrl, revision, repository);
      for (const assumption of taken?.assumptions ?? []) assumptions.set(String(assumption.params.what), assumption);
      return taken === undefined ? undefined : tree.files;
    },
    clusters: fixturesOf(cluster),
    fillGoTemplates: (options) => fillGoTemplates(options, tools),
  });
  if ('refused' in made) return { objects: [], problems: [nameRefusal(declaration, made, root.id, tree)], assumptions: [] };
  const { file } = object.origin;
  const objects = renderPlain(
    file,
    root.id,
    made.map((value, index) => ({ index, value })),
  );
  return {
    objects: objects.map((one) => ({ ...one, origin: { ...one.origin, rendered: true as const } })),
    problems: [],
    assumptions: [...assumptions.values()],
  };
}

/** The clusters that Argo CD knows, where the configuration says of each at which address: one without would be left out unseen. */
function fixturesOf({ clusters = [] }: TargetCluster): readonly ClusterFixture[] | undefined {
  return clusters.length === 0 || clusters.some(({ server }) => server === '') ? undefined : clusters;
}

function idOf(path: string, { object, qualifier }: Declaration): string {
  const { kind, namespace, name } = object.identity;
  const set = kind === 'ApplicationSet' ? 'set/' : '';
  return `argocd:${path}#${set}${namespace}/${name}${qualifier === undefined ? '' : `@${qualifier}`}`;
}

/**
 * Named with a digest of all that the object says: another content is another deployment, though both are not here. What would be made of folders of the
 * checkout counts with their files, for a change to these is a change to what is not seen.
 */
function nameRefusal({ object }: Declaration, { refused }: Refusal, root: string, { files, sorted }: TreeIndex): Problem {
  const { kind, namespace, name } = object.identity;
  const { what, detail = '', limit } = refused.params;
  const folders = what === 'remote' ? [] : foldersIn(object.value);
  const below = sorted.filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)));
  const behind = below.map((path) => [path, files.get(path)?.oid]);
  const digest = digestOf([object.value, behind]);
  const named = `${kind} ${namespace}/${name}`;
  const hint = findHints(valuesIn(object.value));
  const more = { what: named, content: digest, ...(hint === '' ? {} : { hint }) };
  if (refused.code === 'remote-not-available') return { ...refused, root, params: { ...refused.params, ...more } };
  const parts = [what === 'remote' ? '' : what, detail, limit === undefined ? '' : `> ${limit}`];
  return {
    code: 'source-not-available',
    root,
    params: { ...more, detail: parts.filter((part) => part !== undefined && part !== '').join(' ') },
  };
}

/** Values that an Application gives its charts, for what they show by themselves; of those written as text nothing is said. */
function valuesIn(value: JsonObject): readonly JsonObject[] {
  const spec = objectAt(value, 'spec');
  const sources = [spec?.source, ...listAt(spec, 'sources')].filter(isObject);
  return sources.map((source) => objectAt(objectAt(source, 'helm'), 'valuesObject')).filter(isObject);
}

/** Folders that an object names, whichever of its sources they are of; those of templates are known only once these are filled in. */
function foldersIn(value: JsonObject): readonly string[] {
  const spec = objectAt(value, 'spec');
  const sources = [spec?.source, ...listAt(spec, 'sources')].filter(isObject);
  return sources.flatMap((source) => cleanPath(textAt(source, 'path')) ?? []).filter((folder) => folder !== '.');
}
