import type { Medium } from '../i18n/medium.ts';
import { codeSpan } from './code-span.ts';
import { inertLine } from './inert.ts';

/** GitHub's Markdown. A stranger's text is always code: nothing else keeps `@name` and `#1` from coming alive. */
export const markdown: Medium = {
  code: (text) => codeSpan(text),
  text: (text) => codeSpan(text),
  prose: (words) => words.replace(/[\\*[\]<>|~`]/g, '\\$&'),
  strong: (words) => `**${words}**`,
};

/** Plain text: titles and messages of annotations, SARIF, JSON. Code keeps its marks, because nothing else tells a name from words. */
export const plain: Medium = {
  code: (text) => `\`${inertLine(text)}\``,
  text: (text) => inertLine(text),
  prose: (words) => words,
  strong: (words) => words,
};

/** SARIF 2.1.0, 3.11.6: `[text](target)` in a plain message is a link unless the brackets are escaped. */
export const sarif: Medium = { ...plain, code: (text) => plain.code(withoutLinks(text)), text: (text) => plain.text(withoutLinks(text)) };

function withoutLinks(text: string): string {
  return text.includes('](') ? text.replace(/[\\[\]]/g, '\\$&') : text;
}

/** A terminal; with colour, weight is bold. Escape sequences in names were made inert before. */
export function terminal(colour: boolean): Medium {
  return { ...plain, strong: (words) => (colour ? `\u001b[1m${words}\u001b[22m` : words) };
}
