import { asList, asText, field } from '../evaluate/json-shape.ts';
import { findPods } from '../evaluate/pod-templates.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Component } from './component.ts';
import { entersAs, isUnchanged } from './containers.ts';
import { bringsCode, isScripted } from './foreign-code.ts';
import { imageRepository } from './image-repository.ts';
import { valueAt } from './need-path.ts';
import { matchesName } from './recognise.ts';

/** A service account as a binding names it. */
export interface Account {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** An object's value on the base, which vouches for what its scripts say. */
export type Earlier = (object: RenderedObject) => JsonObject | undefined;

/** Whether an account runs the component's pods and no others, as far as the run shows. */
export type AccountCheck = (account: Account, names: readonly string[], component: Component) => boolean;

/** Indexes the run's pods by the account that they run under. A name alone proves nothing: whoever runs a pod under an account has its rights. */
export function checkAccounts(objects: readonly RenderedObject[], earlier: Earlier): AccountCheck {
  const byName = new Map<string, PodUnderAccount[]>();
  for (const pod of objects.flatMap((object) => podsOf(object, earlier))) {
    const key = keyOf(pod.cluster, pod.name);
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [pod]);
    else known.push(pod);
  }
  const judged = new Map<string, boolean>();
  return (account, names, component) => {
    if (!names.some((pattern) => matchesName(pattern, account.name))) return false;
    const key = keyOf(component.id, account.cluster, account.namespace, account.name);
    const known = judged.get(key);
    if (known !== undefined) return known;
    const pods = byName.get(keyOf(account.cluster, account.name)) ?? [];
    // A manifest without a namespace may be deployed to any.
    const own = pods.filter(({ namespace }) => namespace === account.namespace || namespace === '' || account.namespace === '');
    const answer = own.every((pod) => isOwnPod(pod, component));
    judged.set(key, answer);
    return answer;
  };
}

/** Whether a workload runs the component's images and nothing else. */
export function runsOwnPods(workload: RenderedObject, component: Component, earlier: Earlier): boolean {
  return podsOf(workload, earlier).every((pod) => isOwnPod(pod, component));
}

interface PodUnderAccount extends Account {
  readonly spec: Json;
  /** The spec of the same pod on the base. */
  readonly before: Json | undefined;
}

function podsOf(object: RenderedObject, earlier: Earlier): readonly PodUnderAccount[] {
  const { identity, value } = object;
  const { cluster, namespace } = identity;
  const base = earlier(object);
  return findPods(identity, value).pods.map(({ at, podSpecOnly }) => {
    const place = podSpecOnly ? at : [...at, 'spec'];
    const spec = valueAt(value, place);
    const name = asText(field(spec, 'serviceAccountName')) ?? asText(field(spec, 'serviceAccount')) ?? 'default';
    return { cluster, namespace, name, spec, before: base && valueAt(base, place) };
  });
}

const LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

function isOwnPod({ spec, before }: PodUnderAccount, component: Component): boolean {
  const containers = LISTS.flatMap((list) => asList(field(spec, list)).map((one) => ({ list, one })));
  return containers.length > 0 && containers.every(({ list, one }) => isOwnContainer(one, list, spec, before, component));
}

/** Images for which entry points are known must use one; the component's others must keep their own, so that they run what they are made for. */
function isOwnContainer(one: Json, list: string, spec: Json, before: Json | undefined, component: Component): boolean {
  const reference = asText(field(one, 'image'));
  if (reference === undefined || bringsCode(one as JsonObject, field(spec, 'volumes'))) return false;
  const image = imageRepository(reference);
  if (isScripted(one as JsonObject) && !isUnchanged(list, one as JsonObject, image, before)) return false;
  const known = component.parts.filter(({ entrypoints }) => entrypoints !== undefined && Object.hasOwn(entrypoints, image));
  if (known.length > 0) return known.some(({ entrypoints }) => entersAs(entrypoints, image, one as JsonObject));
  return component.images.includes(image) && entersAs({ [image]: [null] }, image, one as JsonObject);
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
