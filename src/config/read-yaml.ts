import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { knownKeys } from './known-keys.ts';
import { nearestWord } from './nearest-word.ts';

/** What is wrong with a file of ours, and where. */
export interface YamlFault {
  /** From 1. */
  readonly line: number;
  /** One English sentence without its full stop. */
  readonly detail: string;
}

export interface ReadYaml<Value> {
  /** Absent when there is any fault: never half of a file. */
  readonly value?: Value;
  readonly faults: readonly YamlFault[];
  /** Line of what stands at a path, or of the nearest part above it that exists; from 1. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Reads one of tilsyn's own YAML files by its schema: all faults at once, each with its line, and for an unknown key the one that was probably meant. */
export function readYaml<Schema extends z.ZodType>(text: string, schema: Schema): ReadYaml<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const lineOf = (path: readonly PropertyKey[]) => findLine(document, lines, path);
  const broken = document.errors.map((error) => ({ line: lines.linePos(error.pos[0]).line, detail: error.message }));
  if (broken.length > 0) return { faults: broken, lineOf };

  const plain = resolve(document);
  if (plain === undefined) return { faults: [{ line: 1, detail: 'aliases that unfold without end' }], lineOf };
  const parsed = schema.safeParse(plain.value ?? {});
  if (parsed.success) return { value: parsed.data, faults: [], lineOf };
  const faults = parsed.error.issues
    .flatMap((issue) => sentences(issue, schema))
    .map(({ path, detail }) => ({ line: lineOf(path), detail }));
  return { faults, lineOf };
}

/** The reader throws where aliases of aliases would fill the memory. */
function resolve(document: Document): { readonly value: unknown } | undefined {
  try {
    return { value: document.toJS({ maxAliasCount: 50 }) };
  } catch {
    return undefined;
  }
}

interface Sentence {
  readonly path: readonly PropertyKey[];
  readonly detail: string;
}

function sentences(issue: z.core.$ZodIssue, schema: z.ZodType): Sentence[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, detail: `${dotted(issue.path)}: ${issue.message}` }];
  return issue.keys.map((key) => {
    const suggestion = nearestWord(key, knownKeys(schema, issue.path));
    const hint = suggestion === undefined ? '' : `; did you mean \`${suggestion}\`?`;
    return { path: [...issue.path, key], detail: `unknown key \`${key}\`${hint}` };
  });
}

/** A path as people write it; the whole file has none. */
export function dotted(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the file' : `\`${path.map(String).join('.')}\``;
}

function findLine(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const offset = offsetOfKey(parent, path[depth - 1]);
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

/** Offset of the key of a mapping or of the item of a list. */
function offsetOfKey(parent: unknown, step: PropertyKey | undefined): number | undefined {
  const items = (parent as { items?: readonly unknown[] } | null | undefined)?.items;
  if (items === undefined) return undefined;
  if (typeof step === 'number') return (items[step] as { range?: readonly number[] } | undefined)?.range?.[0];
  for (const item of items) {
    const key = (item as { key?: { value?: unknown; range?: readonly number[] } }).key;
    if (key?.value === step) return key?.range?.[0];
  }
  return undefined;
}
