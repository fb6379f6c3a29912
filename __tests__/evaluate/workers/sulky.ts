import { parentPort } from 'node:worker_threads';

let asked = 0;

/** Lets its first question lie and answers the later ones: a thread that was once too late must not be trusted again. */
parentPort?.on('message', ({ id }: { id: number }) => {
  asked += 1;
  if (asked > 1) parentPort?.postMessage({ id, result: [] });
});
