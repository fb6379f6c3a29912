import type { Engine } from '../../src/render/engine/engine.ts';
import { openEngine } from '../../src/render/engine/open.ts';

export const dist = new URL('../../dist/', import.meta.url);

export const workerSource = new URL('../../src/render/engine/worker.ts', import.meta.url);

/** The committed engine, run by the host as it stands in `src`. */
export function startTestEngine(options: { readonly size?: number; readonly deadlineSeconds?: number } = {}): Engine {
  return openEngine(dist, { worker: workerSource, ...options });
}
