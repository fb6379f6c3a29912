import { asObject, field } from '../evaluate/json-shape.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Component, ComponentPart } from './component.ts';

/** A part of a component that an object is, by kind, name and labels. */
export interface Recognised {
  readonly component: Component;
  readonly part: ComponentPart;
}

/** Groups of the kinds that parts have: a custom resource that calls itself a DaemonSet is none. */
const GROUPS: Readonly<Record<string, string>> = {
  DaemonSet: 'apps',
  Deployment: 'apps',
  StatefulSet: 'apps',
  Job: 'batch',
  Role: 'rbac.authorization.k8s.io',
  ClusterRole: 'rbac.authorization.k8s.io',
  RoleBinding: 'rbac.authorization.k8s.io',
  ClusterRoleBinding: 'rbac.authorization.k8s.io',
  Service: '',
  ServiceMonitor: 'monitoring.coreos.com',
};

/** Kubernetes allows no longer names. A longer one cannot exist, and would only make the expressions work. */
const LONGEST_NAME = 253;

/** Indexes the components once, by kind; the answer is asked per object. Expressions are compiled when a name is first held against them. */
export function recogniseBy(components: readonly Component[]): (object: RenderedObject) => readonly Recognised[] {
  const byKind = new Map<string, Recognised[]>();
  for (const component of components) {
    for (const part of component.parts) {
      const known = byKind.get(part.kind);
      if (known === undefined) byKind.set(part.kind, [{ component, part }]);
      else known.push({ component, part });
    }
  }
  return ({ identity, value }) => {
    if (GROUPS[identity.kind] !== identity.group) return [];
    const labels = asObject(field(asObject(value.metadata), 'labels'));
    const fits = ({ part }: Recognised) =>
      Object.entries(part.labels ?? {}).every(([name, wanted]) => field(labels, name) === wanted) && matchesName(part.name, identity.name);
    return (byKind.get(identity.kind) ?? []).filter(fits);
  };
}

const compiled = new Map<string, RegExp>();

/** Whether a name is what one of our anchored expressions, and nothing else, describes. */
export function matchesName(pattern: string, name: string): boolean {
  if (name.length > LONGEST_NAME) return false;
  if (!pattern.startsWith('^') || !pattern.endsWith('$')) return pattern === name;
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(pattern, 'u');
    compiled.set(pattern, expression);
  }
  return expression.test(name);
}
