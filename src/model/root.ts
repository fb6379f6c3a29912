import type { ObjectIdentity } from './object.ts';

/** A root is what one deployment starts from: a chart, a kustomization, a set of plain manifests. */
export type RootKind = 'plain' | 'kustomize' | 'helm' | 'flux' | 'argocd';

export interface Root {
  /** Stable name of the root in reports, for example `plain:apps/journal` or `helm:charts/portal`. */
  readonly id: string;
  readonly kind: RootKind;
  /** Folder of the root, relative to the tree; `.` is the tree itself. */
  readonly path: string;
  /** Files whose change can change what this root renders, sorted. */
  readonly files: readonly string[];
  /** Name of the cluster that it is deployed to; absent where the configuration names none for it. */
  readonly cluster?: string;
  /** How a chart is installed; of charts alone. */
  readonly release?: Release;
  /** The roots whose objects declare this one, outermost first; of what Flux or Argo CD deploys alone. */
  readonly via?: readonly string[];
  /** The object that declares it; of what Flux or Argo CD deploys alone. */
  readonly declaredBy?: ObjectIdentity;
  /**
   * Digest of the declaring object and of all that it takes from other objects and from outside the repository. Another digest is another deployment,
   * though no file differs.
   */
  readonly declaration?: string;
  /** Its files are not of the tree but of this source; `path` is then the folder of what declares it. */
  readonly remote?: string;
  /** What it takes from outside the repository besides its files. */
  readonly parts?: readonly RemotePart[];
  /** The kustomization of the folder as Flux writes it before it builds; it stands in for the file of that path, or the folder has none. */
  readonly kustomization?: WrittenFile;
}

/** A file that is not in the tree and counts as if it were: somebody wrote it, or it comes from outside. */
export interface WrittenFile {
  readonly path: string;
  readonly oid: string;
  readonly bytes: Uint8Array;
}

/** Content from outside that stands in for what a kustomization or chart names. */
export interface RemotePart {
  /** The address as a kustomization writes it, or the place where a chart belongs. */
  readonly as: { readonly url: string } | { readonly at: string };
  /** Folder or file among `files` that stands for it. */
  readonly from: string;
  /** Under paths that no other part and no file of the tree has. */
  readonly files: readonly WrittenFile[];
  readonly sha256: string;
}

/** One release of a chart, as far as it is known or has to be assumed. */
export interface Release {
  readonly name: string;
  /** Empty where nobody names it: the chart is then rendered for `default`, and its objects have no namespace. */
  readonly namespace: string;
  /** Values files besides the chart's own, later wins. */
  readonly values: readonly string[];
  /** Charts of the same tree that stand in for dependencies which are declared and not vendored. */
  readonly mounts: readonly Mount[];
}

/** A chart of the tree that stands in for a dependency of another. */
export interface Mount {
  /** Name of the dependency. */
  readonly name: string;
  /** Folder of the tree. */
  readonly from: string;
}

/** A chart or kustomization that is rendered only as a part of others, or not at all. */
export interface LeftOut {
  /** As the id of a root. */
  readonly id: string;
  readonly reason: 'used-by-kustomization' | 'component' | 'library-chart';
}

/** Why something was not analysed: never an exception, always with a name that a user can act on. */
export interface Problem {
  readonly code: ProblemCode;
  /** The root that could not be rendered, or absent when the problem belongs to the run itself. */
  readonly root?: string;
  readonly file?: string;
  /** First line that shows the problem, from 1. */
  readonly line?: number;
  /** Facts for the sentence of this code, worded by `i18n`. Attacker's text: escape when writing. */
  readonly params: Readonly<Record<string, string | number>>;
}

export type ProblemCode =
  | 'yaml-invalid' // file, line, detail
  | 'yaml-duplicate-key' // file, line, key
  | 'manifest-incomplete' // an object without kind, apiVersion or name: file, line, field
  | 'limit-exceeded' // what, limit, found
  | 'root-not-supported' // kind: a root that this version cannot render
  | 'root-not-rendered' // detail
  | 'source-not-available' // what (the deploying object), detail (what is not here), content, hint: what its values switch on
  | 'remote-not-available' // source, reason, detail; what (the deploying object), content, hint: as of source-not-available
  | 'root-partial' // missing: rendered without what is missing
  | 'render-refused' // what (remote, plugin), detail: needs what is never run or fetched
  | 'engine-limit' // what, limit, found
  | 'engine-timeout' // seconds
  | 'engine-memory' // limit, in MiB
  | 'engine-trap' // detail: the engine itself failed
  | 'file-unreadable' // symlink, submodule, missing blob: what
  | 'config-invalid' // file, line, detail
  | 'lock-invalid' // file, line, detail
  | 'register-invalid' // file, line, detail
  | 'policy-trap' // detail
  | 'policy-timeout' // seconds
  | 'policy-count' // expected, found: the echoed number of objects is wrong
  | 'nothing-found' // a folder without a single object
  | 'merge-conflict' // files
  | 'head-moved' // expected, found
  | 'group-unknown' // commit: no pull request is known for it, or the pull request is not open
  | 'change-truncated' // what, limit
  | 'log-invalid' // detail: the evidence log does not verify
  | 'github-failed' // what, detail
  | 'internal-error'; // detail
