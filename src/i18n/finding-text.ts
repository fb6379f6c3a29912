import type { Control, Language } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';
import type { Medium, Params } from './medium.ts';
import { say } from './say.ts';

/**
 * The sentence of a finding: its control's message in the reader's language with the facts the policy gave. Only those facts are printed,
 * never the value at the path: what is secret stays with the policy. A key without a message falls back on the title of the control,
 * and an unknown control on its id, so that no finding is ever silent.
 */
export function wordFinding(finding: Finding, control: Control | undefined, medium: Medium, language: Language): string {
  const texts = control?.[language];
  const messages = texts?.messages ?? {};
  const template = Object.hasOwn(messages, finding.messageKey) ? messages[finding.messageKey] : undefined;
  if (template !== undefined) return say(template, facts(finding), medium, language);
  if (texts !== undefined) return `${say(texts.title, {}, medium, language)}.`;
  return `${medium.code(finding.control)}: ${medium.code(finding.messageKey)}.`;
}

/** A number in a manifest is a port or an index, not an amount: it is written as it stands there. */
function facts({ params }: Finding): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? { written: String(value) } : value]),
  );
}
