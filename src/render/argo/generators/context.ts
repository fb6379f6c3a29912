import type { JsonObject } from '../../../model/json.ts';
import type { SourceFile } from '../../../model/side.ts';
import type { FillTexts } from '../fill-in.ts';

/** One set of parameters for the template of an ApplicationSet. */
export type Params = JsonObject;

/** What generators may know. */
export interface GeneratorContext {
  readonly goTemplate: boolean;
  readonly fill: FillTexts;
  /** The files of a repository at a revision, or undefined where it is not at hand. */
  readonly find: (repoUrl: string, revision: string) => ReadonlyMap<string, SourceFile> | undefined;
  /** Clusters that Argo CD knows, as the configuration of the base lists them; undefined where it lists none. */
  readonly clusters: readonly ClusterFixture[] | undefined;
}

/** A cluster as its Secret in Argo CD's namespace describes it. */
export interface ClusterFixture {
  readonly name: string;
  readonly server: string;
  readonly project?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** More applications than any set has in earnest; a matrix of matrices soon has more than can be rendered. */
export const MAX_PARAMS = 2_000;
