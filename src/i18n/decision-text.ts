import type { CommandError } from '../model/command.ts';
import type { Language } from '../model/control.ts';
import { formatDay, formatInstant } from './dates.ts';
import type { DecisionCode } from './keys.ts';
import { joinOr } from './lists.ts';
import type { Medium, Param } from './medium.ts';
import { say } from './say.ts';
import { textsFor } from './texts.ts';

/**
 * Facts of a decision as `waivers` gives them: `expiresAt` an ISO instant, `people` how many approvals are needed or missing. `who` may be
 * added: the logins or teams that may act, parted by commas.
 */
export type DecisionParams = Readonly<Record<string, string | number | undefined>>;

/** The answer to one command: what was decided, which rule decided, who may act. */
export function wordDecision(code: DecisionCode, params: DecisionParams, medium: Medium, language: Language): string {
  return say(textsFor(language).decisions[code], written(params, medium, language), medium, language);
}

/** The answer to a comment that was not understood; a line for each error. */
export function wordCommandErrors(errors: readonly CommandError[], medium: Medium, language: Language): string[] {
  const texts = textsFor(language);
  return [
    say(texts.commandErrorsHead, {}, medium, language),
    ...errors.map(
      (error) =>
        say(texts.commandLine, { line: error.line }, medium, language) +
        say(texts.commandErrors[error.code], written(error.params, medium, language), medium, language),
    ),
  ];
}

function written(params: DecisionParams, medium: Medium, language: Language): Record<string, Param> {
  const facts: Record<string, Param> = {};
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === '') continue;
    facts[name === 'people' ? 'needed' : name] = writeFact(name, value, medium, language);
  }
  return facts;
}

function writeFact(name: string, value: string | number, medium: Medium, language: Language): Param {
  if (typeof value === 'number') return value;
  if (name === 'expiresAt') return { written: medium.prose(formatDay(value, language)) };
  if (name === 'reviewDueAt') return { written: medium.prose(formatInstant(value, language)) };
  if (name === 'ticket' && /^[A-Z][A-Z0-9]{1,9}-\d{1,8}$/.test(value)) return { written: value };
  if (name === 'who') return { written: joinOr(value.split(/,\s*/).map(medium.code), language) };
  if (name === 'sha' || name === 'head') return value.slice(0, 12);
  // Ids of controls read better as words; anything else in that place is a stranger's text.
  if (name === 'control' && /^[A-Z]{3}-\d{2}$/.test(value)) return { written: value };
  return value;
}
