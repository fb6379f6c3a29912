import { parentPort } from 'node:worker_threads';

/** Answers the way the SDK does when it did not understand its input: with nothing. */
parentPort?.on('message', ({ id }: { id: number }) => parentPort?.postMessage({ id, result: [] }));
