/**
 * Writes `docs/controls` and `docs/da/controls`: a page a control, from its METADATA, its example and the names of its cases.
 *
 *   node scripts/build-control-pages.ts           writes them
 *   node scripts/build-control-pages.ts --check   fails when they are not what they are made from
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPolicyManifest } from '../src/evaluate/controls.ts';
import { writePages } from './control-pages/write-page.ts';

const root = join(import.meta.dirname, '..');
const docs = join(root, 'docs');
const { controls } = readPolicyManifest(readFileSync(join(root, 'dist/policies.json'), 'utf8'));
const pages = writePages(controls, listCases);
const stale = [...pages].filter(([path, text]) => !existsSync(join(docs, path)) || readFileSync(join(docs, path), 'utf8') !== text);
const left = ['controls', 'da/controls'].flatMap(listFiles).filter((path) => !pages.has(path));

if (process.argv.includes('--check')) {
  for (const path of [...stale.map(([path]) => path), ...left]) process.stderr.write(`docs/${path} is not what the policies say\n`);
  process.exitCode = stale.length + left.length === 0 ? 0 : 1;
} else {
  for (const path of left) rmSync(join(docs, path));
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(docs, path)), { recursive: true });
    writeFileSync(join(docs, path), text);
  }
}

function listCases(id: string): readonly string[] {
  return readdirSync(join(root, 'policies', id.slice(0, 3).toLowerCase(), id.toLowerCase(), 'cases')).sort();
}

function listFiles(folder: string): readonly string[] {
  const place = join(docs, folder);
  return existsSync(place) ? readdirSync(place).map((name) => `${folder}/${name}`) : [];
}
