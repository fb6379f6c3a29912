import type { RenderedObject } from '../../model/object.ts';
import type { Problem, Root } from '../../model/root.ts';
import { declareDeployment, isDeployer } from '../deployment.ts';
import type { RootRender } from '../root-render.ts';
import type { ReadDeployment, Surroundings } from './deployment.ts';
import { expand, type GraphNode, type Start } from './expand.ts';
import { findLive, type Live } from './live.ts';
import { indexObjects } from './object-index.ts';

/** Objects may change what other objects say, and so on; more rounds than this are a circle that feeds itself. */
const MAX_ROUNDS = 12;

/** What counts, in the order of the roots: those that stand for themselves, then those that are deployed. */
export interface Followed {
  readonly renders: readonly { readonly root: Root; readonly render: RootRender }[];
  readonly problems: readonly Problem[];
}

/**
 * Follows what the objects of roots deploy until nothing new appears. A root that stands for itself is rendered only once nothing else is known to
 * deploy its files.
 *
 * @param standalone roots as they were found in the tree, plain ones among them
 * @param renderOne how one of them is rendered; asked at most once a root
 */
export async function followDeployments(
  standalone: readonly Root[],
  renderOne: (root: Root) => Promise<Start>,
  given: Omit<Surroundings, 'objects'>,
  read: ReadDeployment,
  isKept: (root: Root, file: string) => boolean,
): Promise<Followed> {
  const started = new Map<string, Start>();
  const start = async (roots: readonly Root[]): Promise<void> => {
    for (const one of await Promise.all(roots.map(renderOne))) started.set(one.root.id, one);
  };
  await start(standalone.filter(({ kind }) => kind === 'plain'));

  const renders = new Map<string, Promise<RootRender>>();
  let objects = indexObjects([...started.values()].map(({ root, render }) => ({ root, objects: render.objects })));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const nodes = await expand(inOrder(standalone, started), { ...given, objects }, read, isDeployer, renders);
    const live = findLive(standalone, nodes, isKept);
    const kept = keepLive(standalone, nodes, live);
    const after = indexObjects(kept.map(({ root, render }) => ({ root, objects: render.objects })));
    if (live.wanted.length === 0 && after.digest === objects.digest) return collect(kept);
    // What is rendered now was not known before, so the rounds count anew; there are no more such passes than roots.
    if (live.wanted.length > 0) round = -1;
    await start(live.wanted);
    objects = after;
  }
  await start(standalone.filter(({ id }) => !started.has(id)));
  return {
    renders: inOrder(standalone, started),
    problems: [{ code: 'limit-exceeded', params: { what: 'deployment-rounds', limit: MAX_ROUNDS } }],
  };
}

function inOrder(standalone: readonly Root[], started: ReadonlyMap<string, Start>): readonly Start[] {
  return standalone.flatMap(({ id }) => started.get(id) ?? []);
}

/** What counts, with the chain of those that bring it. */
function keepLive(standalone: readonly Root[], nodes: ReadonlyMap<string, GraphNode>, live: Live): readonly GraphNode[] {
  const own = new Set(standalone.map(({ id }) => id));
  const kept = [...nodes.values()]
    .filter(({ root }) => live.roots.has(root.id))
    .map((node) => (own.has(node.root.id) ? onlyFiles(node, live) : node));
  const byId = new Map(kept.map((node) => [node.root.id, node]));
  const chains = new Map<string, readonly string[]>();
  // Those that stand for themselves first; what only brings itself begins a chain of its own.
  const brought = new Set(kept.flatMap(({ root, declares }) => declares.flatMap(({ root: child }) => (child === root.id ? [] : [child]))));
  const first = kept.filter(({ root }) => own.has(root.id) || !brought.has(root.id));
  for (const { root } of [...first, ...kept]) {
    if (chains.has(root.id)) continue;
    chains.set(root.id, []);
    const waiting = [root.id];
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift())
      for (const { root: child } of byId.get(id)?.declares ?? []) {
        if (child === undefined || chains.has(child)) continue;
        chains.set(child, [...(chains.get(id) ?? []), id]);
        waiting.push(child);
      }
  }
  const deployed = kept
    .filter(({ root }) => !own.has(root.id))
    .map((node) => withChain(node, chains.get(node.root.id) ?? []))
    .sort(byChain);
  return [...kept.filter(({ root }) => own.has(root.id)), ...deployed];
}

function byChain({ root: left }: GraphNode, { root: right }: GraphNode): number {
  const depth = (left.via ?? []).length - (right.via ?? []).length;
  return depth !== 0 ? depth : left.id < right.id ? -1 : 1;
}

function withChain(node: GraphNode, via: readonly string[]): GraphNode {
  const objects = node.render.objects.map((object) => ({ ...object, via }));
  return { ...node, root: { ...node.root, via }, render: { ...node.render, objects } };
}

function collect(kept: readonly GraphNode[]): Followed {
  const referred = referencesOf(kept.flatMap(({ declares }) => declares.map(({ object }) => object)));
  return {
    renders: kept.map(({ root, render }) => ({ root, render })),
    problems: kept.flatMap(({ declares }) =>
      declares.flatMap(({ object, root, problem, supplies }) => {
        if (problem !== undefined) return [object.origin.file === '' ? problem : { ...problem, file: object.origin.file }];
        if (root !== undefined || (supplies === true && referred.has(`${object.identity.kind} ${object.identity.name}`))) return [];
        return declareDeployment(object);
      }),
    ),
  };
}

/** A folder of plain manifests without the files that something deploys. */
function onlyFiles(node: GraphNode, { files }: Live): GraphNode {
  if (node.root.kind !== 'plain') return node;
  const own = files.get(node.root.id) ?? new Set<string>();
  const isOwn = (file: string | undefined): boolean => file === undefined || own.has(file);
  return {
    ...node,
    root: { ...node.root, files: node.root.files.filter(isOwn) },
    render: {
      ...node.render,
      objects: node.render.objects.filter(({ origin }) => isOwn(origin.file)),
      problems: node.render.problems.filter(({ file }) => isOwn(file)),
    },
    declares: node.declares.filter(({ object }) => isOwn(object.origin.file)),
  };
}

/** Sources that some object here deploys from. What they say is then part of what that object deploys; another one is for somebody unknown. */
function referencesOf(objects: readonly RenderedObject[]): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const inner of value) look(inner);
    else if (typeof value === 'object' && value !== null) {
      const { kind, name } = value as { readonly kind?: unknown; readonly name?: unknown };
      if (typeof name === 'string') found.add(`${typeof kind === 'string' ? kind : 'GitRepository'} ${name}`);
      for (const inner of Object.values(value)) look(inner);
    }
  };
  for (const { value } of objects) {
    const spec = value.spec as Record<string, unknown> | undefined;
    look(
      [spec?.sourceRef, spec?.chartRef, (spec?.chart as Record<string, unknown> | undefined)?.spec].filter(
        (one) => typeof one === 'object',
      ),
    );
  }
  return found;
}
