import type { RenderedObject } from '../../model/object.ts';
import type { RemoteShelf } from '../../model/remote.ts';
import type { Problem, Root } from '../../model/root.ts';
import type { RenderTools, RootRender, TargetCluster } from '../root-render.ts';
import type { ObjectIndex } from './object-index.ts';
import type { TreeIndex } from './tree-index.ts';

/** An object that deploys something else than itself, and the root that brings it. */
export interface Declaration {
  readonly object: RenderedObject;
  readonly parent: Root;
  /** Stands in the root's id, for another declaration of that name has the id without it. */
  readonly qualifier?: string;
}

/** What a declaration may be answered from: the checkout, and the objects that were rendered so far. */
export interface Surroundings {
  readonly tree: TreeIndex;
  /** Files of the tree that could not be read. */
  readonly unread: readonly Problem[];
  readonly objects: ObjectIndex;
  readonly cluster: TargetCluster;
  readonly tools: RenderTools;
  /** What was fetched from outside the repository; absent where nothing may be. */
  readonly remote?: RemoteShelf;
  /** The repository that the tree is of and the branch that it goes into, where they are known. */
  readonly repository?: CheckoutIdentity;
}

export interface CheckoutIdentity {
  /** `owner/name` */
  readonly name: string;
  /** Absent where nobody knows what the tree becomes a part of. */
  readonly branch?: string;
}

/**
 * What a declaration comes to. It is asked again in each round, when more objects are known, so it is a function of its arguments alone.
 *
 * - `ready`: a root of the checkout. `takes` are the files that it deploys as they are there; they are then no roots of their own.
 * - `unavailable`: it deploys what is not here, named; never an empty result.
 * - `supplies`: it deploys nothing itself, such as a source.
 */
export type Deployment =
  | { readonly state: 'ready'; readonly root: Root; readonly takes: readonly string[]; readonly render: () => Promise<RootRender> }
  | { readonly state: 'unavailable'; readonly problem: Problem }
  | { readonly state: 'supplies' };

/** Undefined for what it does not know. */
export type ReadDeployment = (declaration: Declaration, surroundings: Surroundings) => Deployment | undefined;
