import { readFileSync } from 'node:fs';

export type Schema = { readonly [key: string]: unknown };

export interface Slice {
  readonly paths: Readonly<Record<string, Readonly<Record<string, SliceOperation>>>>;
  readonly webhooks: Readonly<Record<string, { readonly content: Content }>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>>; readonly responses: Readonly<Record<string, SliceResponse>> };
}

export interface SliceOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, SliceResponse>>;
}

export interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
  readonly 'x-multi-segment'?: boolean;
}

export interface SliceResponse {
  readonly $ref?: string;
  readonly content?: Content;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

/** The excerpt of GitHub's document, with OpenAPI's `nullable` put in the words of JSON Schema. */
export function loadSlice(): Slice {
  return repair(JSON.parse(readFileSync(new URL('slice.json', import.meta.url), 'utf8'))) as Slice;
}

/** Where GitHub's own answers break GitHub's own description, each with its reason. The validator passes these and nothing like them. */
export const schemaFaults: readonly { readonly operation: RegExp; readonly fault: RegExp; readonly because: string }[] = [
  {
    operation: /^pulls\/.*comment/,
    fault: /^(\/\d+)?\/position must be integer$/,
    because: 'an outdated comment has no position any more: GitHub sends null',
  },
];

/** `nullable` is no JSON Schema: beside a type it becomes a second type, beside a reference or a choice one more choice. */
function repair(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(repair);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, repair(value)]));
  if (nullable !== true) return nullable === undefined || nullable === false ? rest : { ...rest, nullable };
  return { anyOf: [rest, { type: 'null' }] };
}
