import { identityKey, type RenderedObject } from '../../model/object.ts';
import type { Problem, Root } from '../../model/root.ts';
import type { RootRender } from '../root-render.ts';
import type { Declaration, Deployment, ReadDeployment, Surroundings } from './deployment.ts';
import { digestOf } from './value.ts';

/** Deployments inside deployments inside deployments: more than any real repository, few enough to end soon. */
const MAX_DEPTH = 12;
const MAX_ROOTS = 5_000;

/** A root with what it renders and what its objects deploy. */
export interface GraphNode {
  readonly root: Root;
  readonly render: RootRender;
  /** Files that it deploys; empty for a root that stands for itself. */
  readonly takes: readonly string[];
  readonly declares: readonly Declared[];
}

export interface Declared {
  readonly object: RenderedObject;
  /** Id of the root that the object deploys; absent where it deploys nothing here. */
  readonly root?: string;
  /** Why what it deploys is not here. */
  readonly problem?: Problem;
  /** The object is known and deploys nothing itself. */
  readonly supplies?: true;
}

export interface Start {
  readonly root: Root;
  readonly render: RootRender;
}

/**
 * Roots, the roots that their objects declare, and so on, from one knowledge of the objects. An object that deploys itself is there once.
 *
 * @param renders what was rendered in earlier rounds, by id and declaration
 */
export async function expand(
  starts: readonly Start[],
  surroundings: Surroundings,
  read: ReadDeployment,
  isDeployer: (object: RenderedObject) => boolean,
  renders: Map<string, Promise<RootRender>>,
): Promise<ReadonlyMap<string, GraphNode>> {
  const nodes = new Map<string, GraphNode>();
  const ids = new Map<string, string>();
  let level: readonly Growing[] = starts.map((start) => ({ ...start, takes: [], above: new Map() }));
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: Pending[] = [];
    for (const node of level) {
      const declares = node.render.objects.filter(isDeployer).map((object): Declared => {
        const [self, key] = [selfKey(object), placeKey(object, node.root)];
        const known = node.above.get(self) ?? ids.get(key);
        if (known !== undefined) return { object, root: known };
        if (depth >= MAX_DEPTH || ids.size >= MAX_ROOTS) return { object, problem: tooMany(node.root, depth) };
        const deployment = readUnique({ object, parent: node.root }, surroundings, read, nodes, next);
        if (deployment === undefined) return { object };
        if (deployment.state === 'supplies') return { object, supplies: true };
        if (deployment.state === 'unavailable') return { object, problem: deployment.problem };
        ids.set(key, deployment.root.id);
        next.push({ ...deployment, above: new Map([...node.above, [self, deployment.root.id]]) });
        return { object, root: deployment.root.id };
      });
      nodes.set(node.root.id, { root: node.root, render: node.render, takes: node.takes, declares });
    }
    level = await Promise.all(
      next.map(async ({ root, takes, above, render }) => {
        const key = `${root.id} ${root.declaration}`;
        const made = renders.get(key) ?? render();
        renders.set(key, made);
        return { root, takes, above, render: await made };
      }),
    );
  }
  return nodes;
}

type Growing = Start & { readonly takes: readonly string[]; readonly above: ReadonlyMap<string, string> };
type Pending = Extract<Deployment, { state: 'ready' }> & { readonly above: ReadonlyMap<string, string> };

/** The deployment under an id that no other one has: one name may be declared differently for several clusters. */
function readUnique(
  declaration: Declaration,
  surroundings: Surroundings,
  read: ReadDeployment,
  nodes: ReadonlyMap<string, GraphNode>,
  next: readonly Pending[],
): Deployment | undefined {
  const taken = (deployment: Deployment | undefined): boolean =>
    deployment?.state === 'ready' && (nodes.has(deployment.root.id) || next.some(({ root }) => root.id === deployment.root.id));
  const first = read(declaration, surroundings);
  if (!taken(first)) return first;
  for (let count = 1; ; count += 1) {
    const qualifier = `${declaration.parent.path}${count === 1 ? '' : `#${count}`}`;
    const other = read({ ...declaration, qualifier }, surroundings);
    if (!taken(other)) return other;
  }
}

/** The same object, whoever brings it. */
function selfKey({ identity, value }: RenderedObject): string {
  return `${identityKey(identity)} ${digestOf(value)}`;
}

/** The same object from the same folder is the same deployment: as a file there, and as what is deployed from there. */
function placeKey(object: RenderedObject, { path }: Root): string {
  return `${selfKey(object)} ${path}`;
}

function tooMany({ id }: Root, depth: number): Problem {
  const [what, limit] = depth >= MAX_DEPTH ? ['deployment-depth', MAX_DEPTH] : ['deployments', MAX_ROOTS];
  return { code: 'engine-limit', root: id, params: { what, limit } };
}
