import type { Entrypoint } from '../model/control.ts';
import type { JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import { writeJson } from '../yaml/json-bytes.ts';
import type { ObjectContext } from './object-context.ts';

/** One question to the policies. The objects in it are those of the run at `indexes`, in this order. */
export interface Batch {
  readonly entrypoint: Entrypoint;
  readonly indexes: readonly number[];
  /** Index of the object that stands for the cluster itself, where the question is about all of it. */
  readonly cluster?: number;
  readonly json: Uint8Array<ArrayBuffer>;
}

export interface InputOptions {
  readonly kubernetesVersion: string;
  /** That of a named cluster; left out, all have the same. */
  readonly versionOf?: (cluster: string) => string;
  readonly parameters: JsonObject;
  /** The day of the judgement, `2026-11-24` in UTC; left out, rules about dates say that they cannot tell. */
  readonly today?: string;
  readonly contextOf: (object: RenderedObject) => ObjectContext;
}

/** One object's part of a question, as JSON; `index` is its place in the run. */
export interface Entry {
  readonly index: number;
  readonly json: Uint8Array;
}

/** The module compiles its expressions anew for each question. 400 objects a question cost as little as 800, and keep memory and deadlines small. */
const MAX_OBJECTS = 400;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

/** Packs entries as they come into questions of a size that the policies answer quickly. Problems among them are handed on. */
export function* packBatches(
  entries: Iterable<Entry | Problem>,
  entrypoint: Entrypoint,
  options: InputOptions,
): Generator<Batch | Problem, void> {
  let waiting: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if ('code' in entry) {
      yield entry;
      continue;
    }
    if (waiting.length === MAX_OBJECTS || (waiting.length > 0 && bytes + entry.json.byteLength > MAX_BATCH_BYTES)) {
      yield packBatch(waiting, entrypoint, options);
      [waiting, bytes] = [[], 0];
    }
    waiting.push(entry);
    bytes += entry.json.byteLength;
  }
  if (waiting.length > 0) yield packBatch(waiting, entrypoint, options);
}

/** Puts entries into one question. */
export function packBatch(
  entries: readonly Entry[],
  entrypoint: Entrypoint,
  { kubernetesVersion, parameters, today = '' }: InputOptions,
): Batch {
  const shell = writeJson({ kubernetesVersion, parameters, today, objects: [] });
  const parts: Uint8Array[] = [shell.subarray(0, -2)];
  for (const [place, { json }] of entries.entries()) parts.push(...(place === 0 ? [json] : [COMMA, json]));
  parts.push(shell.subarray(-2));
  return { entrypoint, indexes: entries.map(({ index }) => index), json: concatenate(parts) };
}

const COMMA = new Uint8Array([0x2c]);

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
