import { nearestWord } from '../config/nearest-word.ts';
import type { Command, WaiveCommand } from '../model/command.ts';
import {
  type Line,
  type Mistake,
  readFlag,
  readFlags,
  refuseRest,
  show,
  takeArgument,
  unknownFlag,
  type Verb,
  verbs,
} from './command-flags.ts';
import {
  isLabel,
  parseControlId,
  parseEmergencyId,
  parseExpiry,
  parseObjectName,
  parseSha,
  parseTicket,
  parseWaiverId,
  reasonMaximum,
  reasonMinimum,
} from './command-values.ts';
import { splitWords } from './command-words.ts';

export type ParsedCommand = { readonly command: Command } | { readonly errors: readonly Mistake[] };

/** Words that other bots use for the same thing. */
const otherVerbs: Readonly<Record<string, string>> = {
  reject: 'deny',
  withdraw: 'revoke',
  exempt: 'waive',
  extend: 'renew',
  prolong: 'renew',
  override: 'waive',
  retry: 'recheck',
  rerun: 'recheck',
  lgtm: 'approve',
};
/**
 * Reads what follows `/tilsyn` on one line:
 *
 *     waive CONTROL --object Kind/namespace/name [--container c] --expires 2026-12-01|30d [--category waiver|mitigated|false-positive]
 *           --reason "…" [--ticket X] [--compensating "…"]
 *     approve SHA            approve WVR-… [SHA]
 *     deny WVR-… --reason "…"     revoke WVR-… --reason "…"
 *     break-glass --ticket INC-1 --reason "…"
 *     approve EMG-… --reason "…"     deny EMG-… --reason "…"
 *     renew WVR-… --expires 2026-12-01|30d --reason "…"
 *     explain CONTROL        status        recheck        help
 *
 * All mistakes of the line are returned together. A line with nothing after `/tilsyn` asks for help.
 */
export function parseCommand(text: string): ParsedCommand {
  const split = splitWords(text);
  const verbWord = /^\s*(\S*)/.exec(text)?.[1] ?? '';
  if ('error' in split) {
    const verb = show(verbWord);
    if (split.error === 'unclosed-quote') return { errors: [{ code: 'unclosed-quote', params: { verb } }] };
    return { errors: [{ code: 'unexpected-argument', params: { word: show(split.word), verb } }] };
  }
  const [first, ...words] = split.words;
  if (first === undefined) return { command: { verb: 'help' } };
  const verb = verbs.find((known) => known === first.text && !first.quoted);
  if (verb === undefined) {
    const suggestion = Object.hasOwn(otherVerbs, first.text) ? otherVerbs[first.text] : nearestWord(first.text, verbs);
    return { errors: [{ code: 'unknown-verb', params: { word: show(first.text), suggestion: suggestion ?? '' } }] };
  }
  const mistakes: Mistake[] = [];
  const line = readFlags(verb, words, mistakes);
  const command = readVerb(verb, line, mistakes);
  return command === undefined || mistakes.length > 0 ? { errors: mistakes.slice(0, mistakesShown) } : { command };
}

/** An answer that lists more helps nobody. */
const mistakesShown = 10;

function readVerb(verb: Verb, line: Line, mistakes: Mistake[]): Command | undefined {
  switch (verb) {
    case 'waive':
      return readWaive(line, mistakes);
    case 'approve':
      return readApprove(line, mistakes);
    case 'deny': {
      const id = takeArgument(line, 'WVR-…', (word) => parseWaiverId(word) ?? parseEmergencyId(word), 'WVR-XXXXXXXXXXXX', mistakes);
      const reason = readReason(line, mistakes);
      refuseRest(line, mistakes);
      if (id === undefined || reason === undefined) return undefined;
      return isEmergency(id) ? { verb: 'review-emergency', id, outcome: 'must-be-mended', reason } : { verb, id, reason };
    }
    case 'break-glass': {
      const ticket = readFlag(line, '--ticket', parseTicket, 'INC-2211', mistakes, true);
      const reason = readReason(line, mistakes);
      refuseRest(line, mistakes);
      return ticket === undefined || reason === undefined ? undefined : { verb, ticket, reason };
    }
    case 'revoke': {
      const id = takeArgument(line, 'WVR-…', parseWaiverId, 'WVR-XXXXXXXXXXXX', mistakes);
      const reason = readReason(line, mistakes);
      refuseRest(line, mistakes);
      return id === undefined || reason === undefined ? undefined : { verb, id, reason };
    }
    case 'renew': {
      const id = takeArgument(line, 'WVR-…', parseWaiverId, 'WVR-XXXXXXXXXXXX', mistakes);
      const expiry = readFlag(line, '--expires', parseExpiry, '2026-12-01 | 30d', mistakes, true);
      const reason = readReason(line, mistakes);
      refuseRest(line, mistakes);
      return id === undefined || expiry === undefined || reason === undefined ? undefined : { verb, id, expiry, reason };
    }
    case 'explain': {
      const control = takeArgument(line, 'CONTROL', parseControlId, 'AUT-01', mistakes);
      refuseRest(line, mistakes);
      return control === undefined ? undefined : { verb, control };
    }
    case 'status':
    case 'recheck':
    case 'help':
      refuseRest(line, mistakes);
      return { verb };
  }
}

function readWaive(line: Line, mistakes: Mistake[]): WaiveCommand | undefined {
  const control = takeArgument(line, 'CONTROL', parseControlId, 'AUT-01', mistakes);
  const object = readFlag(line, '--object', parseObjectName, 'Kind/namespace/name', mistakes, true);
  const container = readFlag(line, '--container', (word) => (isLabel(word) ? word : undefined), 'a-z 0-9 -', mistakes);
  const expiry = readFlag(line, '--expires', parseExpiry, '2026-12-01 | 30d', mistakes, true);
  const category = readFlag(line, '--category', parseCategory, 'waiver | mitigated | false-positive', mistakes);
  const reason = readReason(line, mistakes);
  const ticket = readFlag(line, '--ticket', (word) => within(word, 1, 100), '1–100', mistakes);
  const compensating = readFlag(line, '--compensating', (word) => within(word, 1, reasonMaximum), `1–${reasonMaximum}`, mistakes);
  refuseRest(line, mistakes);
  if (control === undefined || object === undefined || expiry === undefined || reason === undefined) return undefined;
  return {
    verb: 'waive',
    control,
    ...object,
    ...(container === undefined ? {} : { container }),
    expiry,
    category: category ?? 'waiver',
    reason,
    ...(ticket === undefined ? {} : { ticket }),
    ...(compensating === undefined ? {} : { compensating }),
  };
}

function readApprove(line: Line, mistakes: Mistake[]): Command | undefined {
  const parse = (word: string) => parseWaiverId(word) ?? parseEmergencyId(word) ?? parseSha(word);
  const target = takeArgument(line, 'SHA', parse, 'SHA (12–40) | WVR-XXXXXXXXXXXX', mistakes);
  if (target !== undefined && isEmergency(target)) {
    const reason = readReason(line, mistakes);
    refuseRest(line, mistakes);
    return reason === undefined ? undefined : { verb: 'review-emergency', id: target, outcome: 'accepted', reason };
  }
  // Nobody reads why somebody agrees; what was done in an emergency is another matter.
  if (line.flags.has('--reason')) mistakes.push(unknownFlag('approve', '--reason', []));
  if (target === undefined || !target.startsWith('WVR-')) {
    refuseRest(line, mistakes);
    return target === undefined ? undefined : { verb: 'approve', sha: target };
  }
  const sha = line.positional.length > 0 ? takeArgument(line, 'SHA', parseSha, 'SHA (12–40)', mistakes) : undefined;
  refuseRest(line, mistakes);
  return { verb: 'approve-waiver', id: target, ...(sha === undefined ? {} : { sha }) };
}

function isEmergency(id: string): boolean {
  return id.startsWith('EMG-');
}

function readReason(line: Line, mistakes: Mistake[]): string | undefined {
  const reason = line.flags.get('--reason');
  if (reason !== undefined && reason.length > reasonMaximum) {
    mistakes.push({ code: 'too-long', params: { flag: '--reason', limit: reasonMaximum } });
    return undefined;
  }
  return readFlag(
    line,
    '--reason',
    (word) => within(word, reasonMinimum, reasonMaximum),
    `${reasonMinimum}–${reasonMaximum}`,
    mistakes,
    true,
  );
}

function parseCategory(word: string): WaiveCommand['category'] | undefined {
  return word === 'waiver' || word === 'mitigated' || word === 'false-positive' ? word : undefined;
}

function within(word: string, least: number, most: number): string | undefined {
  return word.length >= least && word.length <= most ? word : undefined;
}
