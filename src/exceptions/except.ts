import { readPath } from '../evaluate/field-path.ts';
import type { PlacedFinding } from '../evaluate/findings.ts';
import type { ExceptedFinding } from '../model/exception.ts';
import { identityKey, type RenderedObject } from '../model/object.ts';
import { type Access, indexAccess } from './access.ts';
import { type AccountCheck, checkAccounts, type Earlier, runsOwnPods } from './accounts.ts';
import type { Component, Need } from './component.ts';
import { type Pod, readPod } from './containers.ts';
import { coverBinding, coverRole } from './cover-access.ts';
import { coverMonitor, coverService, type Selected, selectPods } from './cover-service.ts';
import { coverWorkload } from './cover-workload.ts';
import { type Recognised, recogniseBy } from './recognise.ts';

export interface ExceptionCase {
  readonly components: readonly Component[];
  /** Ids of components whose needs of the tier `acknowledge` were accepted, by the base branch's configuration. */
  readonly acknowledged: ReadonlySet<string>;
  /** All objects of the side that was judged. */
  readonly objects: readonly RenderedObject[];
  /** All objects of the base: the same list when the base itself is judged, none when there is no base. */
  readonly before: readonly RenderedObject[];
}

export interface ExceptedSide {
  readonly kept: readonly PlacedFinding[];
  readonly excepted: readonly ExceptedFinding[];
  /** The excepted findings with their objects, in the same order. */
  readonly exceptedAt: readonly PlacedFinding[];
}

/**
 * Takes out the failures that a known platform component cannot do without. Whatever does not fit whole stays a finding: object, labels, image,
 * entry point, field and value; for rights the whole rule and everybody who holds it. What could not be evaluated is never excepted.
 */
export function exceptFindings(placed: readonly PlacedFinding[], given: ExceptionCase): ExceptedSide {
  const find = prepare(given);
  const kept: PlacedFinding[] = [];
  const excepted: ExceptedFinding[] = [];
  const exceptedAt: PlacedFinding[] = [];
  for (const one of placed) {
    const exception = one.finding.status === 'fail' ? find(one) : undefined;
    if (exception === undefined) {
      kept.push(one);
    } else {
      excepted.push(exception);
      exceptedAt.push(one);
    }
  }
  return { kept, excepted, exceptedAt };
}

/** What is worked out once for a side, the costly parts only when something asks for them. */
interface Run {
  readonly access: () => Access;
  readonly accounts: () => AccountCheck;
  readonly selected: () => Selected;
  readonly earlier: Earlier;
  readonly podOf: (recognised: Recognised, object: RenderedObject) => Pod | undefined;
}

function prepare({ components, acknowledged, objects, before }: ExceptionCase): (placed: PlacedFinding) => ExceptedFinding | undefined {
  const recognise = recogniseBy(components);
  const known = new Map<RenderedObject, readonly Recognised[]>();
  const run = openRun(objects, before);
  return ({ finding, object }) => {
    let recognised = known.get(object);
    if (recognised === undefined) {
      recognised = recognise(object);
      known.set(object, recognised);
    }
    for (const one of recognised) {
      const needs = cover(finding.control, finding.path, object, one, run);
      if (needs === undefined) continue;
      const { id } = one.component;
      const tier = needs.some((need) => need.tier === 'acknowledge') ? 'acknowledge' : 'quiet';
      if (tier === 'quiet' || acknowledged.has(id)) return { finding, component: id, tier, reason: reasonOf(needs) };
    }
    return undefined;
  };
}

function reasonOf(needs: readonly Need[]): string {
  return [...new Set(needs.map(({ reason }) => reason))].join('; ');
}

function cover(control: string, path: string, object: RenderedObject, recognised: Recognised, run: Run): readonly Need[] | undefined {
  const steps = readPath(path);
  const one = (need: Need | undefined) => need && [need];
  switch (object.identity.kind) {
    case 'Role':
    case 'ClusterRole':
      return one(coverRole(control, steps, object, recognised, run.access(), run.accounts()));
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return one(coverBinding(control, object, recognised, run.access(), run.accounts()));
    case 'Service':
      return one(
        coverService(control, steps, object, recognised, run.selected(), (workload) =>
          runsOwnPods(workload, recognised.component, run.earlier),
        ),
      );
    case 'ServiceMonitor':
      return one(coverMonitor(control, steps, object, recognised));
    default: {
      const pod = run.podOf(recognised, object);
      return pod && coverWorkload(control, steps, object.value, pod, recognised.part.needs);
    }
  }
}

function openRun(objects: readonly RenderedObject[], before: readonly RenderedObject[]): Run {
  const onBase = once(() => new Map(before.map((object) => [identityKey(object.identity), object.value])));
  // The base vouches for itself.
  const earlier = (object: RenderedObject) => (before === objects ? object.value : onBase().get(identityKey(object.identity)));
  const pods = new Map<RenderedObject, Map<Recognised['part'], Pod | undefined>>();
  return {
    access: once(() => indexAccess(objects)),
    accounts: once(() => checkAccounts(objects, earlier)),
    selected: once(() => selectPods(objects)),
    earlier,
    podOf: ({ part }, object) => {
      const read = pods.get(object) ?? new Map<Recognised['part'], Pod | undefined>();
      if (!pods.has(object)) pods.set(object, read);
      if (!read.has(part)) read.set(part, readPod(part, object.value, earlier(object)));
      return read.get(part);
    },
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
