import type { Json, JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import { writeJson } from '../yaml/json-bytes.ts';
import { type Batch, type Entry, type InputOptions, packBatch } from './batch.ts';
import { type Describe, openEntries } from './input.ts';
import { asList, asObject, asText, field } from './json-shape.ts';

/** Sixteen times ten thousand objects, cut down as below. The policies' memory for more would be over what one module can have. */
const MAX_INVENTORY_BYTES = 96 * 1024 * 1024;

/**
 * Writes one question a cluster, with all of its objects in it. `clusterIndex` is the index of the object that stands for the cluster itself. What no
 * rule about a whole cluster asks for is left out; lists keep their length, so that a path in what is left is a path in the object.
 */
export function* writeInventories(
  objects: readonly RenderedObject[],
  clusterIndex: (cluster: string) => number,
  options: InputOptions,
  describe: Describe = openEntries(objects, options),
): Generator<Batch | Problem, void> {
  for (const [cluster, indexes] of groupByCluster(objects)) {
    const entries = indexes.map((index): Entry => ({ index, json: writeJson(cutDown(describe(objects[index] as RenderedObject))) }));
    const found = entries.reduce((sum, { json }) => sum + json.byteLength, 0);
    if (found > MAX_INVENTORY_BYTES) {
      const what = `bytes of all objects of cluster ${cluster || '-'}`;
      yield { code: 'limit-exceeded', params: { what, limit: MAX_INVENTORY_BYTES, found } };
      continue;
    }
    const kubernetesVersion = options.versionOf?.(cluster) ?? options.kubernetesVersion;
    yield { ...packBatch(entries, 'inventory', { ...options, kubernetesVersion }), cluster: clusterIndex(cluster) };
  }
}

export function groupByCluster(objects: readonly RenderedObject[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, { identity }] of objects.entries()) {
    const group = groups.get(identity.cluster);
    if (group === undefined) groups.set(identity.cluster, [index]);
    else group.push(index);
  }
  return groups;
}

/** What an object refers to is said to rules about that object alone: those about a whole cluster see the objects themselves. */
function cutDown(entry: JsonObject): JsonObject {
  return cutLarge(without(entry, ['related']));
}

/** Schemas of definitions are most of the bytes of many clusters; what reaches into one pod only is the business of rules about one object. */
function cutLarge(entry: JsonObject): JsonObject {
  const object = asObject(entry.object) ?? {};
  if (object.kind === 'CustomResourceDefinition') return { ...entry, object: cutDefinition(object) };
  const pods = asList(entry.pods).map((pod) => asList(asObject(pod)?.at));
  if (pods.length === 0) return entry;
  // Where the pods of a DaemonSet may run says whether a node is left out.
  const cut = object.kind === 'DaemonSet' ? cutContainersOf : cutPods;
  return { ...entry, names: [], object: pods.reduce<JsonObject>((rest, at) => cutAt(rest, at, cut), object) };
}

function cutDefinition(object: JsonObject): JsonObject {
  const spec = asObject(object.spec) ?? {};
  const versions = asList(spec.versions).map((version) => without(version, ['schema', 'additionalPrinterColumns']));
  return { ...object, spec: { ...without(spec, ['validation']), versions } };
}

/** Follows a path and cuts what lies there; a path that leads nowhere cuts nothing. */
function cutAt(value: JsonObject, at: readonly Json[], cut: (found: JsonObject) => JsonObject): JsonObject {
  const [step, ...rest] = at;
  if (step === undefined) return cut(value);
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return items.map((item, index) => (index === step ? cutItem(item, rest, cut) : item)) as unknown as JsonObject;
  }
  const name = typeof step === 'string' ? step : '';
  return Object.hasOwn(value, name) ? { ...value, [name]: cutItem(value[name] as Json, rest, cut) } : value;
}

function cutItem(value: Json, at: readonly Json[], cut: (found: JsonObject) => JsonObject): Json {
  return typeof value === 'object' && value !== null ? cutAt(value as JsonObject, at, cut) : value;
}

/** A pod template, or a pod spec in place. */
function cutPods(template: JsonObject): JsonObject {
  return cutSpecOf(template, (spec) => cutScheduling(cutContainers(spec)));
}

/** Which nodes, and so which region, is asked of a whole cluster as well; which other pods is not. */
function cutScheduling(spec: JsonObject): JsonObject {
  const nodes = asObject(asObject(spec.affinity)?.nodeAffinity);
  const affinity = nodes === undefined ? {} : { affinity: { nodeAffinity: nodes } };
  return { ...without(spec, ['affinity', 'topologySpreadConstraints']), ...affinity };
}

function cutContainersOf(template: JsonObject): JsonObject {
  return cutSpecOf(template, cutContainers);
}

function cutSpecOf(template: JsonObject, cut: (spec: JsonObject) => JsonObject): JsonObject {
  const spec = asObject(template.spec);
  return spec === undefined ? cut(template) : { ...template, spec: cut(spec) };
}

const ofContainers = ['envFrom', 'resources', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle', 'securityContext'];

function cutContainers(spec: JsonObject): JsonObject {
  const lists = ['containers', 'initContainers'].filter((name) => Array.isArray(spec[name]));
  const cut = lists.map((name) => [name, asList(spec[name]).map((container) => cutEnvironment(without(container, ofContainers)))]);
  return { ...spec, ...Object.fromEntries(cut) };
}

/** Of all variables, rules about a whole cluster ask only how a database is connected to. The rest are most of the bytes of many pods. */
function cutEnvironment(container: JsonObject): JsonObject {
  const variables = asList(asObject(container)?.env);
  if (!variables.some(isAboutDatabase)) return without(container, ['env']);
  return { ...container, env: variables.map((variable) => (isAboutDatabase(variable) ? variable : {})) };
}

function isAboutDatabase(variable: Json): boolean {
  return ['name', 'value'].some((part) => /sslmode/i.test(asText(field(variable, part)) ?? ''));
}

function without(value: Json, names: readonly string[]): JsonObject {
  const object = asObject(value);
  // What is no object where one belongs stays as it is, for the rules to see.
  if (object === undefined) return value as JsonObject;
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
