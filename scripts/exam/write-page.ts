import { readFileSync, writeFileSync } from 'node:fs';

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->` of a page in docs/. */
export function writeSection(page: string, name: string, text: string): void {
  const file = new URL(`../../docs/${page}`, import.meta.url);
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const before = readFileSync(file, 'utf8');
  const [start, end] = [before.indexOf(open), before.indexOf(close)];
  if (start === -1 || end < start) throw new Error(`docs/${page} has no section ${name}.`);
  writeFileSync(file, `${before.slice(0, start + open.length)}\n${text.trim()}\n${before.slice(end)}`);
}
