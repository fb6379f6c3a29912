import { readFileSync } from 'node:fs';
import { readPolicyManifest } from '../../src/evaluate/controls.ts';
import { Evaluator } from '../../src/evaluate/evaluator.ts';

const dist = new URL('../../dist/', import.meta.url);

/** The committed policies. */
export const manifest = readPolicyManifest(readFileSync(new URL('policies.json', dist), 'utf8'));
export const wasm = readFileSync(new URL('policies.wasm', dist));

export const workerSource = new URL('../../src/evaluate/worker.ts', import.meta.url);

export function startEvaluator(): Evaluator {
  return new Evaluator({ worker: workerSource, wasm });
}
