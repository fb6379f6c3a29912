import type { JsonObject } from '../../../src/model/json.ts';
import { type Application, readApplication } from '../../../src/render/argo/application.ts';
import { planSources, type SourcePlan } from '../../../src/render/argo/plan.ts';
import { type Files, sideOf } from '../trees.ts';

export const REPOSITORY = 'https://github.com/region/journal';
export const REVISION = '0123456789abcdef0123456789abcdef01234567';
/** Content of a file that is there and cannot be read, such as a link. */
export const UNREAD = 'cannot be read';
export const CLUSTER = { kubernetesVersion: '1.35', apiVersions: [] };

/** An Application with these sources, into the namespace `journal` of the cluster `prod`. */
export function applicationOf(...sources: readonly JsonObject[]): JsonObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'journal', namespace: 'argocd' },
    spec: {
      project: 'care',
      destination: { name: 'prod', namespace: 'journal' },
      sources: sources.map((source) => ({ repoURL: REPOSITORY, targetRevision: 'main', ...source })),
    },
  };
}

/** The plans of an Application whose repository has these files; every other repository is not at hand. */
export function plansOf(files: Files, ...sources: readonly JsonObject[]): readonly SourcePlan[] {
  const application = readApplication(applicationOf(...sources));
  if ('refused' in application) throw new Error(JSON.stringify(application.refused));
  return plan(application, files);
}

export function planOf(files: Files, source: JsonObject): SourcePlan {
  const [first] = plansOf(files, source);
  if (first === undefined) throw new Error('no source');
  return first;
}

function plan(application: Application, files: Files): readonly SourcePlan[] {
  const unread = new Set(Object.keys(files).filter((path) => files[path] === UNREAD));
  const read = new Map([...sideOf(files).files].filter(([path]) => !unread.has(path)));
  const tree = { files: read, unread, revision: REVISION };
  return planSources(application, ({ repoUrl }) => (repoUrl === REPOSITORY ? tree : undefined), CLUSTER);
}

export function reasonOf(plan: SourcePlan): string {
  return plan.kind === 'refused' ? String(plan.refused.params.detail) : `${plan.kind} was not refused`;
}
