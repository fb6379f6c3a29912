import { Worker } from 'node:worker_threads';
import { DEADLINE_SECONDS, MAX_OUTPUT_BYTES } from './limits.ts';
import type { JobFault, WorkerAnswer, WorkerInput, WorkerQuestion } from './worker-messages.ts';

export interface PoolOptions {
  /** The worker's source: `worker.ts` under Node 24, its bundle elsewhere. */
  readonly worker: URL;
  /** Called once, when the first job comes: most changes to plain manifests need no engine. */
  readonly load: () => WebAssembly.Module;
  /** Threads, each with up to 512 MiB; a job takes one. */
  readonly size?: number;
  readonly deadlineSeconds?: number;
  readonly maxOutput?: number;
}

export type PoolAnswer = { readonly response: Uint8Array<ArrayBuffer> } | JobFault | { readonly fault: 'timeout'; readonly detail: string };

/** Threads with the engine in them. A job that takes too long, traps or dies takes its thread along; the next job gets a new one. */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #idle: Worker[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #all = new Set<Worker>();
  #module: WebAssembly.Module | undefined;
  #busy = 0;
  #asked = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** The request is written when its turn comes, so that what lies waiting costs no memory. Never throws for what a job does. */
  async run(write: () => Uint8Array<ArrayBuffer>, seed: string): Promise<PoolAnswer> {
    if (this.#busy >= (this.#options.size ?? 2)) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#busy += 1;
    try {
      const worker = this.#idle.pop() ?? this.#start();
      const seconds = this.#options.deadlineSeconds ?? DEADLINE_SECONDS;
      const answer = await ask(worker, { id: ++this.#asked, request: write(), seed }, seconds);
      if ('response' in answer && this.#all.has(worker)) this.#idle.push(worker);
      else await this.#end(worker);
      return answer;
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#busy -= 1;
      else next();
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => this.#end(worker)));
  }

  /** The thread gets the module and nothing of the process: no environment, no arguments, no standard input. */
  #start(): Worker {
    this.#module ??= this.#options.load();
    const workerData: WorkerInput = { module: this.#module, maxOutput: this.#options.maxOutput ?? MAX_OUTPUT_BYTES };
    const worker = new Worker(this.#options.worker, { workerData, env: {}, argv: [], execArgv: [], name: 'tilsyn-engine' });
    this.#all.add(worker);
    // Between two jobs nobody listens; without this a thread that dies then would end the process.
    worker.on('error', () => undefined).on('exit', () => this.#forget(worker));
    return worker;
  }

  #forget(worker: Worker): void {
    this.#all.delete(worker);
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  async #end(worker: Worker): Promise<void> {
    this.#forget(worker);
    await worker.terminate();
  }
}

function ask(worker: Worker, question: WorkerQuestion, seconds: number): Promise<PoolAnswer> {
  return new Promise((resolve) => {
    const settle = (answer: PoolAnswer): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const onMessage = ({ id, ...answer }: WorkerAnswer): void => {
      if (id !== question.id) settle({ fault: 'trap', detail: 'answer to another question' });
      else settle(answer);
    };
    const onError = (error: unknown): void => {
      const full = (error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError;
      settle(full ? { fault: 'memory', detail: 'out of memory' } : { fault: 'trap', detail: 'the thread of the engine failed' });
    };
    const onExit = (status: number): void => settle({ fault: 'trap', detail: `the thread of the engine ended with status ${status}` });
    const timer = setTimeout(() => settle({ fault: 'timeout', detail: String(seconds) }), seconds * 1000);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(question, [question.request.buffer]);
  });
}
