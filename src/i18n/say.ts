import type { Language } from '../model/control.ts';
import type { Medium, Param, Params } from './medium.ts';
import { formatNumber } from './numbers.ts';

/**
 * Fills a template. `{name}` takes a parameter, `` `…` `` is code font (parameters inside it too), `**…**` has weight, and `[?…]` is left out
 * when a parameter inside it is missing. A missing parameter elsewhere stays visible as `{name}`.
 */
export function say(template: string, params: Params, medium: Medium, language: Language): string {
  const chosen = dropOptional(template, params);
  return [...chosen.matchAll(/`([^`]*)`|\*\*(.+?)\*\*|([^`*]+|[*`])/gs)]
    .map(([, code, strong, words]) => {
      if (code !== undefined) return medium.code(fillRaw(code, params));
      if (strong !== undefined) return medium.strong(fillStrong(strong, params, medium, language));
      return fill(words ?? '', params, medium, language);
    })
    .join('');
}

/** Inside weighted words a name stands in code font as it does elsewhere. */
function fillStrong(words: string, params: Params, medium: Medium, language: Language): string {
  return words
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? medium.code(fillRaw(part.slice(1, -1), params)) : fill(part, params, medium, language)))
    .join('');
}

function dropOptional(template: string, params: Params): string {
  return template.replace(/\[\?([^\]]*)\]/g, (_, clause: string) =>
    names(clause).every((name) => Object.hasOwn(params, name)) ? clause : '',
  );
}

/** The parameters that a template names. */
export function names(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

function fillRaw(code: string, params: Params): string {
  return code.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'object' ? value.written : String(value);
  });
}

function fill(words: string, params: Params, medium: Medium, language: Language): string {
  return words
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined) return medium.prose(part);
      const value = Object.hasOwn(params, name) ? params[name] : undefined;
      return value === undefined ? medium.prose(part) : write(name, value, medium, language);
    })
    .join('');
}

function write(name: string, value: Param, medium: Medium, language: Language): string {
  if (typeof value === 'object') return value.written;
  // A line number is a name, not an amount: it is never grouped.
  if (typeof value === 'number') return name === 'line' ? String(value) : formatNumber(value, language);
  return typeof value === 'boolean' ? String(value) : medium.text(value);
}
