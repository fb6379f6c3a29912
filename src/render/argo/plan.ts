import type { JsonObject } from '../../model/json.ts';
import type { SourceFile } from '../../model/side.ts';
import { findChartFolder } from '../remote/parts.ts';
import type { RemoteTree } from '../remote/remote-tree.ts';
import type { TargetCluster } from '../root-render.ts';
import type { Application, ApplicationSource } from './application.ts';
import { makeBuildEnvironment } from './build-environment.ts';
import { type DirectorySource, planDirectory } from './directory-source.ts';
import { type HelmSource, planHelm } from './helm-source.ts';
import { cleanPath } from './jail-path.ts';
import { type KustomizeSource, planKustomize } from './kustomize-source.ts';
import { applyOverrideFiles, listOverrideFiles } from './override-files.ts';
import { type Refusal, refuse, refuseForeign } from './refusal.ts';
import { detectSourceKind } from './source-kind.ts';
import type { ValuesPlaces } from './values-files.ts';

/** What one source of an Application deploys. */
export type SourcePlan =
  | ({ readonly kind: 'directory' } & PlannedPlace & DirectorySource)
  | ({ readonly kind: 'helm' } & PlannedPlace & HelmSource)
  | ({ readonly kind: 'kustomize' } & PlannedPlace & KustomizeSource)
  /** It is there for the values files of others. */
  | { readonly kind: 'reference' }
  | ({ readonly kind: 'refused' } & Refusal);

interface PlannedPlace {
  readonly folder: string;
  /** The files are not of the checkout but of this source. */
  readonly remote?: RemoteTree;
}

/** The repository that a source names, at a commit, or its chart. */
export interface SourceTree {
  readonly remote?: RemoteTree;
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Paths of it that are there and could not be read. */
  readonly unread: ReadonlySet<string>;
  /** 40 hex digits. */
  readonly revision: string;
}

/**
 * Plans every source of an Application, in their order. Nothing is left out: a source that is not at hand or not understood is there with the reason.
 *
 * @param find the tree of a source, or undefined where its repository or its revision is not at hand
 */
export function planSources(
  application: Application,
  find: (source: ApplicationSource) => SourceTree | Refusal | undefined,
  cluster: TargetCluster,
): readonly SourcePlan[] {
  const refs = new Map(
    application.sources.flatMap((source) => {
      if (source.ref === undefined) return [];
      const tree = find(source);
      return [[source.ref, tree === undefined || 'refused' in tree ? undefined : tree.files] as const];
    }),
  );
  return application.sources.map((source): SourcePlan => {
    const plan = planSource(application, source, find, refs, cluster);
    return 'refused' in plan ? { kind: 'refused', ...plan } : plan;
  });
}

function planSource(
  application: Application,
  source: ApplicationSource,
  find: (source: ApplicationSource) => SourceTree | Refusal | undefined,
  refs: ReadonlyMap<string, ReadonlyMap<string, SourceFile> | undefined>,
  cluster: TargetCluster,
): SourcePlan | Refusal {
  if (source.path === undefined && source.chart === undefined) return { kind: 'reference' };
  const tree = find(source);
  if (tree === undefined) {
    const { chart, revision, repoUrl } = source;
    return refuseForeign('remote', chart === undefined ? `${repoUrl} ${revision}`.trim() : `${chart} ${revision} (${repoUrl})`);
  }
  if ('refused' in tree) return tree;
  const folder = source.chart === undefined ? cleanPath(source.path ?? '') : findChartFolder(tree);
  if (folder === undefined && source.chart !== undefined) return refuse(`there is no chart in ${source.chart} (${source.repoUrl})`);
  if (folder === undefined) return refuse(`the path ${source.path} lies outside the repository`);
  if (![...tree.files.keys()].some((path) => folder === '.' || path.startsWith(`${folder}/`)))
    return refuse(`there is no folder ${folder}`);
  const { files, unread } = tree;
  const hidden = listOverrideFiles(folder, application.name).find((path) => unread.has(path));
  if (hidden !== undefined) return refuse(`${hidden} cannot be read`);
  const overridden = applyOverrideFiles(source, folder, application.name, files);
  if ('refused' in overridden) return overridden;
  const kind = detectSourceKind(overridden.settings, folder, files);
  if (typeof kind !== 'string') return kind;
  const environment = makeBuildEnvironment(application, overridden, tree.revision);
  const plan = planKind(kind, application, overridden.settings, { folder, files, unread, refs, environment }, cluster);
  return 'refused' in plan || plan.kind === 'reference' || tree.remote === undefined ? plan : { ...plan, remote: tree.remote };
}

function planKind(
  kind: 'helm' | 'kustomize' | 'directory',
  application: Application,
  settings: JsonObject,
  places: ValuesPlaces,
  cluster: TargetCluster,
): SourcePlan | Refusal {
  const { folder, files, environment } = places;
  if (kind === 'helm') {
    const plan = planHelm(application, settings, places, cluster);
    return 'refused' in plan ? plan : { kind, folder, ...plan };
  }
  if (kind === 'kustomize') {
    const plan = planKustomize(settings, folder, files, environment, cluster);
    return 'refused' in plan ? plan : { kind, folder, ...plan };
  }
  const plan = planDirectory(settings, folder, files);
  if ('refused' in plan) return plan;
  // Files that say how the source is read are no manifests of it.
  const overrides = listOverrideFiles(folder, application.name);
  return { kind, folder, ...plan, files: plan.files.filter((path) => !overrides.includes(path)) };
}
