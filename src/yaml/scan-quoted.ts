import { type Cursor, hexValue, isBlank, isBlankOrEnd, isBreak } from './cursor.ts';
import { foldBreaks } from './scan-plain.ts';
import { T, type Token, token } from './token.ts';

/** Reads a scalar in single or double quotes; the cursor stands on the opening quote and ends behind the closing one. */
export function scanQuoted(cursor: Cursor, quote: 34 | 39): Token {
  const line = cursor.line;
  cursor.pos += 1;
  let value = '';
  for (;;) {
    if (cursor.atDocumentMark()) cursor.fail('a document mark stands inside a quoted scalar', line);
    if (cursor.at() === 0) cursor.fail('a quoted scalar is not closed', line);
    const words = readWords(cursor, quote, line);
    value += words.value;
    if (cursor.at() === quote) break;
    value += readSpace(cursor, words.lineEscaped);
  }
  cursor.pos += 1;
  return token(T.quoted, line, cursor.line, value);
}

function readWords(cursor: Cursor, quote: 34 | 39, line: number): { readonly value: string; readonly lineEscaped: boolean } {
  const { text } = cursor;
  let value = '';
  let from = cursor.pos;
  for (let code = cursor.at(); !isBlankOrEnd(code); code = cursor.at()) {
    if (code === quote) {
      if (quote === 34 || cursor.at(1) !== 39) break;
      value += text.slice(from, cursor.pos + 1);
      cursor.pos += 2;
      from = cursor.pos;
    } else if (code === 92 && quote === 34) {
      value += text.slice(from, cursor.pos);
      if (isBreak(cursor.at(1))) {
        cursor.pos += 1;
        cursor.passBreak();
        return { value, lineEscaped: true };
      }
      value += readEscape(cursor, line);
      from = cursor.pos;
    } else {
      cursor.pos += 1;
    }
  }
  return { value: value + text.slice(from, cursor.pos), lineEscaped: false };
}

/** Blanks on one line are kept; with a line break among them they fold. An escaped break in front counts for nothing. */
function readSpace(cursor: Cursor, lineEscaped: boolean): string {
  const start = cursor.pos;
  let broken = lineEscaped;
  let firstBreak = '';
  let moreBreaks = '';
  let code = cursor.at();
  for (; isBlank(code) || isBreak(code); code = cursor.at()) {
    if (isBlank(code)) {
      cursor.pos += 1;
    } else if (broken) {
      moreBreaks += cursor.passBreak();
    } else {
      firstBreak = cursor.passBreak();
      broken = true;
    }
  }
  if (!broken) return cursor.text.slice(start, cursor.pos);
  return firstBreak === '' ? moreBreaks : foldBreaks(firstBreak, moreBreaks);
}

const ESCAPES: Readonly<Record<string, string>> = {
  __proto__: null as never,
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

const HEX_LENGTH: Readonly<Record<string, number>> = { __proto__: null as never, x: 2, u: 4, U: 8 };

/** `\/` is an escape of JSON and of YAML 1.2, not of YAML 1.1: Kubernetes' reader refuses it, and half of a surrogate pair likewise. */
function readEscape(cursor: Cursor, line: number): string {
  const letter = cursor.text.charAt(cursor.pos + 1);
  const simple = ESCAPES[letter];
  cursor.pos += 2;
  if (simple !== undefined) return simple;
  const length = HEX_LENGTH[letter] ?? cursor.fail('an unknown escape stands in a quoted scalar', line);
  let point = 0;
  for (let i = 0; i < length; i += 1) {
    const digit = hexValue(cursor.at(i));
    if (digit < 0) cursor.fail('an escape in a quoted scalar lacks hexadecimal digits', line);
    point = point * 16 + digit;
  }
  if ((point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) cursor.fail('an escape in a quoted scalar is no character', line);
  cursor.pos += length;
  return String.fromCodePoint(point);
}
