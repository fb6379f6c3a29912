import { asList, field } from '../evaluate/json-shape.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Need } from './component.ts';
import { type Container, POD_SPEC, type Pod } from './containers.ts';
import { meet } from './need-path.ts';

/** The needs that together cover a failure of a workload; undefined when it is not covered in full. */
export function coverWorkload(
  control: string,
  path: Path,
  value: JsonObject,
  pod: Pod,
  needs: readonly Need[],
): readonly Need[] | undefined {
  const own = needs.filter((need) => need.control === control);
  if (path[POD_SPEC.length] === 'volumes') return coverHostPath(path, pod, own);
  const need = own.find((one) => covers(one, path, value, pod));
  return need && [need];
}

function covers(need: Need, path: Path, value: JsonObject, pod: Pod): boolean {
  const met = meet(need.path, path, value);
  if (met === undefined) return false;
  // Of a Deployment or StatefulSet without a number Kubernetes runs one.
  const values = need.path === 'spec.replicas' ? met.values.map((one) => one ?? 1) : met.values;
  if (!values.every((one) => need.allow.some((allowed) => isSame(one, allowed, need.path)))) return false;
  // A probe of the loopback address reaches the pod itself only where that is the node's.
  if (need.path.endsWith('.httpGet.host') && field(pod.spec, 'hostNetwork') !== true) return false;
  const list = listOf(need.path);
  if (list === undefined) return pod.allListed;
  const container = pod.containers.find((one) => one.list === list && one.index === met.indexes[0]);
  return container !== undefined && isMayProfit(container, need, pod);
}

/** `containers` or `initContainers` for a need of single containers; undefined for one of the whole pod. */
function listOf(needPath: string): string | undefined {
  return /^spec\.template\.spec\.(containers|initContainers)\[\*\]/.exec(needPath)?.[1];
}

function isMayProfit(container: Container, need: Need, pod: Pod): boolean {
  if (!container.listed || !(need.images?.includes(container.image) ?? false)) return false;
  // In a shared process namespace the others reach into it.
  return field(pod.spec, 'shareProcessNamespace') !== true || pod.allListed;
}

function isSame(found: Json, allowed: Json, path: string): boolean {
  if (path.includes('.capabilities.') && typeof found === 'string' && typeof allowed === 'string')
    return capability(found) === capability(allowed);
  return found === allowed;
}

/** The runtime takes capabilities in any case, with or without their prefix. */
function capability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}

/**
 * A path of the node is covered while every container that mounts it may have it, and not for writing where it is for reading. One that nobody
 * mounts may still be mounted by a container added to the pod, so then every container must be the component's.
 */
function coverHostPath(path: Path, pod: Pod, needs: readonly Need[]): readonly Need[] | undefined {
  const [step, index] = path.slice(POD_SPEC.length);
  const last = path[POD_SPEC.length + 2];
  if (step !== 'volumes' || typeof index !== 'number' || last !== 'hostPath') return undefined;
  const volume = asList(field(pod.spec, 'volumes'))[index];
  const node = field(field(volume, 'hostPath'), 'path');
  const name = field(volume, 'name');
  if (typeof node !== 'string' || typeof name !== 'string') return undefined;
  // Two volumes of one name: nobody can say which one is mounted.
  if (asList(field(pod.spec, 'volumes')).filter((one) => field(one, 'name') === name).length !== 1) return undefined;

  const used: Need[] = [];
  let mounted = false;
  for (const container of pod.containers) {
    for (const mount of mountsOf(container, name)) {
      mounted = true;
      const readOnly = field(mount, 'readOnly') === true;
      const need = needs.find((one) => isMayProfit(container, one, pod) && allowsPath(one, node, readOnly));
      if (need === undefined) return undefined;
      used.push(need);
    }
  }
  if (mounted) return used;
  const fitting = needs.filter((one) => allowsPath(one, node, true));
  const need = fitting.find(({ images }) => images === undefined) ?? fitting[0];
  return need !== undefined && pod.allListed ? [need] : undefined;
}

function mountsOf({ value }: Container, name: string): readonly Json[] {
  const devices = asList(field(value, 'volumeDevices'));
  return [...asList(field(value, 'volumeMounts')), ...devices].filter((mount) => field(mount, 'name') === name);
}

/** Paths are compared as they stand, save for a slash at the end: whatever else leads to the same place is written to hide it. */
function allowsPath(need: Need, node: string, readOnly: boolean): boolean {
  return need.allow.some((allowed) => field(allowed, 'path') === trimmed(node) && (readOnly || field(allowed, 'readOnly') === false));
}

function trimmed(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}
