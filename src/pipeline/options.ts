import { controlParameters } from '../config/control-parameters.ts';
import type { Configuration } from '../config/schema.ts';
import type { EvaluateOptions } from '../evaluate/evaluate.ts';
import { contextFromNamespaces } from '../evaluate/object-context.ts';
import type { Control } from '../model/control.ts';
import type { JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import { repositoryOf, type Subject } from '../model/subject.ts';
import { registerFacts } from '../register/facts.ts';
import type { Case, Policies } from './case.ts';

/** What the policies are told besides the objects. */
export function optionsFor(
  objects: readonly RenderedObject[],
  { subject, configuration: { configuration }, base, head, now }: Case,
  policies: Policies,
): EvaluateOptions {
  return {
    controls: policies.controls,
    enabled: enabledControls(policies.controls, configuration),
    kubernetesVersion: configuration.kubernetesVersion,
    parameters: { ...controlParameters(configuration), ...registerFacts(base ?? head, configuration, now), ...judgedRepository(subject) },
    today: now.slice(0, 'YYYY-MM-DD'.length),
    contextOf: contextFromNamespaces(objects, configuration.labels.environment, environmentOf(configuration)),
    versionOf: versionOf(configuration),
  };
}

/** By which name rules know the repository and the branch that the change goes into; outside GitHub nobody says which that is. */
function judgedRepository(subject: Subject): JsonObject {
  const judged = repositoryOf(subject);
  return judged ? { 'repository.judged': { ...judged } } : {};
}

function environmentOf({ clusters, environment }: Configuration): (cluster: string) => string {
  const named = new Map(clusters.map((cluster) => [cluster.name, cluster.environment]));
  return (cluster) => named.get(cluster) ?? environment;
}

function versionOf({ clusters, kubernetesVersion }: Configuration): (cluster: string) => string {
  const named = new Map(clusters.map((cluster) => [cluster.name, cluster.kubernetesVersion]));
  return (cluster) => named.get(cluster) ?? kubernetesVersion;
}

/** The profile `baseline` is Pod Security alone; a control that the base's configuration switches off is not relevant in either. */
export function enabledControls(controls: readonly Control[], configuration: Configuration): ReadonlySet<string> {
  const profile = controls.filter((control) => configuration.profile === 'danish-healthcare' || control.references.pss !== null);
  return new Set(profile.map((control) => control.id).filter((id) => configuration.controls[id]?.enabled !== false));
}
