/**
 * Turns round one condition of each rule of each control, one after the other, and asks whether a case or a test of that control notices. Prints what
 * nobody noticed; exit status 1 when a rule is among it that `scripts/rego/unnoticed.txt` does not list, or one is listed that is noticed now.
 *
 *   node scripts/mutate-policies.ts [FOLDER]     all controls, or those below a folder such as `wkl` or `wkl/wkl-01`
 *   node scripts/mutate-policies.ts --write      all controls, and writes the list
 *
 * Needs Go and about a minute and a half of processor time for all controls, so that it is no part of `npm run check`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { manifest, wasm, workerSource } from '../__tests__/evaluate/start-evaluator.ts';
import { controlFolders, readCases } from '../__tests__/policies/read-cases.ts';
import type { Batch } from '../src/evaluate/batch.ts';
import { evaluateChanges, evaluateObjects } from '../src/evaluate/evaluate.ts';
import { type Answer, Evaluator } from '../src/evaluate/evaluator.ts';

interface Question {
  readonly folder: string;
  readonly package: string;
  readonly input: unknown;
}

/** Writes down what it is asked. */
class Recorder extends Evaluator {
  asked: { readonly entrypoint: Batch['entrypoint']; readonly input: unknown }[] = [];

  override evaluate(batch: Batch): Promise<Answer> {
    this.asked.push({ entrypoint: batch.entrypoint, input: JSON.parse(new TextDecoder().decode(batch.json)) });
    return super.evaluate(batch);
  }
}

const packages = { object: 'controls', inventory: 'inventory', change: 'change' } as const;
const root = join(import.meta.dirname, '..');
const listFile = join(root, 'scripts/rego/unnoticed.txt');

const [argument = ''] = process.argv.slice(2);
const folder = argument === '--write' ? '' : argument;
const questions = await record(controlFolders().filter((name) => name.startsWith(folder)));
const found = countLines(mutate(questions).replace(/:\d+ /g, ' '));
const listed = countLines(readFileSync(listFile, 'utf8').replace(/^#.*\n/gm, ''));
const news = [...found].filter(([rule, count]) => count > (listed.get(rule) ?? 0)).map(([rule]) => `nobody notices: ${rule}`);
const gone = [...listed]
  .filter(([rule, count]) => rule.startsWith(folder) && count > (found.get(rule) ?? 0))
  .map(([rule]) => `noticed now: ${rule}`);
if (argument === '--write') {
  const rules = [...found].flatMap(([rule, count]) => Array.from({ length: count }, () => `${rule}\n`));
  writeFileSync(listFile, `${/^(#.*\n)*/.exec(readFileSync(listFile, 'utf8'))?.[0] ?? ''}${rules.join('')}`);
} else {
  for (const line of [...news, ...gone]) process.stdout.write(`${line}\n`);
  process.exitCode = news.length + gone.length === 0 ? 0 : 1;
}

async function record(folders: readonly string[]): Promise<readonly Question[]> {
  const recorder = new Recorder({ worker: workerSource, wasm });
  const asked: Question[] = [];
  for (const name of folders) {
    for (const { control, objects, base, expected } of readCases(name)) {
      const { kubernetesVersion = '1.37', parameters = {}, today = '2026-11-24' } = expected;
      const options = { controls: manifest.controls, kubernetesVersion, parameters, today };
      recorder.asked = [];
      await evaluateObjects(objects, options, recorder);
      if (base) await evaluateChanges(base, objects, options, recorder);
      const entrypoints = manifest.controls.find(({ id }) => id === control)?.entrypoints ?? [];
      const id = control.toLowerCase().replace('-', '_');
      const own = recorder.asked.filter(({ entrypoint }) => entrypoints.includes(entrypoint));
      asked.push(...own.map(({ entrypoint, input }) => ({ folder: name, package: `tilsyn.${packages[entrypoint]}.${id}`, input })));
    }
  }
  await recorder.stop();
  return asked;
}

function mutate(asked: readonly Question[]): string {
  return execFileSync('go', ['run', '.', 'mutate', join(root, 'policies')], {
    cwd: join(root, 'scripts/rego'),
    env: { ...process.env, PATH: [process.env.PATH, '/usr/local/go/bin'].join(delimiter), CGO_ENABLED: '0' },
    input: asked.map((question) => `${JSON.stringify(question)}\n`).join(''),
    stdio: ['pipe', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
}

function countLines(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split('\n').filter((one) => one !== '')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
