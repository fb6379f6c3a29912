import { readFileSync } from 'node:fs';
import { type ManifestControl, type PolicyManifest, readPolicyManifest } from '../evaluate/controls.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import { componentsFrom } from '../exceptions/component.ts';
import type { Policies } from '../pipeline/case.ts';
import type { Engine } from '../render/engine/engine.ts';
import { openEngine } from '../render/engine/open.ts';
import { renderTools } from '../render/root-render.ts';
import { withProgress } from './progress.ts';

declare const TILSYN_VERSION: string;

/** The policies and the engine that lie beside the bundle. `stopPolicies` when done, else the process does not end. */
export function loadPolicies(jobs?: number): Policies {
  const manifest = readManifest();
  const wasm = readFileSync(new URL('./policies.wasm', import.meta.url));
  const evaluator = new Evaluator({ worker: new URL('./evaluate-worker.js', import.meta.url), wasm });
  const components = componentsFrom(() => readFileSync(new URL('./platform-exceptions.json', import.meta.url), 'utf8'));
  const rendering = renderTools(loadEngine(jobs));
  return { evaluator, rendering, components, controls: manifest.controls, digest: manifest.wasm, version: tilsynVersion() };
}

/** The engine alone, which says on a terminal how far it is. `stop` it when done. */
export function loadEngine(jobs?: number): Engine {
  return withProgress(openEngine(new URL('./', import.meta.url), jobs === undefined ? {} : { size: jobs }));
}

export async function stopPolicies({ evaluator, rendering }: Policies): Promise<void> {
  await Promise.all([evaluator.stop(), rendering.engine.stop()]);
}

/** The controls alone, where nothing is to be judged. */
export function readControls(): readonly ManifestControl[] {
  return readManifest().controls;
}

export function tilsynVersion(): string {
  return TILSYN_VERSION;
}

function readManifest(): PolicyManifest {
  return readPolicyManifest(readFileSync(new URL('./policies.json', import.meta.url), 'utf8'));
}
