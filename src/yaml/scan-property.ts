import { type Cursor, hexValue, isBlankOrEnd, isWordCharacter } from './cursor.ts';
import { T, type Token, token } from './token.ts';

/** Reads `&name` or `*name`. */
export function scanAnchor(cursor: Cursor, type: typeof T.anchor | typeof T.alias): Token {
  cursor.pos += 1;
  const from = cursor.pos;
  while (isWordCharacter(cursor.at())) cursor.pos += 1;
  const code = cursor.at();
  if (cursor.pos === from || !(isBlankOrEnd(code) || '?:,]}%@`'.includes(String.fromCharCode(code)))) {
    cursor.fail('the name of an anchor or alias is made of letters, digits, - and _');
  }
  return token(type, cursor.line, cursor.line, cursor.text.slice(from, cursor.pos));
}

/** Reads `!`, `!name`, `!!name`, `!handle!name` or `!<uri>` into handle and suffix; a URI has no handle. */
export function scanTag(cursor: Cursor): Token {
  const { line } = cursor;
  if (cursor.at(1) === 60) {
    cursor.pos += 2;
    const uri = readUri(cursor, '');
    if (uri === '') cursor.fail('a tag is empty');
    if (cursor.at() !== 62) cursor.fail("a tag lacks its '>'");
    cursor.pos += 1;
    return endTag(cursor, '', uri, line);
  }
  const from = cursor.pos;
  cursor.pos += 1;
  while (isWordCharacter(cursor.at())) cursor.pos += 1;
  if (cursor.at() === 33) {
    cursor.pos += 1;
    const handle = cursor.text.slice(from, cursor.pos);
    const suffix = readUri(cursor, '');
    if (suffix === '') cursor.fail('a tag is empty');
    return endTag(cursor, handle, suffix, line);
  }
  const suffix = readUri(cursor, cursor.text.slice(from + 1, cursor.pos));
  return suffix === '' ? endTag(cursor, '', '!', line) : endTag(cursor, '!', suffix, line);
}

function endTag(cursor: Cursor, handle: string, suffix: string, line: number): Token {
  if (!isBlankOrEnd(cursor.at())) cursor.fail('a blank must follow a tag');
  return token(T.tag, line, line, handle, suffix);
}

function readUri(cursor: Cursor, head: string): string {
  let uri = head;
  for (;;) {
    const code = cursor.at();
    if (code === 37) {
      uri += readUriEscape(cursor);
    } else if (isWordCharacter(code) || ";/?:@&=+$,.!~*'()[]".includes(String.fromCharCode(code))) {
      uri += String.fromCharCode(code);
      cursor.pos += 1;
    } else {
      return uri;
    }
  }
}

/** Percent escapes spell the bytes of one UTF-8 character; only ASCII is read, since no tag that means anything here has more. */
function readUriEscape(cursor: Cursor): string {
  const high = hexValue(cursor.at(1));
  const low = hexValue(cursor.at(2));
  if (high < 0 || high > 7 || low < 0) cursor.fail('a tag has an escape that is not understood');
  cursor.pos += 3;
  return String.fromCharCode(high * 16 + low);
}
