import { MAX_STDERR_BYTES } from './limits.ts';
import { seededBytes } from './random.ts';

/** Why a job ended without an answer; thrown out of the module. */
export class JobEnded extends Error {
  readonly fault: 'exit' | 'output' | 'import';

  constructor(fault: JobEnded['fault'], detail: string) {
    super(detail);
    this.fault = fault;
  }
}

export interface Wasi {
  readonly imports: Readonly<Record<string, (...args: never[]) => number>>;
  /** The module's memory, known only once there is an instance. */
  attach(memory: WebAssembly.Memory): void;
  stdout(): Uint8Array<ArrayBuffer>;
  stderr(): string;
}

const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const CHARACTER_DEVICE = 2;

/** What the clock of the wall shows in templates: 2025-01-01T00:00:00Z. A render must not change because time has passed. */
const WALL_CLOCK = 1_735_689_600_000_000_000n;

/**
 * The monotonic clock stands still: when it moves in steps that have nothing to do with work, Go's collector believes itself to take all the time and
 * stops collecting. With stop-the-world collection nothing waits for it.
 */
const MONOTONIC_CLOCK = 1_000_000_000n;

const ENVIRONMENT = ['GODEBUG=gcstoptheworld=1'];
const ARGUMENTS = ['engine'];

/**
 * As much of `wasi_snapshot_preview1` as a Go program needs to read a request, write an answer and draw from a seeded stream. No file, socket or folder
 * exists. Whatever else is called ends the job: code that asks for it wants something that it must not have, and an error number might be passed over.
 */
export function makeWasi(request: Uint8Array, seed: string, maxOutput: number, wanted: readonly string[]): Wasi {
  const fill = seededBytes(seed);
  const output: Uint8Array[] = [];
  const errors: Uint8Array[] = [];
  let memory: WebAssembly.Memory | undefined;
  let read = 0;
  let written = 0;
  let told = 0;

  const bytes = (): Uint8Array => new Uint8Array((memory as WebAssembly.Memory).buffer);
  const view = (): DataView => new DataView((memory as WebAssembly.Memory).buffer);
  const slices = (list: number, count: number): readonly Uint8Array[] =>
    Array.from({ length: count }, (_, index) => {
      const at = view().getUint32(list + 8 * index, true);
      return bytes().subarray(at, at + view().getUint32(list + 8 * index + 4, true));
    });
  const sizes = (texts: readonly string[], count: number, size: number): number => {
    view().setUint32(count, texts.length, true);
    view().setUint32(size, texts.join('\0').length + (texts.length === 0 ? 0 : 1), true);
    return SUCCESS;
  };
  const texts = (list: readonly string[], pointers: number, buffer: number): number => {
    let at = buffer;
    for (const [index, text] of list.entries()) {
      view().setUint32(pointers + 4 * index, at, true);
      at += new TextEncoder().encodeInto(`${text}\0`, bytes().subarray(at)).written;
    }
    return SUCCESS;
  };

  const served: Record<string, (...args: never[]) => number> = {
    args_sizes_get: (count: number, size: number) => sizes(ARGUMENTS, count, size),
    args_get: (pointers: number, buffer: number) => texts(ARGUMENTS, pointers, buffer),
    environ_sizes_get: (count: number, size: number) => sizes(ENVIRONMENT, count, size),
    environ_get: (pointers: number, buffer: number) => texts(ENVIRONMENT, pointers, buffer),
    clock_time_get: (id: number, _precision: bigint, result: number) => {
      view().setBigUint64(result, id === 0 ? WALL_CLOCK : MONOTONIC_CLOCK, true);
      return SUCCESS;
    },
    random_get: (at: number, length: number) => {
      fill(bytes().subarray(at, at + length));
      return SUCCESS;
    },
    sched_yield: () => SUCCESS,
    poll_oneoff: (subscriptions: number, events: number, count: number, result: number) => {
      // Each subscription (48 bytes) is answered by an event (32 bytes) at once: clocks stand still, and nothing is ever waited for.
      for (let index = 0; index < count; index += 1) {
        const event = events + 32 * index;
        bytes().fill(0, event, event + 32);
        view().setBigUint64(event, view().getBigUint64(subscriptions + 48 * index, true), true);
        view().setUint8(event + 10, view().getUint8(subscriptions + 48 * index + 8));
      }
      view().setUint32(result, count, true);
      return SUCCESS;
    },
    fd_prestat_get: () => BAD_DESCRIPTOR,
    fd_fdstat_get: (descriptor: number, result: number) => {
      if (descriptor > 2) return BAD_DESCRIPTOR;
      bytes().fill(0, result, result + 24);
      view().setUint8(result, CHARACTER_DEVICE);
      view().setBigUint64(result + 8, 0xffff_ffff_ffff_ffffn, true);
      return SUCCESS;
    },
    fd_fdstat_set_flags: (descriptor: number) => (descriptor > 2 ? BAD_DESCRIPTOR : SUCCESS),
    fd_read: (descriptor: number, list: number, count: number, result: number) => {
      if (descriptor !== 0) return BAD_DESCRIPTOR;
      let got = 0;
      for (const slice of slices(list, count)) {
        const part = request.subarray(read, read + slice.length);
        slice.set(part);
        read += part.length;
        got += part.length;
      }
      view().setUint32(result, got, true);
      return SUCCESS;
    },
    fd_write: (descriptor: number, list: number, count: number, result: number) => {
      if (descriptor !== 1 && descriptor !== 2) return BAD_DESCRIPTOR;
      let taken = 0;
      for (const slice of slices(list, count)) {
        taken += slice.length;
        if (descriptor === 1) {
          written += slice.length;
          if (written > maxOutput) throw new JobEnded('output', 'more output than allowed');
          output.push(slice.slice());
        } else if (told < MAX_STDERR_BYTES) {
          told += slice.length;
          errors.push(slice.slice(0, MAX_STDERR_BYTES));
        }
      }
      view().setUint32(result, taken, true);
      return SUCCESS;
    },
    proc_exit: (status: number) => {
      throw new JobEnded('exit', `exit status ${status}`);
    },
  };

  const refuse = (name: string) => (): number => {
    throw new JobEnded('import', name);
  };
  return {
    imports: Object.fromEntries(wanted.map((name) => [name, Object.hasOwn(served, name) ? (served[name] as () => number) : refuse(name)])),
    attach: (own) => {
      memory = own;
    },
    stdout: () => join(output, written),
    stderr: () =>
      new TextDecoder().decode(
        join(
          errors,
          errors.reduce((sum, part) => sum + part.length, 0),
        ),
      ),
  };
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
