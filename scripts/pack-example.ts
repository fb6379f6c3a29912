import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The two states of the example repository as one JSON text: `base` whole, `pullRequest` with the files that it changes. */
export function packExample(folder: string): string {
  return `${JSON.stringify({ base: readFolder(join(folder, 'base')), pullRequest: readFolder(join(folder, 'pull-request')) }, null, 1)}\n`;
}

/** The example workflows by file name, for `tilsyn init` to write. */
export function packWorkflows(folder: string): string {
  return `${JSON.stringify(readFolder(folder), null, 1)}\n`;
}

function readFolder(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
}
