import type { Control, Language, ResultReason } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';
import { formatDay } from './dates.ts';
import type { Medium, Params } from './medium.ts';
import { say } from './say.ts';
import { textsFor } from './texts.ts';

/**
 * The sentence of a finding: its control's message in the reader's language with the facts the policy gave. Only those facts are printed,
 * never the value at the path: what is secret stays with the policy. A key without a message falls back on the title of the control,
 * and an unknown control on its id, so that no finding is ever silent.
 */
export function wordFinding(finding: Finding, control: Control | undefined, medium: Medium, language: Language): string {
  const sentence = wordReason(finding, control, medium, language);
  if (sentence !== undefined) return sentence;
  if (control !== undefined) return `${say(control[language].title, {}, medium, language)}.`;
  return `${medium.code(finding.control)}: ${medium.code(finding.messageKey)}.`;
}

/** A message key as a sentence: the control's own, or one that all controls share; undefined when neither knows it. */
export function wordReason(reason: ResultReason, control: Control | undefined, medium: Medium, language: Language): string | undefined {
  const tables = [control?.[language].messages ?? {}, textsFor(language).register.messages];
  const template = tables.find((table) => Object.hasOwn(table, reason.messageKey))?.[reason.messageKey];
  return template === undefined ? undefined : say(template, facts(reason, language), medium, language);
}

/** A number in a manifest is a port or an index, not an amount: it is written as it stands there. Days are written as people write them. */
function facts({ params }: ResultReason, language: Language): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value === 'number') return [name, { written: String(value) }];
      if (name === 'until' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
        return [name, { written: formatDay(value, language) }];
      return [name, value];
    }),
  );
}
