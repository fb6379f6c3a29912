/**
 * Says whether an HTML block begins with this line (without its indentation) and what ends it: CommonMark 0.31 section 4.6. `interrupts`: an
 * open paragraph would go on here.
 */
export function findHtmlBlockEnd(rest: string, interrupts: boolean): RegExp | 'blank' | undefined {
  if (!rest.startsWith('<')) return undefined;
  for (const [start, end] of htmlBlocks) if (start.test(rest)) return end;
  if (htmlBlockName.test(rest)) return 'blank';
  return !interrupts && loneTag.test(rest) ? 'blank' : undefined;
}

const htmlBlocks: readonly (readonly [RegExp, RegExp])[] = [
  [/^<(script|pre|style|textarea)([ >]|$)/i, /<\/(script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![a-z]/i, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
];

const htmlBlockName = new RegExp(
  `^</?(${[
    'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption',
    'figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option',
    'p|param|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul',
  ].join('|')})( |/?>|$)`,
  'i',
);

/** A complete tag of any other name, alone on its line; it cannot interrupt a paragraph. */
const loneTag = /^(<[a-z][a-z0-9-]*( +[a-z_:][\w.:-]*( *= *([^ "'=<>`]+|'[^']*'|"[^"]*"))?)* *\/?>|<\/[a-z][a-z0-9-]* *>) *$/i;
