import { type Cursor, isBlank, isBlankOrEnd, isBreak } from './cursor.ts';
import { T, type Token, token } from './token.ts';

/**
 * Reads an unquoted scalar that starts at the cursor. `indent` is the column that its further lines must reach outside flow collections.
 * `ended` says that line breaks were passed behind it, after which a key may start.
 */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): { readonly token: Token; readonly ended: boolean } {
  const { text } = cursor;
  const line = cursor.line;
  let endLine = line;
  let value = '';
  let from = cursor.pos;
  let to = cursor.pos;
  let firstBreak = '';
  let moreBreaks = '';
  while (!cursor.atDocumentMark() && cursor.at() !== 35) {
    const word = cursor.pos;
    passWord(cursor, inFlow);
    if (cursor.pos > word) {
      if (firstBreak !== '') {
        value += text.slice(from, to) + foldBreaks(firstBreak, moreBreaks);
        from = word;
        firstBreak = '';
        moreBreaks = '';
      }
      to = cursor.pos;
      endLine = cursor.line;
    }
    let code = cursor.at();
    if (!isBlank(code) && !isBreak(code)) break;
    for (; isBlank(code) || isBreak(code); code = cursor.at()) {
      if (isBlank(code)) {
        if (firstBreak !== '' && cursor.column < indent && code === 9) cursor.fail('a tab stands where spaces must indent', line);
        cursor.pos += 1;
      } else if (firstBreak === '') {
        firstBreak = cursor.passBreak();
      } else {
        moreBreaks += cursor.passBreak();
      }
    }
    if (!inFlow && cursor.column < indent) break;
  }
  value = value === '' ? text.slice(from, to) : value + text.slice(from, to);
  return { token: token(T.plain, line, endLine, value), ended: firstBreak !== '' };
}

/** One line feed becomes a space, more of them lose the first; LS and PS are kept (YAML 1.1, section 9.1). */
export function foldBreaks(firstBreak: string, moreBreaks: string): string {
  if (firstBreak !== '\n') return firstBreak + moreBreaks;
  return moreBreaks === '' ? ' ' : moreBreaks;
}

function passWord(cursor: Cursor, inFlow: boolean): void {
  const { text } = cursor;
  let { pos } = cursor;
  for (let code = text.charCodeAt(pos); !isBlankOrEnd(code); code = text.charCodeAt(pos)) {
    if (code === 58 && isBlankOrEnd(text.charCodeAt(pos + 1))) break;
    if (inFlow && (code === 44 || code === 63 || code === 91 || code === 93 || code === 123 || code === 125)) break;
    pos += 1;
  }
  cursor.pos = pos;
}
