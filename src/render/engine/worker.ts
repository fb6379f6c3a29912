import { parentPort, workerData } from 'node:worker_threads';
import { runJob } from './run-job.ts';
import type { WorkerAnswer, WorkerInput, WorkerQuestion } from './worker-messages.ts';

/* The engine runs on a thread of its own: a template can loop for ever, a thread can be ended. */

const { module, maxOutput } = workerData as WorkerInput;

parentPort?.on('message', ({ id, request, seed }: WorkerQuestion) => {
  const answer: WorkerAnswer = { id, ...runJob(module, request, seed, maxOutput) };
  parentPort?.postMessage(answer, 'response' in answer ? [answer.response.buffer] : []);
});
