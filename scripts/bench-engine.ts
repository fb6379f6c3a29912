/**
 * Measures the engine as the host drives it, and helm and kustomize on the same files in the same run where they are installed.
 *
 *   HELM=… KUSTOMIZE=… node scripts/bench-engine.ts [--write]
 *
 * Each figure is the median of three: CPU seconds (user and system of the process, V8's own threads included) and in brackets the shortest wall clock.
 * *Cold* is the first render of a process, with module and thread; *warm* a later one in an instance of its own. `--write` puts all of it into
 * docs/performance.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Side, SourceFile } from '../src/model/side.ts';
import { openEngine } from '../src/render/engine/open.ts';
import { renderTools } from '../src/render/root-render.ts';
import { renderSide } from '../src/render/side.ts';
import { blobId } from '../src/source/working-tree.ts';
import { type BenchRoot, benchRoots, chart, overlay, type Tree } from './engine/bench-trees.ts';
import { writeSection } from './exam/write-page.ts';

const dist = new URL('../dist/', import.meta.url);
const options = { exclude: [], kubernetesVersion: '1.35', apiVersions: [] };
const rounds = 3;
/** A machine with other work on it must not end what it is to measure. */
const patient = { deadlineSeconds: 240 };

const printed: string[] = [];

interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

if (process.argv[2] === '--cold') await coldRound(Number(process.argv[3]));
else if (process.argv[2] === '--fifty') await fiftyRound();
else await main();

async function main(): Promise<void> {
  const { bytes, versions } = JSON.parse(readFileSync(new URL('engine.json', dist), 'utf8')) as EngineFacts;
  const packed = statSync(new URL('engine.wasm.br', dist)).size;
  print(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} at the start.`);
  print(
    `The module has ${megabytes(bytes)} MB, ${megabytes(packed)} MB as it is committed. Helm ${versions.helm}, Kustomize ${versions.kustomize}.\n`,
  );
  print('| Root | objects | cold | warm | native | largest RSS |');
  print('|---|---|---|---|---|---|');
  for (const [index, root] of benchRoots().entries()) {
    const colds = repeat(() => readRound('--cold', String(index)));
    const native = measureNative(root);
    const warm = colds.flatMap(({ warm }) => warm);
    const cells = [text(colds.map(({ cold }) => cold)), text(warm), native === undefined ? '–' : text(native)];
    print(`| ${root.name} | ${colds[0]?.objects} | ${cells.join(' | ')} | ${Math.max(...colds.map(({ rss }) => rss))} MB |`);
  }
  const fifty = repeat(() => readRound('--fifty'));
  print('\n| 50 roots of 20 objects, half charts, half overlays | cost | largest RSS |');
  print('|---|---|---|');
  const row = (name: string, costs: readonly Cost[]): void =>
    print(`| ${name} | ${text(costs)} | ${Math.max(...fifty.map(({ rss }) => rss))} MB |`);
  row(
    'module, thread and one small chart',
    fifty.flatMap(({ start }) => start ?? []),
  );
  row(
    'all changed, both sides, engine cold',
    fifty.map(({ cold }) => cold),
  );
  row(
    'all changed, the base rendered before',
    fifty.flatMap(({ kept }) => kept ?? []),
  );
  row(
    'one changed, both sides, engine warm',
    fifty.flatMap(({ warm }) => warm),
  );
  if (process.argv.includes('--write')) writeSection('performance.md', 'bench-engine', printed.join('\n'));
}

interface EngineFacts {
  readonly bytes: number;
  readonly versions: Readonly<Record<'helm' | 'kustomize', string>>;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

interface Round {
  /** Of the fifty alone. */
  readonly start?: Cost;
  readonly cold: Cost;
  /** Of the fifty alone: engine cold, the base taken from renders of before. */
  readonly kept?: Cost;
  readonly warm: readonly Cost[];
  readonly objects: number;
  /** Megabytes. */
  readonly rss: number;
}

function readRound(...args: readonly string[]): Round {
  const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Round;
}

async function coldRound(index: number): Promise<void> {
  const root = benchRoots()[index];
  if (root === undefined) throw new Error(`no root ${index}`);
  const side = sideOf(root.files);
  const engine = openEngine(dist, patient);
  let objects = 0;
  const render = () =>
    measure(async () => {
      const done = await renderSide(side, options, renderTools(engine));
      if (done.problems.length > 0) throw new Error(JSON.stringify(done.problems[0]));
      objects = done.objects.length;
    });
  const cold = await render();
  const warm = [await render(), await render()];
  await engine.stop();
  answer({ cold, warm, objects });
}

async function fiftyRound(): Promise<void> {
  const tree = (tag: string): Tree =>
    Object.assign(
      {},
      ...Array.from({ length: 25 }, (_, index) => ({
        ...change(chart('c', 20, 0, 0, `charts/c${index}`).files, tag),
        ...change(overlay('o', 20, 0, 0, `overlays/o${index}`).files, tag),
      })),
    );
  const engine = openEngine(dist, patient);
  const start = await measure(async () => {
    await renderSide(sideOf(chart('c', 1, 0).files), options, renderTools(engine));
  });
  await engine.stop();

  const fresh = openEngine(dist, patient);
  const before = sideOf(tree('1.2.3'));
  const both = async (after: Side, tools = renderTools(fresh)): Promise<void> => {
    const base = await renderSide(before, options, tools);
    const head = await renderSide(after, { ...options, base }, tools);
    if (head.problems.length > 0) throw new Error(JSON.stringify(head.problems[0]));
  };
  const cold = await measure(() => both(sideOf(tree('1.2.4'))));
  const one = { ...tree('1.2.3'), ...change(chart('c', 20, 0, 0, 'charts/c3').files, '9.9.9') };
  const warm = [await measure(() => both(sideOf(one)))];
  await fresh.stop();

  const again = openEngine(dist, patient);
  const earlier = renderTools(again);
  await renderSide(before, options, earlier);
  await again.stop();
  const last = openEngine(dist, patient);
  const kept = await measure(() => both(sideOf(tree('1.2.5')), { ...earlier, engine: last }));
  await last.stop();
  answer({ start, cold, kept, warm, objects: 0 });
}

/** Another image everywhere. */
function change(files: Tree, tag: string): Tree {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, content.replaceAll('1.2.3', tag)]));
}

function answer(round: Omit<Round, 'rss'>): void {
  process.stdout.write(JSON.stringify({ ...round, rss: Math.round(process.resourceUsage().maxRSS / 1024) } satisfies Round));
}

function measureNative({ kind, path, files }: BenchRoot): readonly Cost[] | undefined {
  const program = kind === 'helm' ? (process.env.HELM ?? 'helm') : (process.env.KUSTOMIZE ?? 'kustomize');
  if (spawnSync(program, ['version']).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'tilsyn-bench-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const args = kind === 'helm' ? ['template', 'portal', path, '--include-crds'] : ['build', path];
    return repeat(() => {
      const started = process.hrtime.bigint();
      const before = childCpu();
      const { status, stderr } = spawnSync(program, args, { cwd: folder, maxBuffer: 2 ** 28, encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      return { cpu: childCpu() - before, wall: Number(process.hrtime.bigint() - started) / 1e9 };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Seconds that ended children have used, as Linux keeps them; NaN elsewhere. */
function childCpu(): number {
  const { stdout } = spawnSync('cat', [`/proc/${process.pid}/stat`], { encoding: 'utf8' });
  const fields = stdout.slice(stdout.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

async function measure(run: () => Promise<void>): Promise<Cost> {
  const started = process.hrtime.bigint();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall: Number(process.hrtime.bigint() - started) / 1e9 };
}

function repeat<T>(make: () => T): readonly T[] {
  return Array.from({ length: rounds }, make);
}

function text(costs: readonly Cost[]): string {
  const sorted = costs.map(({ cpu }) => cpu).sort((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)]?.toFixed(2)} (${Math.min(...costs.map(({ wall }) => wall)).toFixed(2)})`;
}

function sideOf(files: Tree): Side {
  const entries = Object.entries(files).map(([path, content]): [string, SourceFile] => {
    const bytes = new TextEncoder().encode(content);
    return [path, { path, oid: blobId(bytes), bytes }];
  });
  return { files: new Map(entries), problems: [] };
}

function print(line: string): void {
  printed.push(line);
  process.stdout.write(`${line}\n`);
}
