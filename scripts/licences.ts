import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Licences that the bundle may carry; anything else stops the build. */
const allowed = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'MIT AND ISC',
  'BlueOak-1.0.0',
  'Python-2.0',
];

/** The licence text of every package whose code is in a bundle, by name. A package without a text or with another licence stops the build. */
export function writeLicences(root: string, metafiles: readonly Metafile[]): string {
  const folders = new Set(metafiles.flatMap((metafile) => Object.keys(metafile.inputs).flatMap(packageFolder)));
  const entries = [...folders].sort().map((folder) => describe(join(root, folder)));
  const distinct = [...new Map(entries.map((entry) => [entry.title, entry])).values()];
  return `${distinct.map(({ title, text }) => `${title}\n${'-'.repeat(title.length)}\n${text.trim()}\n`).join('\n\n')}`;
}

function packageFolder(input: string): readonly string[] {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return match?.[1] === undefined ? [] : [match[1]];
}

interface Description {
  readonly title: string;
  readonly text: string;
}

function describe(folder: string): Description {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  if (typeof license !== 'string' || !allowed.includes(license))
    throw new Error(`${String(name)} has the licence ${JSON.stringify(license)}, which is not on the list`);
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$|-)/i.test(entry));
  const title = `${String(name)} ${String(version)} (${license})`;
  if (file !== undefined && existsSync(join(folder, file)))
    return { title, text: readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n') };
  return {
    title,
    text: `The package carries no licence file. Its package.json says: ${license}${author === undefined ? '' : `, ${authorName(author)}`}.`,
  };
}

function authorName(author: unknown): string {
  return typeof author === 'object' && author !== null && 'name' in author ? String(author.name) : String(author);
}
