/** One word of a command line. `quoted` words are never flags. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

export type Words =
  | { readonly words: readonly Word[] }
  | { readonly error: 'unclosed-quote' }
  | { readonly error: 'glued-quote'; readonly word: string };

const curly = '“”„';

/**
 * Splits a command line at white space. Double quotes hold words together; inside them a backslash takes the meaning from a quote or a
 * backslash. Telephones set curly quotes and turn two hyphens into a dash by themselves, so both count as what was meant.
 */
export function splitWords(line: string): Words {
  const words: Word[] = [];
  let at = 0;
  for (;;) {
    while (at < line.length && /\s/.test(line.charAt(at))) at += 1;
    if (at >= line.length) return { words };
    const mark = line.charAt(at);
    if (mark === '"' || curly.includes(mark)) {
      const quoted = readQuoted(line, at + 1, mark === '"' ? '"' : curly);
      if (quoted === undefined) return { error: 'unclosed-quote' };
      words.push({ text: quoted.text, quoted: true });
      at = quoted.to;
      const glued = /^\S+/.exec(line.slice(at, at + 40))?.[0];
      if (glued !== undefined) return { error: 'glued-quote', word: glued };
    } else {
      const start = at;
      while (at < line.length && !/\s/.test(line.charAt(at))) at += 1;
      words.push({ text: line.slice(start, at).replace(/^[—–](?=[a-z])/, '--'), quoted: false });
    }
  }
}

function readQuoted(line: string, start: number, ends: string): { readonly text: string; readonly to: number } | undefined {
  let text = '';
  for (let at = start; at < line.length; at += 1) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    if (character === '\\' && next !== '' && `"\\${curly}`.includes(next)) {
      text += next;
      at += 1;
    } else if (ends.includes(character)) {
      return { text, to: at + 1 };
    } else {
      text += character;
    }
  }
  return undefined;
}
