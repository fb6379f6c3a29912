import { readFileSync } from 'node:fs';
import { type Engine, startEngine } from './engine.ts';
import { compileEngine, readEngineManifest } from './module.ts';
import type { PoolOptions } from './pool.ts';

/** The engine that lies in a folder beside its worker. Its module is read when the first chart or kustomization comes. `stop` it when done. */
export function openEngine(folder: URL, options: Partial<Pick<PoolOptions, 'worker' | 'size' | 'deadlineSeconds'>> = {}): Engine {
  const manifest = readEngineManifest(readFileSync(new URL('engine.json', folder), 'utf8'));
  return startEngine(manifest.digest, {
    worker: new URL('engine-worker.js', folder),
    load: () => compileEngine(readFileSync(new URL('engine.wasm.br', folder)), manifest),
    ...options,
  });
}
