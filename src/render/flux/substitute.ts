import type { Json, JsonObject } from '../../model/json.ts';
import type { RenderedObject } from '../../model/object.ts';
import type { Assumption } from '../../model/report.ts';
import type { Problem, Root } from '../../model/root.ts';
import { readManifests } from '../../yaml/read.ts';
import { digestOf, isObject, section } from '../graph/value.ts';
import { SEED } from '../made-twice.ts';
import { asPartOfStream, readMade } from '../rendered-documents.ts';
import { listSome, type RenderTools, type RootRender, renderOnce } from '../root-render.ts';
import { findUses, type Variables } from './variables.ts';

/**
 * Fills the variables in, object by object, as kustomize-controller does after the build. A variable whose value is not known here keeps its own name,
 * `${name}`: controls take such a text for a reference and not for a value. Where a text could hide what it stands for, the root is only partly rendered.
 */
export async function substituteDocuments(
  root: Root,
  documents: readonly Uint8Array[],
  variables: Variables,
  tools: RenderTools,
): Promise<RootRender> {
  const texts = documents.map((bytes) => new TextDecoder().decode(bytes));
  const taking = texts.flatMap((text, index) => (text.includes('${') && !isOptedOut(documents[index] as Uint8Array, text) ? [index] : []));
  const uses = taking.flatMap((index) => findUses(texts[index] ?? ''));
  const { known, encrypted, absent } = variables;
  const isUnknown = (name: string): boolean => !Object.hasOwn(known, name) && (encrypted.has(name) || absent.length > 0);
  const unknown = [...new Set(uses.map(({ name }) => name).filter(isUnknown))].sort();
  const vars = { ...known, ...Object.fromEntries(unknown.map((name) => [name, `\${${name}}`])) };

  const files = taking.map((index) => {
    const bytes = documents[index] as Uint8Array;
    return { path: `${index}.yaml`, oid: digestOf(texts[index]), bytes };
  });
  const job = { kind: 'envsubst' as const, texts: files.map(({ path }) => path), vars, strict: false };
  const filled =
    taking.length === 0 ? undefined : await renderOnce(files, job, SEED, tools, () => tools.engine.substitute(files, job, SEED));
  if (filled !== undefined && 'problem' in filled)
    return { objects: [], problems: [{ ...filled.problem, root: root.id }], assumptions: [] };
  const made = [...documents];
  for (const [at, index] of taking.entries()) made[index] = filled?.documents[at] ?? new Uint8Array();

  const { objects, problems } = readMade(
    root.id,
    made.map((bytes) => ({ file: '', bytes })),
  );
  const cut = uses.filter(({ name, isPlain }) => !isPlain && isUnknown(name)).map(({ name }) => name);
  const hiding = unknown.length === 0 ? [] : objects.flatMap(({ value }) => [...findHidden(value, new Set(unknown))]);
  return {
    objects,
    problems: [...problems, ...lose(root, [...new Set([...cut, ...hiding])])],
    assumptions: unknown.length === 0 ? [] : [assume(root, unknown, variables)],
  };
}

/** Objects that ask to be left as they are, by label or annotation. */
function isOptedOut(bytes: Uint8Array, text: string): boolean {
  if (!text.includes('kustomize.toolkit.fluxcd.io/substitute')) return false;
  const metadata = section(readManifests('', asPartOfStream(bytes)).documents[0]?.value, 'metadata');
  return ['labels', 'annotations'].some((field) => section(metadata, field)['kustomize.toolkit.fluxcd.io/substitute'] === 'disabled');
}

/** Fields that hold structure and that a variable can fill in whole: what is in there is then not seen by any control. */
const STRUCTURES =
  /^(apiVersion|kind|metadata|spec|template|containers|initContainers|ephemeralContainers|securityContext|capabilities|add|drop|volumes|volumeMounts|env|envFrom|ports|rules|roleRef|subjects|apiGroups|resources|verbs|ingress|egress|from|to|podSelector|hostPath|tls|data|stringData|webhooks|hosts|listeners|values|items)$/;

/** Variables that stand for a whole structure. A text with a name left in it where a list is expected would read as no list at all. */
function* findHidden(value: Json, unknown: ReadonlySet<string>, key = ''): Generator<string> {
  if (typeof value === 'string') {
    const name = /^\s*\$\{([A-Za-z_]\w*)\}\s*$/.exec(value)?.[1];
    if (name !== undefined && unknown.has(name) && STRUCTURES.test(key)) yield name;
  } else if (Array.isArray(value)) {
    // A list of objects may get a whole object; one of texts holds texts.
    for (const inner of value as readonly Json[])
      yield* findHidden(inner, unknown, /^(containers|initContainers|rules|subjects|volumes)$/.test(key) ? key : '');
  } else if (isObject(value)) for (const [field, inner] of Object.entries(value)) yield* findHidden(inner, unknown, field);
}

function lose(root: Root, names: readonly string[]): readonly Problem[] {
  return names.length === 0
    ? []
    : [{ code: 'root-partial', root: root.id, params: { missing: listSome(names.map((name) => `\${${name}}`)) } }];
}

function assume(root: Root, names: readonly string[], { absent, encrypted }: Variables): Assumption {
  const sources = [...absent, ...(names.some((name) => encrypted.has(name)) ? ['SOPS'] : [])];
  return { code: 'variables-unknown', params: { root: root.id, names: listSome(names), sources: listSome(sources) } };
}

/** Labels and annotations that the Kustomization gives all of its objects; they win over those of the object. */
export function addCommonMetadata(object: RenderedObject, common: JsonObject): RenderedObject {
  const metadata = section(object.value, 'metadata');
  const added = ['labels', 'annotations'].flatMap((field) =>
    Object.keys(section(common, field)).length === 0 ? [] : [[field, { ...section(metadata, field), ...section(common, field) }] as const],
  );
  if (added.length === 0) return object;
  return { ...object, value: { ...object.value, metadata: { ...metadata, ...Object.fromEntries(added) } } };
}
