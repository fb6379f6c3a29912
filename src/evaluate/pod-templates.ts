import type { Json, JsonObject, Path } from '../model/json.ts';
import type { ObjectIdentity } from '../model/object.ts';
import { asObject } from './json-shape.ts';
import { POD_TEMPLATES, type PodTemplateRow } from './pod-template-table.ts';

/** `at` leads to a pod template (which has `.spec`), or with `podSpecOnly` to a pod spec whose rest an operator adds. */
interface PodPlace {
  readonly at: Path;
  readonly podSpecOnly: boolean;
}

export interface PodPlaces {
  readonly pods: readonly PodPlace[];
  /** Single containers outside any pod spec. */
  readonly containers: readonly Path[];
  /** Single fields that reach a pod. */
  readonly fields: readonly Path[];
}

const BUILT_IN: readonly PodTemplateRow[] = [
  { group: '', kind: 'Pod', paths: [''] },
  { group: '', kind: 'PodTemplate', paths: ['template'] },
  { group: '', kind: 'ReplicationController', paths: ['spec.template'] },
  { group: 'batch', kind: 'Job', paths: ['spec.template'] },
  { group: 'batch', kind: 'CronJob', paths: ['spec.jobTemplate.spec.template'] },
  ...['apps', 'extensions'].flatMap((group) =>
    ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].map((kind) => ({ group, kind, paths: ['spec.template'] })),
  ),
  { group: 'apps.openshift.io', kind: 'DeploymentConfig', paths: ['spec.template'] },
];

const NOWHERE: PodPlaces = { pods: [], containers: [], fields: [] };

const ROWS = new Map([...BUILT_IN, ...POD_TEMPLATES].map((row) => [`${row.group}/${row.kind}`, row]));

/** The places of one object where something stands; never a path that leads nowhere. */
export function findPods(identity: Pick<ObjectIdentity, 'group' | 'kind'>, value: JsonObject): PodPlaces {
  const row = ROWS.get(`${identity.group}/${identity.kind}`);
  if (row === undefined) return NOWHERE;
  return {
    pods: [
      ...places(value, row.paths).map((at) => ({ at, podSpecOnly: false })),
      ...places(value, row.podSpecPaths).map((at) => ({ at, podSpecOnly: true })),
    ],
    containers: [
      ...places(value, row.containerPaths),
      ...places(
        value,
        row.containerListPaths?.map((path) => `${path}[*]`),
      ),
    ],
    fields: places(value, row.fieldPaths),
  };
}

function places(value: JsonObject, patterns: readonly string[] = []): Path[] {
  return patterns.flatMap((pattern) => expand(value, steps(pattern), []));
}

function steps(pattern: string): readonly string[] {
  return pattern === '' ? [] : pattern.replaceAll('[*]', '.[*]').split('.');
}

function expand(value: Json | undefined, rest: readonly string[], at: Path): Path[] {
  const [step, ...after] = rest;
  if (value === undefined || value === null) return [];
  if (step === undefined) return [at];
  if (step === '[*]') return Array.isArray(value) ? value.flatMap((item: Json, index) => expand(item, after, [...at, index])) : [];
  const object = asObject(value);
  if (object === undefined) return [];
  if (step === '*') return Object.keys(object).flatMap((key) => expand(object[key], after, [...at, key]));
  return Object.hasOwn(object, step) ? expand(object[step], after, [...at, step]) : [];
}
