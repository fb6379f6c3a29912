import { canonicalJson } from '../evaluate/fingerprint.ts';
import { asList, asText, field } from '../evaluate/json-shape.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { ComponentPart } from './component.ts';
import { bringsCode, isScripted, scriptOf } from './foreign-code.ts';
import { imageRepository } from './image-repository.ts';

/** One container of a workload that was recognised. */
export interface Container {
  readonly list: string;
  readonly index: number;
  readonly value: JsonObject;
  /** Repository of its image, in full; empty where there is none. */
  readonly image: string;
  /** Whether it runs a listed image by a listed entry point, and nothing else. */
  readonly listed: boolean;
}

export interface Pod {
  readonly spec: JsonObject;
  readonly containers: readonly Container[];
  /** A field of the whole pod profits every container of it, so every one must be the component's. */
  readonly allListed: boolean;
}

const LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const;

/** Where the pods of every kind that is a part stand. */
export const POD_SPEC: Path = ['spec', 'template', 'spec'];

/**
 * Reads the pod of a workload.
 *
 * @param before the same object on the base: what a script is allowed to say. Undefined when the base has none, or there is no base.
 */
export function readPod(part: ComponentPart, value: JsonObject, before: JsonObject | undefined): Pod | undefined {
  const spec = podSpec(value);
  if (spec === undefined) return undefined;
  const earlier = before === undefined ? undefined : podSpec(before);
  const containers = LISTS.flatMap((list) =>
    asList(field(spec, list)).map((one, index) => readContainer(list, index, one, spec, earlier, part)),
  );
  return { spec, containers, allListed: containers.length > 0 && containers.every(({ listed }) => listed) };
}

function podSpec(value: JsonObject): JsonObject | undefined {
  const spec = field(field(field(value, 'spec'), 'template'), 'spec');
  return typeof spec === 'object' && spec !== null && !Array.isArray(spec) ? (spec as JsonObject) : undefined;
}

function readContainer(
  list: string,
  index: number,
  one: Json,
  spec: JsonObject,
  earlier: JsonObject | undefined,
  part: ComponentPart,
): Container {
  const value = typeof one === 'object' && one !== null && !Array.isArray(one) ? (one as JsonObject) : {};
  const reference = asText(field(value, 'image'));
  const image = reference === undefined ? '' : imageRepository(reference);
  const listed =
    entersAs(part.entrypoints, image, value) &&
    !bringsCode(value, field(spec, 'volumes')) &&
    (!isScripted(value) || isUnchanged(list, value, image, earlier));
  return { list, index, value, image, listed };
}

/** Whether the image is listed and enters by a program listed for it. */
export function entersAs(entrypoints: ComponentPart['entrypoints'], image: string, container: JsonObject): boolean {
  if (entrypoints === undefined || !Object.hasOwn(entrypoints, image)) return false;
  const command = field(container, 'command') ?? [];
  if (!Array.isArray(command)) return false;
  const [program = null] = command as readonly Json[];
  return (entrypoints[image] ?? []).some((entry) => entry === program);
}

/** Whether the base's pod has the container with the same words: then they were looked at when they were merged. */
export function isUnchanged(list: string, value: JsonObject, image: string, earlier: Json | undefined): boolean {
  const before = asList(field(earlier, list)).filter((one) => field(one, 'name') === field(value, 'name'));
  const [only] = before;
  if (only === undefined || before.length > 1) return false;
  const reference = asText(field(only, 'image'));
  if (reference === undefined || imageRepository(reference) !== image) return false;
  return canonicalJson(scriptOf(only as JsonObject)) === canonicalJson(scriptOf(value));
}
