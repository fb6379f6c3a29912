import type { JsonObject } from './json.ts';

/**
 * What makes a Kubernetes object the same object in two renders. The version of its API is left out of comparisons: the API server stores
 * one object whatever version it is written in.
 */
export interface ObjectIdentity {
  readonly cluster: string;
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Where an object was read: a file of the tree, the document in it (from 0), and for a `List` the path of the item inside. */
export interface Origin {
  /** Empty where no file is known. */
  readonly file: string;
  readonly document: number;
  readonly item: readonly (string | number)[];
  /** The object was made of the file by a chart or kustomization: no line of the file is known, and `document` counts what was made. */
  readonly rendered?: true;
}

/** One object as it would reach the cluster. `root` is the id of the root that produced it; `via` the roots that pulled that one in, outermost first. */
export interface RenderedObject {
  readonly identity: ObjectIdentity;
  readonly value: JsonObject;
  readonly origin: Origin;
  readonly root: string;
  readonly via: readonly string[];
  /**
   * The object without the texts that its chart makes anew at each render, where there are such: they stand in no file of the tree. Controls that look
   * for secrets in git judge by this.
   */
  readonly written?: JsonObject;
}

/** What two renders of one object have in common, as a key. The separator cannot stand in any part. */
export function identityKey({ cluster, group, kind, namespace, name }: ObjectIdentity): string {
  return [cluster, group, kind, namespace, name].join('\u0000');
}
