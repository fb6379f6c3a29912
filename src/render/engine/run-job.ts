import { JobEnded, makeWasi } from './wasi.ts';
import type { JobFault } from './worker-messages.ts';

interface EngineExports {
  readonly memory: WebAssembly.Memory;
  readonly _initialize: () => void;
  readonly run: () => void;
}

/**
 * Runs one job in an instance of its own, so that no job can leave anything behind for the next. Gives the bytes that the engine wrote, or why there
 * are none to be trusted.
 */
export function runJob(
  module: WebAssembly.Module,
  request: Uint8Array,
  seed: string,
  maxOutput: number,
): { readonly response: Uint8Array<ArrayBuffer> } | JobFault {
  const names = WebAssembly.Module.imports(module).map(({ name }) => name);
  const wasi = makeWasi(request, seed, maxOutput, names);
  try {
    const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.imports });
    const engine = instance.exports as unknown as EngineExports;
    wasi.attach(engine.memory);
    engine._initialize();
    engine.run();
    return { response: wasi.stdout() };
  } catch (error) {
    return faultOf(error, wasi.stderr());
  }
}

/** The runtime says on stderr why it gives up. A template cannot write there; were it to, only the name of the failure would change. */
function faultOf(error: unknown, stderr: string): JobFault {
  if (error instanceof JobEnded && (error.fault === 'output' || error.fault === 'import'))
    return { fault: error.fault, detail: error.message };
  if (/out of memory|cannot allocate memory/.test(stderr)) return { fault: 'memory', detail: 'out of memory' };
  if (/stack overflow|stack exceeds/.test(stderr) || error instanceof RangeError) return { fault: 'trap', detail: 'stack overflow' };
  if (error instanceof JobEnded) return { fault: 'trap', detail: error.message };
  return { fault: 'trap', detail: error instanceof WebAssembly.RuntimeError ? error.message : 'the module could not be started' };
}
