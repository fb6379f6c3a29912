import type { JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import { writeJson } from '../yaml/json-bytes.ts';
import { type Batch, type Entry, type InputOptions, packBatches } from './batch.ts';
import { decodeTexts } from './decoded.ts';
import { findEmbedded } from './embedded.ts';
import { asObject, asText, field } from './json-shape.ts';
import { findNames } from './names.ts';
import { findPods } from './pod-templates.ts';
import { relate } from './related.ts';

/** The API server takes requests of 3 MiB and etcd values of 1.5 MiB: what is larger by far exists in no cluster. */
const MAX_OBJECT_BYTES = 8 * 1024 * 1024;

/** Says of an object of the run all that rules may ask about it. */
export type Describe = (object: RenderedObject) => JsonObject;

/** Writes the batches one after another, so that the next can be written while one is judged. An object that cannot be asked about is a problem. */
export function writeBatches(
  objects: readonly RenderedObject[],
  options: InputOptions,
  describe: Describe = openEntries(objects, options),
): Iterable<Batch | Problem> {
  const entries = function* (version: string): Generator<Entry | Problem, void> {
    for (const [index, object] of objects.entries())
      if (versionFor(object, options) === version) yield writeEntry(index, object, describe(object));
  };
  return (function* () {
    for (const version of new Set(objects.map((object) => versionFor(object, options))))
      yield* packBatches(entries(version), 'object', { ...options, kubernetesVersion: version });
  })();
}

/** Each question is about one version of Kubernetes. */
function versionFor({ identity }: RenderedObject, { kubernetesVersion, versionOf }: InputOptions): string {
  return versionOf?.(identity.cluster) ?? kubernetesVersion;
}

/** What is said of one object, as JSON, or that it is too large. */
export function writeEntry(index: number, object: RenderedObject, description: JsonObject): Entry | Problem {
  const json = writeJson(description);
  return json.byteLength > MAX_OBJECT_BYTES ? tooLarge(object, json.byteLength) : { index, json };
}

/** Indexes the run once, and remembers what it said of an object: it is asked for by itself and with its whole cluster. */
export function openEntries(objects: readonly RenderedObject[], { contextOf }: InputOptions): Describe {
  const related = relate(objects);
  const names = findNames(objects);
  const said = new Map<RenderedObject, JsonObject>();
  return (object) => {
    const known = said.get(object);
    if (known !== undefined) return known;
    const decoded = decodeTexts(object.identity, object.value);
    const description = {
      object: object.value,
      applied: !isHelmTest(object),
      ...findPods(object.identity, object.value),
      ...contextOf(object),
      related: related(object),
      names: names(object),
      decoded,
      documents: findEmbedded(object.identity, object.value, decoded),
    } as unknown as JsonObject;
    said.set(object, description);
    return description;
  };
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
