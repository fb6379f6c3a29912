/** Jobs of the engine, as `engine/README.md` has them. */
export interface HelmJob {
  readonly kind: 'helm';
  /** Folder of the chart; empty for the whole jail. */
  readonly chart: string;
  readonly release: { readonly name: string; readonly namespace: string; readonly isUpgrade?: boolean };
  /** Values files, later wins. */
  readonly values: readonly string[];
  /** Single values, after the files, in this order. */
  readonly set?: readonly { readonly path: string; readonly value: string; readonly as: 'set' | 'string' | 'json' | 'literal' | 'file' }[];
  /** `1.35.0` */
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
  /** Charts of the checkout that stand in for dependencies which are declared and not vendored. */
  readonly mounts: readonly { readonly at: string; readonly from: string }[];
  /** Say which line of which template wrote each line, and which values it reads. Costs a second render. */
  readonly marks?: true;
}

/** Fills in variables as Flux does, in each of the texts. */
export interface SubstituteJob {
  readonly kind: 'envsubst';
  readonly texts: readonly string[];
  readonly vars: Readonly<Record<string, string>>;
  readonly strict: boolean;
}

/** Fills in Go templates as an ApplicationSet of Argo CD does. */
export interface TemplateJob {
  readonly kind: 'template';
  readonly options: readonly string[];
  /** Params as JSON without big integers: all numbers are floats there. */
  readonly sets: readonly { readonly params: unknown; readonly texts: readonly string[] }[];
}

export interface KustomizeJob {
  readonly kind: 'kustomize';
  readonly root: string;
  readonly loadRestrictions: 'rootOnly' | 'none';
  readonly origins: boolean;
  readonly enableHelm: boolean;
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
  /** Leave out what is remote and not handed in, and name it. */
  readonly partial: boolean;
  /** Addresses as written, and what of the jail stands for each: the folder of a repository, or a file. */
  readonly remotes?: readonly { readonly url: string; readonly path: string }[];
  /** Charts of the jail, put where a kustomization expects them. */
  readonly mounts?: readonly { readonly at: string; readonly from: string }[];
}
