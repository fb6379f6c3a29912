import { readFileSync } from 'node:fs';
import { readPolicyManifest } from '../evaluate/controls.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import type { Policies } from '../pipeline.ts';
import { openEngine } from '../render/engine/open.ts';
import { renderTools } from '../render/root-render.ts';

declare const TILSYN_VERSION: string;

/** The policies and the engine that lie beside the bundle. `stopPolicies` when done, else the process does not end. */
export function loadPolicies(): Policies {
  const manifest = readPolicyManifest(readFileSync(new URL('./policies.json', import.meta.url), 'utf8'));
  const wasm = readFileSync(new URL('./policies.wasm', import.meta.url));
  const evaluator = new Evaluator({ worker: new URL('./evaluate-worker.js', import.meta.url), wasm });
  return {
    evaluator,
    rendering: renderTools(openEngine(new URL('./', import.meta.url))),
    controls: manifest.controls,
    digest: manifest.wasm,
    version: TILSYN_VERSION,
  };
}

export async function stopPolicies({ evaluator, rendering }: Policies): Promise<void> {
  await Promise.all([evaluator.stop(), rendering.engine.stop()]);
}
