import type { Language } from '../model/control.ts';

/** `a, b or c`; the items are already written for their medium. */
export function joinOr(items: readonly string[], language: Language): string {
  return join(items, language === 'en' ? 'or' : 'eller');
}

/** `a, b and c`. */
export function joinAnd(items: readonly string[], language: Language): string {
  return join(items, language === 'en' ? 'and' : 'og');
}

function join(items: readonly string[], word: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}
