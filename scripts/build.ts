/**
 * Builds `dist/` from nothing, byte for byte the same each time: bundles, the example of the demo, licences. The modules come from
 * `build-policies.ts` and `build-engine.ts`. `--check` builds into a temporary folder and compares with what is committed.
 */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { findProxyClient, leaner, proxyClient } from './leaner-bundle.ts';
import { writeLicences } from './licences.ts';
import { packExample, packWorkflows } from './pack-example.ts';

const root = join(import.meta.dirname, '..');
const committed = join(root, 'dist');
const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

/** Made by `build-policies.ts` and `build-engine.ts`, which need Go when their sources have changed. */
const compiledFiles = ['policies.wasm', 'policies.json', 'engine.wasm.br', 'engine.json', 'engine.sbom.json', 'engine.licenses.txt'];

const entries = {
  index: 'src/action/index.ts',
  cli: 'src/cli/index.ts',
  'evaluate-worker': 'src/evaluate/worker.ts',
  'engine-worker': 'src/render/engine/worker.ts',
};

/** CommonJS dependencies call `require` for Node's own modules; an ES module has none of its own. */
const requireForBundledCommonJs = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

async function buildInto(target: string): Promise<void> {
  const metafiles = [];
  for (const [name, source] of Object.entries(entries)) {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: { [name]: source },
      outdir: target,
      // What the action loads late is a file of its own, and what it shares with the start another. Their names say whose they are, and stay the same.
      splitting: true,
      chunkNames: `${name}-[name]`,
      bundle: true,
      platform: 'node',
      target: 'node20.20',
      format: 'esm',
      banner: { js: `${name === 'cli' ? '#!/usr/bin/env node\n' : ''}${requireForBundledCommonJs}` },
      define: { TILSYN_VERSION: JSON.stringify(version) },
      plugins: [leaner],
      legalComments: 'none',
      charset: 'utf8',
      metafile: true,
      logLevel: 'warning',
    });
    metafiles.push(metafile satisfies Metafile);
  }
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [findProxyClient(root)],
    outfile: join(target, proxyClient),
    bundle: true,
    platform: 'node',
    target: 'node20.20',
    format: 'cjs',
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    logLevel: 'warning',
  });
  metafiles.push(metafile);
  // Started as it is by the pre-commit hook.
  chmodSync(join(target, 'cli.js'), 0o755);
  writeFileSync(join(target, 'clinic.json'), packExample(join(root, 'examples/clinic')));
  writeFileSync(join(target, 'workflows.json'), packWorkflows(join(root, 'examples/workflows')));
  writeFileSync(join(target, 'platform-exceptions.json'), packExceptions());
  writeFileSync(join(target, 'licenses.txt'), writeLicences(root, metafiles));
  writeFileSync(join(target, 'package.json'), '{ "type": "module" }\n');
}

/** Without the white space and without where each fact was read. */
function packExceptions(): string {
  const components = JSON.parse(readFileSync(join(root, 'src/exceptions/platform-exceptions.json'), 'utf8')) as unknown;
  return `${JSON.stringify(components, (key, value: unknown) => (key === 'source' || key === 'notes' ? undefined : value))}\n`;
}

function differences(left: string, right: string): readonly string[] {
  const names = new Set([...readdirSync(left), ...readdirSync(right)]);
  return [...names].sort().filter((name) => !sameBytes(join(left, name), join(right, name)));
}

function sameBytes(left: string, right: string): boolean {
  try {
    return readFileSync(left).equals(readFileSync(right));
  } catch {
    return false;
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'tilsyn-build-'));
try {
  await buildInto(scratch);
  for (const name of compiledFiles) cpSync(join(committed, name), join(scratch, name));
  if (process.argv.includes('--check')) {
    const changed = differences(scratch, committed);
    if (changed.length > 0) {
      process.stderr.write(`dist/ is not what its sources build: ${changed.join(', ')}. Run \`npm run build\` and commit the result.\n`);
      process.exitCode = 1;
    }
  } else {
    mkdirSync(committed, { recursive: true });
    for (const name of readdirSync(committed)) rmSync(join(committed, name), { recursive: true });
    cpSync(scratch, committed, { recursive: true });
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
