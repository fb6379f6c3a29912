import type { Json, JsonObject } from '../../model/json.ts';
import { isObject, listAt, objectAt, textAt } from './field.ts';
import { type Refusal, refuse } from './refusal.ts';

/** An Argo CD Application, as far as it says what is deployed from where to where. */
export interface Application {
  readonly name: string;
  readonly namespace: string;
  readonly project: string;
  readonly destination: Destination;
  readonly sources: readonly ApplicationSource[];
}

export interface Destination {
  /** Name of the cluster as Argo CD has it, or the address of its API; `in-cluster` for the one that Argo CD runs in. */
  readonly cluster: string;
  /** Empty where none is named: objects without a namespace of their own then go nowhere. */
  readonly namespace: string;
}

export interface ApplicationSource {
  readonly repoUrl: string;
  readonly revision: string;
  /** Folder of the repository, as written; undefined where the source has none. */
  readonly path: string | undefined;
  /** A chart of a Helm repository or registry instead of a folder. */
  readonly chart: string | undefined;
  /** The name by which values files of other sources reach into this one. */
  readonly ref: string | undefined;
  /** `helm`, `kustomize`, `directory` and `plugin` as written. */
  readonly settings: JsonObject;
}

const IN_CLUSTER = ['in-cluster', 'https://kubernetes.default.svc', 'https://kubernetes.default.svc.cluster.local'];

/**
 * Reads an Application, https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/. What the controller would not take, or take in
 * more than one way, is refused.
 */
export function readApplication(value: JsonObject): Application | Refusal {
  const metadata = objectAt(value, 'metadata');
  const spec = objectAt(value, 'spec');
  const name = textAt(metadata, 'name');
  if (name === '') return refuse('the Application has no name');
  const destination = readDestination(objectAt(spec, 'destination'));
  if ('refused' in destination) return destination;
  // The hydrator pushes what it renders to a branch that is deployed from: what that holds stands in no file here.
  if (spec?.sourceHydrator !== undefined) return refuse('spec.sourceHydrator deploys from a branch that is written by Argo CD');
  const several = listAt(spec, 'sources');
  // With `sources` there, Argo CD does not look at `source`.
  const written: readonly (Json | undefined)[] = several.length > 0 ? several : [spec?.source];
  const sources = written.map(readSource);
  const refused = sources.find((source) => 'refused' in source);
  if (refused !== undefined && 'refused' in refused) return refused;
  const read = sources.filter((source): source is ApplicationSource => !('refused' in source));
  const refs = read.flatMap(({ ref }) => (ref === undefined ? [] : [ref]));
  if (new Set(refs).size < refs.length) return refuse('two sources have the same ref');
  return { name, namespace: textAt(metadata, 'namespace'), project: textAt(spec, 'project') || 'default', destination, sources: read };
}

function readDestination(destination: JsonObject | undefined): Destination | Refusal {
  const name = textAt(destination, 'name');
  const server = textAt(destination, 'server');
  if (name !== '' && server !== '') return refuse('spec.destination names both a cluster and a server');
  if (name === '' && server === '') return refuse('spec.destination names no cluster');
  const cluster = name || server.replace(/\/$/, '');
  return { cluster: IN_CLUSTER.includes(cluster) ? 'in-cluster' : cluster, namespace: textAt(destination, 'namespace') };
}

function readSource(value: Json | undefined): ApplicationSource | Refusal {
  if (!isObject(value)) return refuse('the Application has no source');
  const repoUrl = textAt(value, 'repoURL');
  if (repoUrl === '') return refuse('a source has no repoURL');
  const [path, chart, ref] = ['path', 'chart', 'ref'].map((field) => textAt(value, field) || undefined);
  if (path !== undefined && chart !== undefined) return refuse('a source has both a path and a chart');
  if (path === undefined && chart === undefined && ref === undefined) return refuse('a source has neither path nor chart nor ref');
  if (ref !== undefined && chart !== undefined) return refuse('a source with a chart has a ref');
  const { helm, kustomize, directory, plugin } = value;
  const settings = Object.fromEntries(
    Object.entries({ helm, kustomize, directory, plugin }).filter((entry): entry is [string, Json] => isObject(entry[1])),
  );
  return { repoUrl, revision: textAt(value, 'targetRevision'), path, chart, ref, settings };
}
