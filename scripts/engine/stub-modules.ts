/**
 * Makes the modules that `engine/go.mod` puts in the place of the originals: packages of the original, taken from the module cache and checked against
 * its sum, with a few exact edits, and the hand-written files of `scripts/engine/stubs`. An edit whose text is not found exactly once stops the build:
 * that is how an upgrade shows what it moved.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Edit, type StubModule, stubModules } from './modules.ts';

const handWritten = join(import.meta.dirname, 'stubs');

/** Writes every stand-in below `target`, one folder a module path; what was there is replaced. `env` is what Go is run with. */
export function writeStubModules(target: string, env: NodeJS.ProcessEnv): void {
  rmSync(target, { recursive: true, force: true });
  for (const module of stubModules) {
    const folder = join(target, module.path);
    mkdirSync(folder, { recursive: true });
    if (module.sum !== undefined) copyOriginal(module, downloadModule(module, env), folder);
    const own = join(handWritten, module.path);
    if (existsSync(own)) cpSync(own, folder, { recursive: true });
    if (module.requires !== undefined) writeFileSync(join(folder, 'go.mod'), goMod(module.path, module.requires));
  }
}

/** The folder of the module in Go's cache, its content being what `sum` says. */
function downloadModule(module: StubModule, env: NodeJS.ProcessEnv): string {
  const scratch = mkdtempSync(join(tmpdir(), 'tilsyn-modules-'));
  try {
    const text = execFileSync('go', ['mod', 'download', '-json', `${module.path}@${module.version}`], {
      cwd: scratch,
      env,
      encoding: 'utf8',
    });
    const answer = JSON.parse(text) as { readonly Dir: string; readonly Sum: string };
    if (answer.Sum !== module.sum) throw new Error(`${module.path}@${module.version}: expected ${module.sum}, got ${answer.Sum}`);
    return answer.Dir;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function copyOriginal(module: StubModule, source: string, target: string): void {
  for (const entry of module.take ?? []) {
    for (const name of listFiles(source, entry)) {
      if (name.endsWith('_test.go') || module.leave?.includes(name)) continue;
      const file = join(target, name);
      mkdirSync(dirname(file), { recursive: true });
      const edits = (module.edits ?? []).filter((edit) => edit.file === name);
      writeFileSync(
        file,
        edits.length === 0 ? readFileSync(join(source, name)) : applyEdits(readFileSync(join(source, name), 'utf8'), edits),
      );
    }
  }
}

/** Go files and what they embed; test data, documents and scripts stay behind, the licence comes along. */
function listFiles(source: string, entry: string): readonly string[] {
  const [, folder, stars] = /^(.+)\/(\*{1,2})$/.exec(entry) ?? [];
  if (folder === undefined) return [entry];
  return readdirSync(join(source, folder), { recursive: stars === '**', withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(source.length + 1))
    .filter((name) => !name.includes('testdata/') && (/\.go$|(^|\/)LICENSE$/.test(name) || name.includes('metaschemas/')))
    .sort();
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, { file, find, put }) => {
    const parts = before.split(find);
    if (parts.length !== 2) throw new Error(`${file}: found ${parts.length - 1} times, must be once: ${find}`);
    return parts.join(put);
  }, text);
}

function goMod(path: string, requires: readonly string[]): string {
  const lines = requires.map((line) => `\t${line}\n`).join('');
  return `module ${path}\n\ngo 1.26.0\n${lines === '' ? '' : `\nrequire (\n${lines})\n`}`;
}
