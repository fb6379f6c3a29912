/** The licences of what is linked into the engine: each text once, with the modules that it covers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GoModule } from './sbom.ts';

/** `goroot` is the folder of Go itself, whose library is linked too. */
export function collectLicences(modules: readonly GoModule[], goroot: string, goVersion: string): string {
  const covered = new Map<string, string[]>();
  const sources = [
    { name: `Go ${goVersion}`, folder: goroot },
    ...modules.map(({ path, version, folder }) => ({ name: `${path} ${version}`, folder })),
  ];
  for (const { name, folder } of sources) {
    for (const text of readLicences(folder)) covered.set(text, [...(covered.get(text) ?? []), name]);
  }
  const parts = [...covered].map(([text, names]) => `${names.join('\n')}\n\n${text.trim()}\n`);
  return parts.join(`\n${'='.repeat(80)}\n\n`);
}

function readLicences(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|notice|copying)/i.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'));
}
