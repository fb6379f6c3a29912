import { createHash } from 'node:crypto';
import type { Violation } from '../model/finding.ts';
import type { Json, JsonObject, PathStep } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';

/**
 * What makes a finding the same finding: SHA-256 (hex) over control, cluster, object, path with list indexes replaced by what stands there, and the
 * offending value; what could not be evaluated is never the same as a failure. Never file or line: moving a file makes no new finding, a changed value does.
 */
export function fingerprint(violation: Violation, { identity, value }: RenderedObject): string {
  const { cluster, group, kind, namespace, name } = identity;
  const steps = nameSteps(violation, value);
  // An absent value is written as an absent last item, so that it differs from null.
  const status = violation.status === 'fail' ? [] : [{ status: violation.status }];
  const parts = [violation.control, cluster, group, kind, namespace, stableName(kind, name), steps, ...status];
  return createHash('sha256')
    .update(canonicalJson(violation.value === undefined ? parts : [...parts, violation.value]))
    .digest('hex');
}

/** Kustomize ends the names of generated ConfigMaps and Secrets with ten characters of an alphabet of its own, made from the content. */
function stableName(kind: string, name: string): string {
  return kind === 'ConfigMap' || kind === 'Secret' ? name.replace(/-[2456789bcdfghkmt]{10}$/, '') : name;
}

function nameSteps(violation: Violation, object: JsonObject): readonly Json[] {
  let at: Json | undefined = object;
  return violation.path.map((step) => {
    const named: Json = typeof step === 'number' && Array.isArray(at) ? nameItem(at, step, violation.value !== undefined) : step;
    at = stepInto(at, step);
    return named;
  });
}

function stepInto(value: Json | undefined, step: PathStep): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, step) ? (value as Record<PathStep, Json>)[step] : undefined;
}

/** Fields by which the items of Kubernetes lists are told apart, the first that an item has. */
const NAMES = ['name', 'key', 'host', 'hostname', 'mountPath', 'containerPort', 'port'];

/** Two items of one name are told apart by their order. Where a finding hides its value, no content of the list may enter the digest either: it could be guessed from it. */
function nameItem(list: readonly Json[], index: number, open: boolean): Json {
  const label = labelOf(list[index], open);
  if (label === undefined) return index;
  const before = list.slice(0, index).filter((item) => same(labelOf(item, open), label)).length;
  return before === 0 ? { item: label } : { item: label, again: before };
}

/** Most labels are texts; only whole items need to be written out to be compared. */
function same(left: Json | undefined, right: Json): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return canonicalJson(left) === canonicalJson(right);
}

function labelOf(item: Json | undefined, open: boolean): Json | undefined {
  if (item === undefined) return undefined;
  if (typeof item !== 'object' || item === null) return open ? item : undefined;
  const own = item as JsonObject;
  const name = NAMES.find((field) => Object.hasOwn(own, field) && (typeof own[field] === 'string' || typeof own[field] === 'number'));
  if (name !== undefined) return own[name];
  return open ? item : undefined;
}

/** JSON with sorted keys and no spaces; integers beyond 2^53 digit for digit. */
export function canonicalJson(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const object = value as JsonObject;
  const keys = Object.keys(object).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key] ?? null)}`).join(',')}}`;
}
