/** A reading of a page as a browser's tokenizer would have it: its tags, and the text between them with entities resolved. */
export interface PageReading {
  readonly tags: readonly Tag[];
  readonly text: string;
  /** Names of elements that were closed out of order or not at all. */
  readonly faults: readonly string[];
}

export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const VOID = new Set(['meta', 'rect', '!doctype']);

export function readPage(page: string): PageReading {
  const tags: Tag[] = [];
  const open: string[] = [];
  const faults: string[] = [];
  const pieces: string[] = [];
  for (const [, closing, name = '', inner = '', selfClosed, text] of page.matchAll(
    /<(\/?)([!a-zA-Z][a-zA-Z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+|<)/gs,
  )) {
    if (text !== undefined) {
      if (open.at(-1) !== 'style') pieces.push(text);
      continue;
    }
    if (closing === '/') {
      if (open.pop() !== name) faults.push(name);
      continue;
    }
    tags.push({ name: name.toLowerCase(), attributes: readAttributes(inner) });
    if (!VOID.has(name.toLowerCase()) && selfClosed !== '/') open.push(name);
  }
  return { tags, text: resolveEntities(pieces.join('')), faults: [...faults, ...open] };
}

function readAttributes(inner: string): Map<string, string> {
  return new Map(
    [...inner.matchAll(/([^\s=/]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name.toLowerCase(), resolveEntities(value)]),
  );
}

function resolveEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
