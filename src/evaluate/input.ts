import type { JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import { writeJson } from '../yaml/json-bytes.ts';
import { decodeTexts } from './decoded.ts';
import { findEmbedded } from './embedded.ts';
import { asObject, asText, field } from './json-shape.ts';
import { findNames } from './names.ts';
import type { ObjectContext } from './object-context.ts';
import { findPods } from './pod-templates.ts';
import { relate } from './related.ts';

/** One question to the policies: `json` holds `count` objects, of which the first is `objects[first]` of the run. */
export interface Batch {
  readonly first: number;
  readonly count: number;
  readonly json: Uint8Array<ArrayBuffer>;
}

export interface InputOptions {
  readonly kubernetesVersion: string;
  readonly parameters: JsonObject;
  readonly contextOf: (object: RenderedObject) => ObjectContext;
}

/** 200 objects a call cost as little as 1,000, and keep memory and deadlines small. */
const MAX_OBJECTS = 200;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;
/** The API server takes requests of 3 MiB and etcd values of 1.5 MiB: what is larger by far exists in no cluster. */
const MAX_OBJECT_BYTES = 8 * 1024 * 1024;

/** Writes the batches one after another, so that the next can be written while one is judged. An object that cannot be asked about is a problem. */
export function* writeBatches(objects: readonly RenderedObject[], options: InputOptions): Generator<Batch | Problem, void> {
  const related = relate(objects);
  const names = findNames(objects);
  let entries: Uint8Array[] = [];
  let bytes = 0;
  let first = 0;
  for (const [index, object] of objects.entries()) {
    const decoded = decodeTexts(object.identity, object.value);
    const entry = writeJson({
      object: object.value,
      applied: !isHelmTest(object),
      ...findPods(object.identity, object.value),
      ...options.contextOf(object),
      related: related(object),
      names: names(object),
      decoded,
      documents: findEmbedded(object.identity, object.value, decoded),
    } as unknown as JsonObject);
    if (entry.byteLength > MAX_OBJECT_BYTES) {
      yield tooLarge(object, entry.byteLength);
      if (entries.length > 0) yield batch(entries, first, options);
      [entries, bytes, first] = [[], 0, index + 1];
      continue;
    }
    if (entries.length === MAX_OBJECTS || (entries.length > 0 && bytes + entry.byteLength > MAX_BATCH_BYTES)) {
      yield batch(entries, first, options);
      [entries, bytes, first] = [[], 0, index];
    }
    entries.push(entry);
    bytes += entry.byteLength;
  }
  if (entries.length > 0) yield batch(entries, first, options);
}

/** Test hooks run when somebody asks `helm test` and are applied by nobody else; only what Helm itself renders knows hooks. */
function isHelmTest({ root, value }: RenderedObject): boolean {
  if (!root.startsWith('helm:')) return false;
  const hooks = asText(field(field(asObject(field(value, 'metadata')), 'annotations'), 'helm.sh/hook'));
  return hooks?.split(',').every((hook) => /^test(-success|-failure)?$/.test(hook.trim())) ?? false;
}

function tooLarge({ identity, origin, root }: RenderedObject, found: number): Problem {
  const what = `bytes of ${identity.kind}/${identity.name}`;
  return { code: 'limit-exceeded', root, file: origin.file, params: { what, limit: MAX_OBJECT_BYTES, found } };
}

function batch(entries: readonly Uint8Array[], first: number, options: InputOptions): Batch {
  const head = { kubernetesVersion: options.kubernetesVersion, parameters: options.parameters, objects: [] };
  const shell = writeJson(head);
  const parts: Uint8Array[] = [shell.subarray(0, -2)];
  for (const [index, entry] of entries.entries()) parts.push(...(index === 0 ? [entry] : [COMMA, entry]));
  parts.push(shell.subarray(-2));
  return { first, count: entries.length, json: concatenate(parts) };
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
