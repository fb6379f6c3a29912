import { createHash } from 'node:crypto';
import type { RenderedObject } from '../model/object.ts';
import type { Assumption } from '../model/report.ts';
import type { Problem, Root } from '../model/root.ts';
import type { Side, SourceFile } from '../model/side.ts';
import type { MissingPart } from './engine/answers.ts';
import type { Engine } from './engine/engine.ts';
import type { HelmJob, KustomizeJob, SubstituteJob, TemplateJob } from './engine/jobs.ts';
import type { ReadCache } from './read-once.ts';

/** What came of one chart or kustomization. With a problem of it the objects are not all, or none. */
export interface RootRender {
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly Problem[];
  readonly assumptions: readonly Assumption[];
  /** Charts that were rendered for it, in the order of its objects. */
  readonly charts?: readonly AskedChart[];
}

/** What the engine was asked for a chart, kept so that it can be asked for more about the same. */
export interface AskedChart {
  readonly files: readonly SourceFile[];
  readonly job: HelmJob;
  /** Kinds of documents of the answer that are not among the objects. */
  readonly leaveOut: readonly string[];
  /** The number that its first document has in the origins of the objects. */
  readonly first: number;
}

/** The cluster that is rendered for, as far as charts can ask about it. */
export interface TargetCluster {
  /** `1.35` */
  readonly kubernetesVersion: string;
  /** APIs besides those of Kubernetes, such as `monitoring.coreos.com/v1`. */
  readonly apiVersions: readonly string[];
  /** Those that have a name, each with its own; what belongs to none of them is rendered for the above. */
  readonly clusters?: readonly NamedCluster[];
}

/** One of the clusters that a repository deploys to, as the configuration of the base lists it. */
export interface NamedCluster extends TargetCluster {
  readonly name: string;
  /** Globs of the files and folders that it is deployed from. */
  readonly paths: readonly string[];
  /** Address of its API, by which Argo CD knows it; empty where nobody says. */
  readonly server: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What rendering needs besides files: the engine, and what was read and rendered before in this run. */
export interface RenderTools {
  readonly engine: Engine;
  readonly manifests: ReadCache;
  /** By digest of job and inputs: a root that the change leaves alone is rendered once for both sides. */
  readonly renders: Map<string, Promise<unknown>>;
}

export function renderTools(engine: Engine): RenderTools {
  return { engine, manifests: new Map(), renders: new Map() };
}

/** The same question is asked once. */
export function renderOnce<T>(
  files: readonly SourceFile[],
  job: HelmJob | KustomizeJob | SubstituteJob | TemplateJob,
  seed: string,
  { renders }: RenderTools,
  render: () => Promise<T>,
): Promise<T> {
  const key = createHash('sha256')
    .update(JSON.stringify([job, seed, files.map(({ path, oid }) => [path, oid])]))
    .digest('hex');
  const known = renders.get(key) as Promise<T> | undefined;
  if (known !== undefined) return known;
  const fresh = render();
  renders.set(key, fresh);
  return fresh;
}

/** Files of the root that could not be read: what it renders to is then not what would be deployed. */
export function findUnread(root: Root, side: Side, lies: (path: string) => boolean): readonly Problem[] {
  const unread = side.problems.flatMap(({ file }) => (file !== undefined && lies(file) ? [file] : []));
  return unread.length === 0 ? [] : [partial(root, unread)];
}

export function findMissing(root: Root, missing: readonly MissingPart[]): readonly Problem[] {
  if (missing.length === 0) return [];
  const names = missing.map(({ name, version, url }) =>
    [name, version, name === undefined ? url : undefined].filter((part) => part).join(' '),
  );
  return [partial(root, names)];
}

const MAX_NAMED = 5;

function partial(root: Root, names: readonly string[]): Problem {
  return { code: 'root-partial', root: root.id, params: { missing: listSome(names) } };
}

export function listSome(names: readonly string[]): string {
  const rest = names.length - MAX_NAMED;
  return `${names.slice(0, MAX_NAMED).join(', ')}${rest > 0 ? `, +${rest}` : ''}`;
}
