import { nearestWord } from '../config/nearest-word.ts';
import type { CommandError } from '../model/command.ts';
import type { Word } from './command-words.ts';

/** What is wrong with a command, without the line that it stands on. */
export type Mistake = Omit<CommandError, 'line'>;

export const verbs = ['waive', 'approve', 'deny', 'revoke', 'renew', 'break-glass', 'explain', 'status', 'recheck', 'help'] as const;
export type Verb = (typeof verbs)[number];

const flagsOf: Readonly<Record<Verb, readonly string[]>> = {
  waive: ['--object', '--container', '--expires', '--category', '--reason', '--ticket', '--compensating'],
  approve: ['--reason'],
  deny: ['--reason'],
  revoke: ['--reason'],
  renew: ['--expires', '--reason'],
  'break-glass': ['--ticket', '--reason'],
  explain: [],
  status: [],
  recheck: [],
  help: [],
};

/** Words that other bots use for the same thing. */
const otherFlags: Readonly<Record<string, string>> = {
  '--resource': '--object',
  '--until': '--expires',
  '--expiry': '--expires',
  '--because': '--reason',
  '--justification': '--reason',
};

/** The words of one command, taken one after another by the readers below, each of which notes what is wrong. */
export interface Line {
  readonly verb: Verb;
  readonly positional: string[];
  readonly flags: ReadonlyMap<string, string>;
}

export function readFlags(verb: Verb, words: readonly Word[], mistakes: Mistake[]): Line {
  const positional: string[] = [];
  const flags = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (word.quoted || !word.text.startsWith('--')) {
      positional.push(word.text);
      continue;
    }
    const value = words[at + 1];
    const hasValue = value !== undefined && (value.quoted || !value.text.startsWith('--'));
    if (hasValue) at += 1;
    if (!flagsOf[verb].includes(word.text)) mistakes.push(unknownFlag(verb, word.text));
    else if (!hasValue) mistakes.push({ code: 'missing-argument', params: { argument: word.text, verb } });
    else if (flags.has(word.text)) mistakes.push({ code: 'repeated-flag', params: { flag: word.text } });
    else flags.set(word.text, value.text.trim());
  }
  return { verb, positional, flags };
}

export function unknownFlag(verb: Verb, flag: string, known: readonly string[] = flagsOf[verb]): Mistake {
  const bare = flag.replace(/=.*$/s, '');
  const other = Object.hasOwn(otherFlags, bare) ? otherFlags[bare] : undefined;
  const suggestion = other !== undefined && known.includes(other) ? other : known.includes(bare) ? bare : nearestWord(bare, known);
  return { code: 'unknown-flag', params: { flag: show(flag), verb, suggestion: suggestion ?? '' } };
}

export function readFlag<T>(
  line: Line,
  flag: string,
  parse: (word: string) => T | undefined,
  expected: string,
  mistakes: Mistake[],
  required = false,
): T | undefined {
  const word = line.flags.get(flag);
  if (word === undefined) {
    const noted = mistakes.some(({ code, params }) => code === 'missing-argument' && params.argument === flag);
    if (required && !noted) mistakes.push({ code: 'missing-flag', params: { flag, verb: line.verb } });
    return undefined;
  }
  const value = parse(word);
  if (value === undefined) mistakes.push({ code: 'bad-value', params: { flag, value: show(word), expected } });
  return value;
}

export function takeArgument<T>(
  line: Line,
  argument: string,
  parse: (word: string) => T | undefined,
  expected: string,
  mistakes: Mistake[],
): T | undefined {
  const word = line.positional.shift();
  if (word === undefined) {
    mistakes.push({ code: 'missing-argument', params: { argument, verb: line.verb } });
    return undefined;
  }
  const value = parse(word);
  if (value === undefined) mistakes.push({ code: 'bad-value', params: { flag: argument, value: show(word), expected } });
  return value;
}

export function refuseRest(line: Line, mistakes: Mistake[]): void {
  for (const word of line.positional) mistakes.push({ code: 'unexpected-argument', params: { word: show(word), verb: line.verb } });
}

/** What a person wrote, capped for the answer that names it. */
export function show(word: string): string {
  return word.length > 60 ? `${word.slice(0, 59)}…` : word;
}
