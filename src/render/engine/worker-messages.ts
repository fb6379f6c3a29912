/** Handed to the thread when it starts; nothing else reaches it but questions. */
export interface WorkerInput {
  readonly module: WebAssembly.Module;
  readonly maxOutput: number;
}

export interface WorkerQuestion {
  readonly id: number;
  /** A request as `engine/README.md` frames it. Transferred. */
  readonly request: Uint8Array<ArrayBuffer>;
  readonly seed: string;
}

/** Why there is no answer; `detail` names an import or a status, and holds nothing that a template wrote. */
export interface JobFault {
  readonly fault: 'trap' | 'memory' | 'output' | 'import';
  readonly detail: string;
}

export type WorkerAnswer = { readonly id: number } & ({ readonly response: Uint8Array<ArrayBuffer> } | JobFault);
