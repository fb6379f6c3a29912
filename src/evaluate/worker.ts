import { parentPort, workerData } from 'node:worker_threads';
import { OpaModule } from './opa-module.ts';
import type { WorkerAnswer, WorkerInput, WorkerQuestion } from './worker-messages.ts';

/* The policies run on a thread of their own: an evaluation cannot be interrupted, a thread can be ended. */

const policies = new OpaModule((workerData as WorkerInput).wasm);

parentPort?.on('message', (question: WorkerQuestion) => parentPort?.postMessage(answer(question)));

function answer({ id, entrypoint, json }: WorkerQuestion): WorkerAnswer {
  try {
    return { id, result: policies.evaluate(json, entrypoint) };
  } catch (error) {
    // The SDK throws texts and plain objects as well as errors.
    return { id, trap: error instanceof Error ? error.message : JSON.stringify(error) };
  }
}
