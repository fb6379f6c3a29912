import { Worker } from 'node:worker_threads';
import type { Problem } from '../model/root.ts';
import type { Batch } from './batch.ts';
import type { WorkerAnswer, WorkerInput, WorkerQuestion } from './worker-messages.ts';

export interface EvaluatorOptions {
  /** The worker's source: `worker.ts` under Node 24, its bundle elsewhere. */
  readonly worker: URL;
  readonly wasm: Uint8Array;
  /** Wall clock for one batch, the start of the thread included; a second for each MiB comes on top. */
  readonly deadlineSeconds?: number;
}

export type Answer = { readonly result: unknown } | { readonly problem: Problem };

const DEADLINE_SECONDS = 20;
const BYTES_PER_SECOND = 1024 * 1024;

/** One thread with the policies in it. A batch that runs too long or traps ends the thread; the next batch gets a new one. Never throws for what a policy does. */
export class Evaluator {
  readonly #options: EvaluatorOptions;
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #asked = 0;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
  }

  /** Answers in the order of asking, one batch at a time. The bytes of the batch are handed over and empty afterwards. */
  evaluate(batch: Batch): Promise<Answer> {
    const answer = this.#queue.then(() => this.#ask(batch));
    this.#queue = answer;
    return answer;
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #ask(batch: Batch): Promise<Answer> {
    const seconds = (this.#options.deadlineSeconds ?? DEADLINE_SECONDS) + Math.floor(batch.json.byteLength / BYTES_PER_SECOND);
    const question: WorkerQuestion = { id: ++this.#asked, entrypoint: batch.entrypoint, json: batch.json.buffer };
    this.#worker ??= this.#start();
    const answer = await ask(this.#worker, question, seconds);
    if ('problem' in answer) await this.stop();
    return answer;
  }

  #start(): Worker {
    const wasm = new Uint8Array(this.#options.wasm);
    const worker = new Worker(this.#options.worker, { workerData: { wasm } satisfies WorkerInput });
    // Between two batches nobody listens; without this a thread that dies then would end the process.
    worker.on('error', () => undefined).on('exit', () => this.#forget(worker));
    return worker;
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
  }
}

function ask(worker: Worker, question: WorkerQuestion, seconds: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const trap = (detail: string): void => settle({ problem: { code: 'policy-trap', params: { detail } } });
    const onMessage = (answer: WorkerAnswer): void => {
      if (answer.id !== question.id) trap('answer to another question');
      else if ('trap' in answer) trap(answer.trap);
      else settle({ result: answer.result });
    };
    const onError = (error: unknown): void => trap(error instanceof Error ? error.message : String(error));
    const onExit = (status: number): void => trap(`the policy thread ended with status ${status}`);
    const timer = setTimeout(() => settle({ problem: { code: 'policy-timeout', params: { seconds } } }), seconds * 1000);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(question, [question.json]);
  });
}
