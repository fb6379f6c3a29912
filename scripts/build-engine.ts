/**
 * Compiles `engine/` to one wasm module: `dist/engine.wasm.br` (brotli), with `dist/engine.json` (versions, digests) and `dist/engine.sbom.json`
 * (CycloneDX) and `dist/engine.licenses.txt` beside it.
 *
 *   node scripts/build-engine.ts           keeps what is committed while the sources' digest is unchanged; else compiles with Go
 *   node scripts/build-engine.ts --check   the same, but a rebuild must give the committed bytes
 *   node scripts/build-engine.ts --force   compiles even so; with --check this proves the committed module byte for byte
 *   node scripts/build-engine.ts --stubs   only writes engine/stubs, for work with Go inside engine/
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { collectLicences } from './engine/licences.ts';
import { listModules, writeSbom } from './engine/sbom.ts';
import { writeStubModules } from './engine/stub-modules.ts';

const root = join(import.meta.dirname, '..');
const engine = join(root, 'engine');
const moduleFile = join(root, 'dist/engine.wasm.br');
const manifestFile = join(root, 'dist/engine.json');
const sbomFile = join(root, 'dist/engine.sbom.json');
const licenceFile = join(root, 'dist/engine.licenses.txt');
const maker = ['build-engine', 'engine/licences', 'engine/modules', 'engine/sbom', 'engine/stub-modules'].map(
  (name) => `scripts/${name}.ts`,
);

// What the released programs call themselves; templates and `managedByLabel` show it.
const helmVersion = 'v4.3.1';
const kustomizeVersion = 'v5.8.2';

const env = {
  ...process.env,
  PATH: [process.env.PATH, '/usr/local/go/bin'].join(delimiter),
  GOFLAGS: '',
  GOTOOLCHAIN: 'local',
  CGO_ENABLED: '0',
};

interface EngineManifest {
  readonly schema: 'tilsyn.engine/v1';
  readonly versions: Readonly<Record<string, string>>;
  /** SHA-256 of everything the module is made from. */
  readonly sources: string;
  /** SHA-256 and size of the module once decompressed. */
  readonly wasm: string;
  readonly bytes: number;
}

main(process.argv.slice(2));

function main(flags: readonly string[]): void {
  if (flags.includes('--stubs')) {
    withGo(() => writeStubModules(join(engine, 'stubs'), env));
    return;
  }
  const sources = digestSources();
  if (!flags.includes('--force') && isCurrent(sources)) return;
  const built = withGo(() => compile(sources));
  if (flags.includes('--check')) {
    for (const [file, bytes] of built) {
      if (!existsSync(file) || !readFileSync(file).equals(bytes))
        fail(`${file.slice(root.length + 1)} was not made from these sources: run \`npm run build:engine\` and commit the result.`);
    }
    return;
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (const [file, bytes] of built) writeFileSync(file, bytes);
}

/** SHA-256 over path and bytes of everything that the module is made from; tests and pages are no part of it. */
function digestSources(): string {
  const hash = createHash('sha256');
  const names = [...maker, ...listSources('engine'), ...listSources('scripts/engine/stubs')].sort();
  for (const name of names) {
    const bytes = readFileSync(join(root, name));
    hash.update(`${name}\0${bytes.byteLength}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function listSources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => !name.startsWith('engine/stubs/') && !name.includes('/testdata/'))
    .filter((name) => /\.(go|mod|sum|txt)$/.test(name) && !name.endsWith('_test.go'));
}

function isCurrent(sources: string): boolean {
  if (![moduleFile, manifestFile, sbomFile, licenceFile].every((file) => existsSync(file))) return false;
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as EngineManifest;
  return manifest.sources === sources && manifest.wasm === sha256(brotliDecompressSync(readFileSync(moduleFile)));
}

/** Every file of dist with its bytes. */
function compile(sources: string): ReadonlyMap<string, Buffer> {
  writeStubModules(join(engine, 'stubs'), env);
  const scratch = mkdtempSync(join(tmpdir(), 'tilsyn-engine-'));
  try {
    const out = join(scratch, 'engine.wasm');
    runGo([
      'build',
      '-mod=readonly',
      '-trimpath',
      '-buildvcs=false',
      `-ldflags=-s -w -X helm.sh/helm/v4/internal/version.version=${helmVersion} -X sigs.k8s.io/kustomize/api/provenance.version=${kustomizeVersion}`,
      '-buildmode=c-shared',
      '-tags=kustomize_disable_go_plugin_support',
      '-o',
      out,
      '.',
    ]);
    const wasm = readFileSync(out);
    const modules = listModules((args) => runGo(args));
    const manifest: EngineManifest = {
      schema: 'tilsyn.engine/v1',
      versions: {
        helm: helmVersion,
        kustomize: kustomizeVersion,
        envsubst: modules.find(({ path }) => path === 'github.com/fluxcd/pkg/envsubst')?.version ?? '',
        go: runGo(['env', 'GOVERSION']).trim(),
      },
      sources,
      wasm: sha256(wasm),
      bytes: wasm.byteLength,
    };
    return new Map([
      [moduleFile, compress(wasm)],
      [manifestFile, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)],
      [sbomFile, Buffer.from(writeSbom(modules, manifest))],
      [licenceFile, Buffer.from(collectLicences(modules, runGo(['env', 'GOROOT']).trim(), manifest.versions.go ?? ''))],
    ]);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function compress(wasm: Buffer): Buffer {
  return brotliCompressSync(wasm, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: wasm.byteLength,
    },
  });
}

function runGo(args: readonly string[]): string {
  return execFileSync('go', args, {
    cwd: engine,
    env: { ...env, GOOS: 'wasip1', GOARCH: 'wasm' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

function withGo<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && (error as NodeJS.ErrnoException).path === 'go') {
      return fail('The engine has changed and Go was not found. Install Go (version in engine/go.mod), or undo the change.');
    }
    throw error;
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
