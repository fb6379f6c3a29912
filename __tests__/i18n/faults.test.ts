import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { wordFault, wordFaultPlace } from '../../src/i18n/fault-text.ts';
import { names } from '../../src/i18n/say.ts';
import { textsFor } from '../../src/i18n/texts.ts';
import { plain, terminal } from '../../src/report/media.ts';

/** The parameters that stand beside each code in the list of faults. */
const listed = new Map(
  [
    ...readFileSync(new URL('../../src/evidence/fault.ts', import.meta.url), 'utf8').matchAll(/^ {2}\| '([a-z-]+)';?(?: \/\/ (.*))?$/gm),
  ].map(([, code = '', remark = '']) => [code, parametersIn(remark)]),
);

/** `sha, expected, found`, with what follows a colon left out; a remark of other words names none. */
function parametersIn(remark: string): readonly string[] {
  const [before = ''] = remark.split(':');
  return /^\w+(, \w+)*$/.test(before.trim()) ? before.trim().split(', ') : [];
}

describe('the sentences of faults', () => {
  test('given the list of faults, then each has one and no other has', () => {
    expect(listed.size).toBeGreaterThan(50);
    expect(Object.keys(textsFor('en').verification.faults).sort()).toEqual([...listed.keys()].sort());
  });

  test.each([...listed])('given %s, then both languages say all its facts', (code, parameters) => {
    for (const language of ['en', 'da'] as const) {
      const template = Object.entries(textsFor(language).verification.faults).find(([name]) => name === code)?.[1] ?? '';
      // A path is the place, which is said before the sentence.
      expect([...new Set(names(template))].sort()).toEqual(parameters.filter((name) => name !== 'path').sort());
    }
  });

  test('given a code as a value, then it is said in words', () => {
    const fault = { code: 'note-invalid', params: { what: 'form' } } as const;
    expect(wordFault(fault, plain, 'en')).toBe('The checkpoint is not a signed note: text and signatures are not parted by an empty line.');
    expect(wordFault(fault, plain, 'da')).toContain('ikke adskilt af en tom linje');
  });

  test('given the name of another check, then its title is said', () => {
    expect(wordFault({ code: 'not-checked', params: { because: 'order' } }, plain, 'da')).toBe(
      'Det hviler på "Loggens rækkefølge kan læses", som ikke er opfyldt. Få det på plads først.',
    );
  });

  test('given numbers that are names, then their digits are not grouped', () => {
    expect(wordFault({ code: 'repository-differs', params: { expected: 1234567, found: 7654321 } }, plain, 'en')).toContain('7654321');
    expect(wordFault({ code: 'size-differs', params: { checkpoint: 12000, found: 3 } }, plain, 'da')).toContain('12.000');
  });

  test('given hostile text, then nothing of it moves the cursor or hides', () => {
    const hostile = 'a\u001b[2Jb\u009b1mc\nd\u202ee\u0007';
    const said = [
      wordFault({ code: 'git-failed', params: { detail: hostile } }, terminal(true), 'en'),
      wordFault({ code: 'approved-by-maker', params: { by: hostile, sourceId: 1 } }, terminal(true), 'da'),
      wordFault({ code: 'statement-invalid', params: { what: hostile } }, terminal(true), 'en'),
      wordFaultPlace({ code: 'file-unlisted', params: {}, position: 3, path: hostile }, terminal(true), 'en'),
    ];
    for (const text of said) expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(said[3]).toMatch(/^Record 3, `a/);
  });
});
