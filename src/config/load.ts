import { createHash } from 'node:crypto';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '../model/root.ts';
import { nearestWord } from './nearest-word.ts';
import { type Configuration, configurationSchema } from './schema.ts';

export const configurationPath = '.github/tilsyn.yml';

export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** SHA-256 of the bytes that were in force, hex; of nothing when there is no file. */
  readonly digest: string;
  readonly present: boolean;
  /** Empty when the file is sound. When it is not, `configuration` is the strict default and nothing of the file is used. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the text of `.github/tilsyn.yml`; `undefined` means there is none. What is wrong with it comes back as problems with file and line, all
 * of them at once, and the defaults take its place: a broken configuration never loosens anything.
 */
export function loadConfiguration(text: string | undefined, file: string = configurationPath): LoadedConfiguration {
  const digest = createHash('sha256')
    .update(text ?? '')
    .digest('hex');
  if (text === undefined) return { configuration: configurationSchema.parse({}), digest, present: false, problems: [] };

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const broken = document.errors.map((error) => invalid(file, lines.linePos(error.pos[0]).line, error.message));
  if (broken.length > 0) return { configuration: configurationSchema.parse({}), digest, present: true, problems: broken };

  const parsed = configurationSchema.safeParse(document.toJS({ maxAliasCount: 50 }) ?? {});
  if (parsed.success) return { configuration: parsed.data, digest, present: true, problems: [] };
  const problems = parsed.error.issues.flatMap((issue) =>
    sentences(issue).map(({ path, detail }) => invalid(file, lineOf(document, lines, path), detail)),
  );
  return { configuration: configurationSchema.parse({}), digest, present: true, problems };
}

function invalid(file: string, line: number, detail: string): Problem {
  return { code: 'config-invalid', file, line, params: { detail } };
}

interface Sentence {
  readonly path: readonly PropertyKey[];
  readonly detail: string;
}

function sentences(issue: z.core.$ZodIssue): Sentence[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, detail: `${dotted(issue.path)}: ${issue.message}` }];
  return issue.keys.map((key) => {
    const suggestion = nearestWord(key, knownKeys(issue.path));
    const hint = suggestion === undefined ? '' : `; did you mean \`${suggestion}\`?`;
    return { path: [...issue.path, key], detail: `unknown key \`${key}\`${hint}` };
  });
}

function dotted(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the file' : `\`${path.map(String).join('.')}\``;
}

/** Keys that the default configuration has at this place: every object of it is written out in full. */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  let place: unknown = configurationSchema.parse({});
  for (const step of path) place = typeof place === 'object' && place !== null ? (place as Record<PropertyKey, unknown>)[step] : undefined;
  return typeof place === 'object' && place !== null ? Object.keys(place) : [];
}

function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: readonly PropertyKey[]): number {
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
