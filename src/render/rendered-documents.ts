import type { Json, JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import { readManifests } from '../yaml/read.ts';
import { findIncomplete, renderPlain } from './plain.ts';

/** One document that a chart or kustomization made, and the file of the tree that it came from; empty where none is known. */
export interface MadeDocument {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface MadeObjects {
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly Problem[];
}

/** Reads what was made exactly as plain manifests are read. A line of it is no line of a file, so problems name the file alone. */
export function readMade(root: string, documents: readonly MadeDocument[]): MadeObjects {
  const made = documents.map(({ file, bytes }, document) => {
    const manifests = readManifests(file, asPartOfStream(bytes));
    const objects = renderPlain(file, root, manifests.documents).map((object) => place(object, document));
    const problems = [...manifests.problems, ...findIncomplete(file, manifests.documents), ...findStrays(manifests.documents)];
    return { objects, problems: problems.map((problem) => atRoot(problem, root, file)) };
  });
  return { objects: made.flatMap(({ objects }) => objects), problems: made.flatMap(({ problems }) => problems) };
}

/** Helm and Kustomize write one stream of YAML; a document that begins with a brace is YAML in there, whatever a file of its own would be. */
export function asPartOfStream(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(MARK.length + bytes.length);
  whole.set(MARK);
  whole.set(bytes, MARK.length);
  return whole;
}

const MARK = new TextEncoder().encode('---\n');

function place(object: RenderedObject, document: number): RenderedObject {
  return { ...object, origin: { ...object.origin, document, rendered: true } };
}

function atRoot({ code, params }: Problem, root: string, file: string): Problem {
  return { code, root, ...(file === '' ? {} : { file }), params };
}

/** A text or a list among the manifests of a render is applied by nobody: something was meant and is not there. */
function findStrays(documents: readonly { readonly value: Json }[]): readonly Problem[] {
  return documents.some(({ value }) => !isObject(value) || (!isObject(value.metadata) && !hasType(value)))
    ? [{ code: 'manifest-incomplete', params: { field: 'kind' } }]
    : [];
}

function hasType(value: JsonObject): boolean {
  return typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
