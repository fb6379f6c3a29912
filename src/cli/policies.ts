import { readFileSync } from 'node:fs';
import { type ManifestControl, type PolicyManifest, readPolicyManifest } from '../evaluate/controls.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import { componentsFrom } from '../exceptions/component.ts';
import type { Policies } from '../pipeline.ts';

declare const TILSYN_VERSION: string;

/** The policies that lie beside the bundle. `stop` its evaluator when done, else the process does not end. */
export function loadPolicies(): Policies {
  const manifest = readManifest();
  const wasm = readFileSync(new URL('./policies.wasm', import.meta.url));
  const evaluator = new Evaluator({ worker: new URL('./evaluate-worker.js', import.meta.url), wasm });
  const components = componentsFrom(() => readFileSync(new URL('./platform-exceptions.json', import.meta.url), 'utf8'));
  return { evaluator, components, controls: manifest.controls, digest: manifest.wasm, version: tilsynVersion() };
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
