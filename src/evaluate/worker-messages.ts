import type { Entrypoint } from '../model/control.ts';

/** Handed to the worker when it starts. */
export interface WorkerInput {
  readonly wasm: Uint8Array<ArrayBuffer>;
}

export interface WorkerQuestion {
  readonly id: number;
  readonly entrypoint: Entrypoint;
  /** Transferred: the worker gets an ArrayBuffer of its own realm, the only kind that the SDK takes for raw JSON. */
  readonly json: ArrayBuffer;
}

export type WorkerAnswer = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly trap: string };
