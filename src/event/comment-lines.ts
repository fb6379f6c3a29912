import type { CommandError } from '../model/command.ts';
import { findHiddenLines } from './hidden-text.ts';
import { nestingLimit, readBlocks } from './markdown-blocks.ts';

/** GitHub refuses longer bodies ("body is too long (maximum is 65536 characters)"); no more than that is read in any case. */
export const bodyLimit = 65_536;

export interface CommandLines {
  /** Lines that begin with `/tilsyn` where a person speaks: `line` from 1, `text` what follows the word. */
  readonly lines: readonly { readonly line: number; readonly text: string }[];
  readonly errors: readonly CommandError[];
}

/**
 * Finds the lines of a comment or review body that are commands: at the first column, in prose. What stands in code, in a quotation (with the
 * lines that continue one lazily), in an HTML comment or in a folded part was not said to us and is passed over in silence. A command line
 * with characters that show something else than they are is an error.
 */
export function findCommandLines(body: string): CommandLines {
  if (!/^\/tilsyn(?=\s|$)/m.test(body)) return { lines: [], errors: [] };
  if (body.length > bodyLimit) return { lines: [], errors: [{ line: 1, code: 'too-long', params: { limit: bodyLimit } }] };
  const texts = body.split(/\r\n|\n|\r/);
  const { segments, tooDeepAt } = readBlocks(texts);
  if (tooDeepAt !== undefined) return { lines: [], errors: [{ line: tooDeepAt, code: 'too-many', params: { limit: nestingLimit } }] };
  const hidden = findHiddenLines(segments);
  const prose = segments.flatMap((segment) => segment.lines.filter((line) => line.prose && !hidden.has(line.line)));
  const lines = prose.flatMap(({ line }) => readCommandLine(line, texts[line - 1] ?? ''));
  return { lines, errors: lines.flatMap(({ line, text }) => refuseDisguise(line, text)) };
}

function readCommandLine(line: number, text: string): readonly { readonly line: number; readonly text: string }[] {
  return /^\/tilsyn(?=\s|$)/.test(text) ? [{ line, text: text.slice('/tilsyn'.length) }] : [];
}

/** Control, format (bidirectional, zero width, tags), separator and lone surrogate characters: Unicode TR36 section 2.5. */
const disguise = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

function refuseDisguise(line: number, text: string): readonly CommandError[] {
  const found = disguise.exec(text.replaceAll('\t', ' '))?.[0];
  if (found === undefined) return [];
  const value = `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return [{ line, code: 'bad-value', params: { flag: '/tilsyn', value, expected: 'U+0020–U+007E, æ ø å …' } }];
}
