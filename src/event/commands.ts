import type { Command, CommandError } from '../model/command.ts';
import { findCommandLines } from './comment-lines.ts';
import { parseCommand } from './parse-command.ts';

/** Commands in one comment or review; more than a person needs, fewer than a flood. */
export const commandLimit = 5;

export interface ParsedCommands {
  /** Empty as soon as there is one error: of a comment that was not wholly understood nothing is executed. */
  readonly commands: readonly { readonly line: number; readonly command: Command }[];
  readonly errors: readonly CommandError[];
}

/** Reads all `/tilsyn …` commands of a comment or review body. Never throws; a body without commands gives neither commands nor errors. */
export function parseCommands(body: string): ParsedCommands {
  const { lines, errors: disguised } = findCommandLines(body);
  if (disguised.length > 0) return { commands: [], errors: disguised.slice(0, commandLimit) };
  const surplus = lines[commandLimit];
  if (surplus !== undefined) return { commands: [], errors: [{ line: surplus.line, code: 'too-many', params: { limit: commandLimit } }] };
  const parsed = lines.map(({ line, text }) => ({ line, result: parseCommand(text) }));
  const errors = parsed.flatMap(({ line, result }) => ('errors' in result ? result.errors.map((error) => ({ line, ...error })) : []));
  if (errors.length > 0) return { commands: [], errors };
  return { commands: parsed.flatMap(({ line, result }) => ('command' in result ? [{ line, command: result.command }] : [])), errors: [] };
}
