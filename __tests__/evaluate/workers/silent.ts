import { parentPort } from 'node:worker_threads';

/** Takes every question and answers none. */
parentPort?.on('message', () => undefined);
