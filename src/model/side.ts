import type { RenderedObject } from './object.ts';
import type { RemoteShelf, RemoteSource } from './remote.ts';
import type { Assumption, SkippedFile } from './report.ts';
import type { LeftOut, Problem, Root } from './root.ts';

/** One file of a tree that may bear on a deployment, with its content. `oid` names the content: equal ids, equal bytes. */
export interface SourceFile {
  readonly path: string;
  readonly oid: string;
  readonly bytes: Uint8Array;
}

/** One side of a change as it was read: base or head. */
export interface Side {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Documents that the register names and that hold no manifest: only their digests matter. */
  readonly evidence?: ReadonlyMap<string, SourceFile>;
  /** What was fetched for it from outside the repository; absent where nothing may be. */
  readonly remote?: RemoteShelf;
  /** Files and limits that could not be read. */
  readonly problems: readonly Problem[];
}

/** One side as it would be deployed. */
export interface RenderedSide {
  readonly roots: readonly Root[];
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly Problem[];
  readonly skipped: readonly SkippedFile[];
  readonly leftOut: readonly LeftOut[];
  /** Sources outside the repository that something deploys from, each once. */
  readonly asked: readonly RemoteSource[];
  /** What had to be taken for granted to render it. */
  readonly assumptions: readonly Assumption[];
}
