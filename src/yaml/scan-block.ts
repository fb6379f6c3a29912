import { type Cursor, isBlank, isBreak, isBreakOrEnd } from './cursor.ts';
import { T, type Token, token } from './token.ts';

/** Reads a `|` or `>` scalar; `parentIndent` is the column of the collection it stands in, -1 at the top. */
export function scanBlock(cursor: Cursor, parentIndent: number): Token {
  const line = cursor.line;
  const literal = cursor.at() === 124;
  cursor.pos += 1;
  const { chomping, increment } = readHeader(cursor, line);
  let indent = increment === 0 ? 0 : Math.max(parentIndent, 0) + increment;
  let endLine = line;
  let value = '';
  let lineBreak = '';
  let afterBlank = false;
  const breaks = passEmptyLines(cursor, indent, parentIndent, line);
  indent = breaks.indent;
  let emptyLines = breaks.value;
  while (cursor.column === indent && cursor.at() !== 0) {
    const blank = isBlank(cursor.at());
    if (!literal && !afterBlank && !blank && lineBreak === '\n') {
      if (emptyLines === '') value += ' ';
    } else {
      value += lineBreak;
    }
    const from = cursor.pos;
    cursor.passLine();
    value += emptyLines + cursor.text.slice(from, cursor.pos);
    afterBlank = blank;
    endLine = cursor.line;
    lineBreak = isBreak(cursor.at()) ? cursor.passBreak() : '';
    emptyLines = passEmptyLines(cursor, indent, parentIndent, line).value;
  }
  if (chomping !== 'strip') value += lineBreak;
  if (chomping === 'keep') value += emptyLines;
  return token(T.quoted, line, endLine, value);
}

interface Header {
  readonly chomping: 'clip' | 'strip' | 'keep';
  /** Spaces by which the text is indented under its parent; 0 when the first line shows it. */
  readonly increment: number;
}

function readHeader(cursor: Cursor, line: number): Header {
  let chomping: Header['chomping'] = 'clip';
  let increment = 0;
  for (let seen = 0; seen < 2; seen += 1) {
    const code = cursor.at();
    if ((code === 43 || code === 45) && chomping === 'clip') chomping = code === 43 ? 'keep' : 'strip';
    else if (code === 48 && increment === 0) cursor.fail('a block scalar cannot be indented by 0', line);
    else if (code >= 49 && code <= 57 && increment === 0) increment = code - 48;
    else break;
    cursor.pos += 1;
  }
  cursor.passBlanks();
  if (cursor.at() === 35) cursor.passLine();
  if (!isBreakOrEnd(cursor.at())) cursor.fail('only a comment may follow the mark of a block scalar', line);
  if (cursor.at() !== 0) cursor.passBreak();
  return { chomping, increment };
}

/** Passes empty lines and the indentation of the next one. With `indent` 0 the deepest indentation met becomes that of the text. */
function passEmptyLines(
  cursor: Cursor,
  indent: number,
  parentIndent: number,
  line: number,
): { readonly value: string; readonly indent: number } {
  let value = '';
  let deepest = 0;
  for (;;) {
    while ((indent === 0 || cursor.column < indent) && cursor.at() === 32) cursor.pos += 1;
    deepest = Math.max(deepest, cursor.column);
    const code = cursor.at();
    if (code === 9 && (indent === 0 || cursor.column < indent)) cursor.fail('a tab stands where spaces must indent', line);
    if (!isBreak(code)) break;
    value += cursor.passBreak();
  }
  return { value, indent: indent === 0 ? Math.max(deepest, parentIndent + 1, 1) : indent };
}
