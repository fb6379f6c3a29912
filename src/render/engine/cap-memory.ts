/**
 * Gives a module's own memory a maximum, so that the thread it runs in cannot eat the machine: a flag of V8 would bound every module of the process
 * and may go away. Sections and limits: WebAssembly core specification, 5.5.8 (memory section) and 5.3.4 (limits). Throws for a module that has not
 * exactly one memory of its own.
 */
export function capMemory(wasm: Uint8Array, maxPages: number): Uint8Array<ArrayBuffer> {
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at];
    const size = readUnsigned(wasm, at + 1);
    const end = size.next + size.value;
    if (id === 5) return replace(wasm, at, end, memorySection(wasm, size.next, maxPages));
    at = end;
  }
  throw new Error('the engine has no memory of its own');
}

function memorySection(wasm: Uint8Array, at: number, maxPages: number): readonly number[] {
  const count = readUnsigned(wasm, at);
  const flags = wasm[count.next];
  if (count.value !== 1 || (flags !== 0 && flags !== 1)) throw new Error('the memory of the engine is of an unknown kind');
  const minimum = readUnsigned(wasm, count.next + 1);
  if (minimum.value > maxPages) throw new Error('the engine starts with more memory than it may have');
  const content = [1, 1, ...writeUnsigned(minimum.value), ...writeUnsigned(maxPages)];
  return [5, ...writeUnsigned(content.length), ...content];
}

function replace(wasm: Uint8Array, from: number, to: number, section: readonly number[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(wasm.length - (to - from) + section.length);
  result.set(wasm.subarray(0, from));
  result.set(section, from);
  result.set(wasm.subarray(to), from + section.length);
  return result;
}

/** LEB128, as all numbers of the format. */
function readUnsigned(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  throw new Error('the engine is no WebAssembly module');
}

function writeUnsigned(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...writeUnsigned(Math.floor(value / 0x80))];
}
