/**
 * Compiles `policies/` to one wasm module: `dist/policies.wasm`, with `dist/policies.json` beside it.
 *
 *   node scripts/build-policies.ts           keeps what is committed while the sources' digest is unchanged; else compiles with Go
 *   node scripts/build-policies.ts --check   fails when `dist` was not made from these sources
 *   node scripts/build-policies.ts --test    runs every rule_test.rego
 *
 * Go is needed for a changed policy and for the tests of policies only.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { listParameters } from '../src/config/parameters.ts';
import { type ManifestControl, readPolicyManifest } from '../src/evaluate/controls.ts';
import { OpaModule } from '../src/evaluate/opa-module.ts';
import type { Entrypoint } from '../src/model/control.ts';

const root = join(import.meta.dirname, '..');
const policies = join(root, 'policies');
const wasmFile = join(root, 'dist/policies.wasm');
const manifestFile = join(root, 'dist/policies.json');
const parameterFile = join(root, 'src/config/parameter-table.ts');
const compilerSources = ['go.mod', 'go.sum', 'main.go'].map((name) => join(root, 'scripts/rego', name));

const entrypoints: readonly Entrypoint[] = ['object', 'inventory', 'change'];

main(process.argv.slice(2));

function main(flags: readonly string[]): void {
  if (flags.includes('--test')) {
    process.stdout.write(runCompiler(['test', policies]));
    return;
  }
  const sources = digestSources();
  if (isCurrent(sources)) return;
  if (flags.includes('--check'))
    fail('dist/policies.wasm was not made from these policies: run `npm run build:policies` and commit the result.');
  compile(sources);
}

/** SHA-256 over path and bytes of everything that the module and its manifest are made from; tests and cases are no part of it. */
function digestSources(): string {
  const names = readdirSync(policies, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter(
      (name) =>
        (name.endsWith('.rego') && !name.endsWith('_test.rego')) ||
        name === 'capabilities.json' ||
        name === 'schema/input.json' ||
        name.endsWith('/README.md'),
    )
    .sort();
  const hash = createHash('sha256');
  for (const file of [...names.map((name) => join(policies, name)), ...compilerSources]) {
    const bytes = readFileSync(file);
    hash.update(`${file.slice(root.length).replaceAll('\\', '/')}\0${bytes.byteLength}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function isCurrent(sources: string): boolean {
  if (!existsSync(wasmFile) || !existsSync(manifestFile)) return false;
  // An older build may have written it in another form; then it is not current either.
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { readonly sources?: unknown; readonly wasm?: unknown };
  return manifest.sources === sources && manifest.wasm === sha256(readFileSync(wasmFile));
}

interface Compiled {
  readonly opa: string;
  readonly controls: readonly {
    readonly package: string;
    readonly title: string;
    readonly custom: Record<string, unknown> & { readonly en: object };
  }[];
}

function compile(sources: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'tilsyn-policies-'));
  try {
    const out = join(scratch, 'policies.wasm');
    const compiled = JSON.parse(runCompiler(['compile', policies, out])) as Compiled;
    const wasm = readFileSync(out);
    // The title is the annotation's own field, so that Rego tools show it.
    const asked = listAsked(wasm);
    const controls = compiled.controls
      .map(
        ({ title, custom }) =>
          ({ ...custom, entrypoints: asked(String(custom.id)), ...readExample(String(custom.id)), en: { title, ...custom.en } }) as {
            readonly id?: unknown;
          },
      )
      .sort((left, right) => (String(left.id) < String(right.id) ? -1 : 1));
    const text = `${JSON.stringify({ schema: 'tilsyn.policies/v1', opa: compiled.opa, sources, wasm: sha256(wasm), controls }, null, 1)}\n`;
    writeParameterTable(readPolicyManifest(text).controls);
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(wasmFile, wasm);
    writeFileSync(manifestFile, text);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** What to avoid and what to prefer, from the page of the control's folder; the two that people's decisions answer show no manifest. */
function readExample(id: string): { readonly example?: { readonly avoid: string; readonly prefer: string } } {
  const page = readFileSync(join(policies, id.slice(0, 3).toLowerCase(), id.toLowerCase(), 'README.md'), 'utf8');
  const [avoid, prefer] = ['Avoid', 'Prefer'].map((head) => new RegExp(`^## ${head}\\n\\n\`\`\`yaml\\n(.*?)\`\`\`$`, 'ms').exec(page)?.[1]);
  return avoid === undefined || prefer === undefined ? {} : { example: { avoid, prefer } };
}

/** The settings that the controls state, for the schema of the configuration: what may be set is said in METADATA and nowhere else. */
function writeParameterTable(controls: readonly ManifestControl[]): void {
  const table = listParameters(controls).map((parameter) => `  ${JSON.stringify(parameter)},\n`);
  const text = `import type { Parameter } from './parameters.ts';\n\n/** Written by \`npm run build:policies\` from the METADATA of the controls. */\nexport const parameterTable: readonly Parameter[] = [\n${table.join('')}];\n`;
  writeFileSync(parameterFile, text);
  execFileSync('npx', ['biome', 'format', '--write', parameterFile], { cwd: root, stdio: 'ignore' });
}

/** Which controls answer which question, asked of the module itself about nothing at all. */
function listAsked(wasm: Uint8Array<ArrayBuffer>): (id: string) => readonly Entrypoint[] {
  const policies = new OpaModule(wasm);
  const answers = entrypoints.map((entrypoint) => {
    const { buffer } = new TextEncoder().encode(JSON.stringify({ kubernetesVersion: '', parameters: {}, objects: [] }));
    const [answer] = policies.evaluate(buffer, entrypoint) as { result: { controls: object } }[];
    return { entrypoint, ids: Object.keys(answer?.result.controls ?? {}) };
  });
  return (id) => answers.filter(({ ids }) => ids.includes(id)).map(({ entrypoint }) => entrypoint);
}

function runCompiler(args: readonly string[]): string {
  const env = { ...process.env, PATH: [process.env.PATH, '/usr/local/go/bin'].join(delimiter), CGO_ENABLED: '0' };
  try {
    return execFileSync('go', ['run', '.', ...args], {
      cwd: join(root, 'scripts/rego'),
      env,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return fail('The policies have changed and Go was not found. Install Go (version in scripts/rego/go.mod), or undo the change.');
    }
    return fail('The policies did not compile; the reasons stand above.');
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
