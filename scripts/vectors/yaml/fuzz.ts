/**
 * Makes random texts out of YAML's building blocks and pieces of the cases, for a comparison with Go that finds what nobody thought of.
 * The same seed gives the same texts.
 */
import { listCases } from './cases.ts';

const PIECES = [
  'a',
  'b',
  'c1',
  'yes',
  '0644',
  '1.5',
  '~',
  '"q"',
  "'s'",
  '"x\\n"',
  'a b',
  'a:b',
  'x#y',
  '-1',
  '<<',
  'https://h/p',
  '!!str ',
  '!!int ',
  '! ',
  '&x ',
  '&y ',
  '*x',
  '*y',
  'æ',
  ': ',
  ':',
  ':\n',
  ': \n',
  ' :',
  '- ',
  '-',
  '-\n',
  '? ',
  '?',
  ', ',
  ',',
  '{',
  '}',
  '[',
  ']',
  '{ ',
  ' }',
  '|',
  '>',
  '|-\n',
  '>+\n',
  '|2\n',
  '#',
  ' # c',
  '# c\n',
  '\n',
  '\n',
  '\n',
  '\n  ',
  '\n  ',
  '\n    ',
  '\n ',
  ' ',
  '  ',
  '\t',
  '\n\t',
  '\r\n',
  '\r',
  '\u2028',
  '\u0085',
  '---\n',
  '\n---\n',
  '\n...\n',
  '...',
  '---',
  '"',
  "'",
  '\\',
  '%',
];

export function* randomTexts(seed: number, count: number): Generator<string> {
  const random = generator(seed);
  const cases = listCases();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (let i = 0; i < count; i += 1) {
    if (random() < 0.5) {
      yield Array.from({ length: 1 + Math.floor(random() * 14) }, () => pick(PIECES)).join('');
    } else {
      let text = pick(cases);
      for (let edits = 1 + Math.floor(random() * 3); edits > 0; edits -= 1) {
        const at = Math.floor(random() * (text.length + 1));
        const drop = random() < 0.4 ? Math.floor(random() * 3) : 0;
        text = text.slice(0, at) + (random() < 0.75 ? pick(PIECES) : pick(cases)) + text.slice(at + drop);
      }
      yield text.toWellFormed();
    }
  }
}

/** Mulberry32, a generator of 32 bits; quality enough to pick pieces. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
