import { asList, asObject, field } from '../evaluate/json-shape.ts';
import { findPods } from '../evaluate/pod-templates.ts';
import type { Path } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Need } from './component.ts';
import { meet, valueAt } from './need-path.ts';
import type { Recognised } from './recognise.ts';

/** The workloads of a run whose pods a Service sends traffic to. */
export type Selected = (service: RenderedObject) => readonly RenderedObject[];

/** Indexes the run by namespace. Nothing is selected by an empty selector: endpoints are then somebody else's. */
export function selectPods(objects: readonly RenderedObject[]): Selected {
  const byNamespace = new Map<string, RenderedObject[]>();
  for (const object of objects) {
    if (findPods(object.identity, object.value).pods.length === 0) continue;
    const known = byNamespace.get(keyOf(object));
    if (known === undefined) byNamespace.set(keyOf(object), [object]);
    else known.push(object);
  }
  return (service) => {
    const wanted = Object.entries(asObject(field(field(service.value, 'spec'), 'selector')) ?? {});
    if (wanted.length === 0) return [];
    return (byNamespace.get(keyOf(service)) ?? []).filter((workload) =>
      labelSets(workload).some((labels) => wanted.every(([name, value]) => labels?.[name] === value)),
    );
  };
}

function keyOf({ identity: { cluster, namespace } }: RenderedObject): string {
  return JSON.stringify([cluster, namespace]);
}

function labelSets({ identity, value }: RenderedObject) {
  return findPods(identity, value).pods.map(({ at }) => asObject(valueAt(value, [...at, 'metadata', 'labels'])));
}

/**
 * The need that covers a way in: what the Service leads to is the component itself. A label and a name are written quickly, and behind them may
 * stand a patient system.
 *
 * @param isOwn whether a workload is the component's, by its images as well
 */
export function coverService(
  control: string,
  path: Path,
  service: RenderedObject,
  { part }: Recognised,
  selected: Selected,
  isOwn: (workload: RenderedObject) => boolean,
): Need | undefined {
  const need = part.needs.find((one) => one.control === control && isAllowed(one, path, service));
  if (need === undefined) return undefined;
  const workloads = selected(service);
  return workloads.length > 0 && workloads.every(isOwn) ? need : undefined;
}

/** The need that covers a monitor of the control plane: its certificates are signed by the nodes, and it is found in one namespace alone. */
export function coverMonitor(control: string, path: Path, monitor: RenderedObject, { part }: Recognised): Need | undefined {
  const namespaces = asList(field(field(field(monitor.value, 'spec'), 'namespaceSelector'), 'matchNames'));
  if (namespaces.length !== 1 || namespaces[0] !== 'kube-system') return undefined;
  return part.needs.find((one) => one.control === control && isAllowed(one, path, monitor));
}

function isAllowed(need: Need, path: Path, { value }: RenderedObject): boolean {
  const met = meet(need.path, path, value);
  return met?.values.every((one) => need.allow.includes(one)) ?? false;
}
