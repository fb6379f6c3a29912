/**
 * A repository of 2,000 kustomizations over one base, and a change to one of them: all are rendered, once by one job and once shared out. Says what each shard and the job that judges cost, and whether the two reports are the same, byte for byte.
 *   node scripts/bench-shards.ts [ROOTS] [SHARDS]
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { renderPart } from '../src/action/shards/render-part.ts';
import { loadConfiguration } from '../src/config/load.ts';
import { readPolicyManifest } from '../src/evaluate/controls.ts';
import { Evaluator } from '../src/evaluate/evaluator.ts';
import { componentsFrom } from '../src/exceptions/component.ts';
import type { Side } from '../src/model/side.ts';
import type { Case, Policies } from '../src/pipeline/case.ts';
import { judge } from '../src/pipeline.ts';
import type { Engine } from '../src/render/engine/engine.ts';
import { openEngine } from '../src/render/engine/open.ts';
import { joinedEngine } from '../src/render/engine/parts.ts';
import { renderTools } from '../src/render/root-render.ts';
import { writeReport } from '../src/report/json.ts';

const [roots = 2000, shards = 8] = process.argv.slice(2).map(Number);
const dist = new URL('../dist/', import.meta.url);
const { base: clinic } = JSON.parse(readFileSync(new URL('clinic.json', dist), 'utf8')) as { readonly base: Record<string, string> };
const deployment = clinic['apps/journal/deployment.yaml'] ?? '';

const given: Case = {
  subject: { kind: 'revision', base: { label: 'base', sha: '1'.repeat(40) }, head: { label: 'head', sha: '2'.repeat(40) } },
  base: sideWith(''),
  head: sideWith('commonAnnotations: {changed: "yes"}\n'),
  changed: new Set(['apps/app-0/kustomization.yaml']),
  configuration: loadConfiguration(undefined),
  waivers: [],
  approvals: [],
  problems: [],
  assumptions: [],
  language: 'en',
  now: '2026-11-24T12:00:00Z',
};

const alone = await measure('one job', (engine) => report(engine));
const parts = [];
for (let shard = 1; shard <= shards; shard++)
  parts.push(...(await measure(`shard ${shard}`, (engine) => renderPart(given, shard, shards, engine))));
const kept = new Map(parts.map((one) => [one.key, one]));
const shared = await measure('gate', (engine) => report(joinedEngine(engine, kept)));
process.stdout.write(
  `${roots} roots, ${kept.size} renders: the reports are ${alone === shared ? 'the same' : 'NOT the same'} (${alone.length} bytes)\n`,
);
process.exitCode = alone === shared ? 0 : 1;

/** `more` stands in the first kustomization. */
function sideWith(more: string): Side {
  const files: [string, string][] = [
    ['base/kustomization.yaml', 'resources: [deployment.yaml]\n'],
    ['base/deployment.yaml', deployment],
    ...Array.from({ length: roots }, (_, n): [string, string] => [
      `apps/app-${n}/kustomization.yaml`,
      `resources: [../../base]\nnamePrefix: app-${n}-\nnamespace: app-${n}\n${n === 0 ? more : ''}`,
    ]),
  ];
  return {
    problems: [],
    files: new Map(
      files.map(([path, content]) => {
        const bytes = Buffer.from(content);
        return [path, { path, bytes, oid: createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex') }];
      }),
    ),
  };
}

async function report(engine: Engine): Promise<string> {
  const manifest = readPolicyManifest(readFileSync(new URL('policies.json', dist), 'utf8'));
  const evaluator = new Evaluator({ worker: new URL('evaluate-worker.js', dist), wasm: readFileSync(new URL('policies.wasm', dist)) });
  const policies: Policies = {
    evaluator,
    rendering: renderTools(engine),
    controls: manifest.controls,
    components: componentsFrom(() => readFileSync(new URL('platform-exceptions.json', dist), 'utf8')),
    digest: manifest.wasm,
    version: '0',
  };
  try {
    return JSON.stringify(writeReport(await judge(given, policies)));
  } finally {
    await evaluator.stop();
  }
}

/** Processor time of the whole process with its threads, and the wall clock beside it. */
async function measure<T>(what: string, use: (engine: Engine) => Promise<T>): Promise<T> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const engine = openEngine(dist);
  try {
    return await use(engine);
  } finally {
    await engine.stop();
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(`| ${what} | ${((user + system) / 1e6).toFixed(1)} | ${((performance.now() - started) / 1000).toFixed(1)} |\n`);
  }
}
