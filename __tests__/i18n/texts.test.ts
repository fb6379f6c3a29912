import { describe, expect, test } from '@jest/globals';
import { names } from '../../src/i18n/say.ts';
import { textsFor } from '../../src/i18n/texts.ts';

/** Every template by its place: `verdict.clean.one` and so on. */
function templates(value: unknown, place = ''): [string, string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => templates(inner, place === '' ? key : `${place}.${key}`));
}

const english = new Map(templates(textsFor('en')));
const danish = new Map(templates(textsFor('da')));

describe('the texts', () => {
  test('given both languages, then they have the same keys', () => {
    expect([...danish.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test.each([...english])('%s: both languages give the same facts', (place, text) => {
    expect([...new Set(names(danish.get(place) ?? ''))].sort()).toEqual([...new Set(names(text))].sort());
  });

  test.each([...english, ...danish])('%s: no praise, alarm, blame or stray mark (%#)', (_, text) => {
    expect(text).not.toMatch(/!|\b(please|oops|sorry|compliant|lovlig|venligst|beklager)\b/i);
    expect((text.match(/`/g) ?? []).length % 2).toBe(0);
    expect((text.match(/\*\*/g) ?? []).length % 2).toBe(0);
    expect((text.match(/\[\?/g) ?? []).length).toBe((text.match(/\]/g) ?? []).length);
  });

  test('given Danish, then readers are never du or De', () => {
    for (const [, text] of danish) expect(text).not.toMatch(/\b(du|dig|din|dit|dine|Dem|Deres)\b/);
  });
});
