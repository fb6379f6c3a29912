import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);

// src/render/engine/worker.ts
import { parentPort, workerData } from "node:worker_threads";

// src/render/engine/limits.ts
var MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
var MAX_INPUT_BYTES = 32 * 1024 * 1024;
var MAX_STDERR_BYTES = 16 * 1024;

// src/render/engine/random.ts
import { createHash } from "node:crypto";
function seededBytes(seed) {
  let counter = 0;
  let block = new Uint8Array(0);
  return (into) => {
    for (let at = 0; at < into.length; ) {
      if (block.length === 0) block = Uint8Array.from(createHash("sha256").update(`${seed}\0${counter++}`).digest());
      const taken = block.subarray(0, into.length - at);
      into.set(taken, at);
      at += taken.length;
      block = block.subarray(taken.length);
    }
  };
}

// src/render/engine/wasi.ts
var JobEnded = class extends Error {
  fault;
  constructor(fault, detail) {
    super(detail);
    this.fault = fault;
  }
};
var SUCCESS = 0;
var BAD_DESCRIPTOR = 8;
var CHARACTER_DEVICE = 2;
var WALL_CLOCK = 1735689600000000000n;
var MONOTONIC_CLOCK = 1000000000n;
var ENVIRONMENT = ["GODEBUG=gcstoptheworld=1"];
var ARGUMENTS = ["engine"];
function makeWasi(request, seed, maxOutput2, wanted) {
  const fill = seededBytes(seed);
  const output = [];
  const errors = [];
  let memory;
  let read = 0;
  let written = 0;
  let told = 0;
  const bytes = () => new Uint8Array(memory.buffer);
  const view = () => new DataView(memory.buffer);
  const slices = (list, count) => Array.from({ length: count }, (_, index) => {
    const at = view().getUint32(list + 8 * index, true);
    return bytes().subarray(at, at + view().getUint32(list + 8 * index + 4, true));
  });
  const sizes = (texts2, count, size) => {
    view().setUint32(count, texts2.length, true);
    view().setUint32(size, texts2.join("\0").length + (texts2.length === 0 ? 0 : 1), true);
    return SUCCESS;
  };
  const texts = (list, pointers, buffer) => {
    let at = buffer;
    for (const [index, text] of list.entries()) {
      view().setUint32(pointers + 4 * index, at, true);
      at += new TextEncoder().encodeInto(`${text}\0`, bytes().subarray(at)).written;
    }
    return SUCCESS;
  };
  const served = {
    args_sizes_get: (count, size) => sizes(ARGUMENTS, count, size),
    args_get: (pointers, buffer) => texts(ARGUMENTS, pointers, buffer),
    environ_sizes_get: (count, size) => sizes(ENVIRONMENT, count, size),
    environ_get: (pointers, buffer) => texts(ENVIRONMENT, pointers, buffer),
    clock_time_get: (id, _precision, result) => {
      view().setBigUint64(result, id === 0 ? WALL_CLOCK : MONOTONIC_CLOCK, true);
      return SUCCESS;
    },
    random_get: (at, length) => {
      fill(bytes().subarray(at, at + length));
      return SUCCESS;
    },
    sched_yield: () => SUCCESS,
    poll_oneoff: (subscriptions, events, count, result) => {
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
    fd_fdstat_get: (descriptor, result) => {
      if (descriptor > 2) return BAD_DESCRIPTOR;
      bytes().fill(0, result, result + 24);
      view().setUint8(result, CHARACTER_DEVICE);
      view().setBigUint64(result + 8, 0xffffffffffffffffn, true);
      return SUCCESS;
    },
    fd_fdstat_set_flags: (descriptor) => descriptor > 2 ? BAD_DESCRIPTOR : SUCCESS,
    fd_read: (descriptor, list, count, result) => {
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
    fd_write: (descriptor, list, count, result) => {
      if (descriptor !== 1 && descriptor !== 2) return BAD_DESCRIPTOR;
      let taken = 0;
      for (const slice of slices(list, count)) {
        taken += slice.length;
        if (descriptor === 1) {
          written += slice.length;
          if (written > maxOutput2) throw new JobEnded("output", "more output than allowed");
          output.push(slice.slice());
        } else if (told < MAX_STDERR_BYTES) {
          told += slice.length;
          errors.push(slice.slice(0, MAX_STDERR_BYTES));
        }
      }
      view().setUint32(result, taken, true);
      return SUCCESS;
    },
    proc_exit: (status) => {
      throw new JobEnded("exit", `exit status ${status}`);
    }
  };
  const refuse = (name) => () => {
    throw new JobEnded("import", name);
  };
  return {
    imports: Object.fromEntries(wanted.map((name) => [name, Object.hasOwn(served, name) ? served[name] : refuse(name)])),
    attach: (own) => {
      memory = own;
    },
    stdout: () => join(output, written),
    stderr: () => new TextDecoder().decode(
      join(
        errors,
        errors.reduce((sum, part) => sum + part.length, 0)
      )
    )
  };
}
function join(parts, size) {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// src/render/engine/run-job.ts
function runJob(module2, request, seed, maxOutput2) {
  const names = WebAssembly.Module.imports(module2).map(({ name }) => name);
  const wasi = makeWasi(request, seed, maxOutput2, names);
  try {
    const instance = new WebAssembly.Instance(module2, { wasi_snapshot_preview1: wasi.imports });
    const engine = instance.exports;
    wasi.attach(engine.memory);
    engine._initialize();
    engine.run();
    return { response: wasi.stdout() };
  } catch (error) {
    return faultOf(error, wasi.stderr());
  }
}
function faultOf(error, stderr) {
  if (error instanceof JobEnded && (error.fault === "output" || error.fault === "import"))
    return { fault: error.fault, detail: error.message };
  if (/out of memory|cannot allocate memory/.test(stderr)) return { fault: "memory", detail: "out of memory" };
  if (/stack overflow|stack exceeds/.test(stderr) || error instanceof RangeError) return { fault: "trap", detail: "stack overflow" };
  if (error instanceof JobEnded) return { fault: "trap", detail: error.message };
  return { fault: "trap", detail: error instanceof WebAssembly.RuntimeError ? error.message : "the module could not be started" };
}

// src/render/engine/worker.ts
var { module, maxOutput } = workerData;
parentPort?.on("message", ({ id, request, seed }) => {
  const answer = { id, ...runJob(module, request, seed, maxOutput) };
  parentPort?.postMessage(answer, "response" in answer ? [answer.response.buffer] : []);
});
