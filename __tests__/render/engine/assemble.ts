/** A module written by hand that behaves badly: it exports what the host calls, and `run` is the given code. */
export function assemble(run: readonly number[], imported?: string): Uint8Array<ArrayBuffer> {
  const shift = imported === undefined ? 0 : 1;
  const types = section(
    1,
    list([
      [0x60, 0, 0],
      [0x60, 4, I32, I32, I32, I32, 1, I32],
    ]),
  );
  const imports = imported === undefined ? [] : section(2, list([[...name('wasi_snapshot_preview1'), ...name(imported), 0, 1]]));
  const functions = section(3, list([[0], [0]]));
  const memory = section(5, list([[0, 1]]));
  const exports = section(
    7,
    list([
      [...name('memory'), 2, 0],
      [...name('_initialize'), 0, shift],
      [...name('run'), 0, shift + 1],
    ]),
  );
  const code = section(10, list([body([]), body(run)]));
  return new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...types, ...imports, ...functions, ...memory, ...exports, ...code]);
}

const I32 = 0x7f;

export const nothing: readonly number[] = [];
export const trap: readonly number[] = [0x00];
/** loop; br 0; end */
export const endless: readonly number[] = [0x03, 0x40, 0x0c, 0, 0x0b];
/** loop; if (memory.grow(16) == -1) unreachable; br 0; end */
export const greedy: readonly number[] = [0x03, 0x40, 0x41, 16, 0x40, 0, 0x41, 0x7f, 0x46, 0x04, 0x40, 0x00, 0x0b, 0x0c, 0, 0x0b];
/** Stores a slice of one page from 0 at 0, and writes it to standard output for ever. Needs `fd_write`. */
export const talkative: readonly number[] = [
  0x41, 4, 0x41, 0x80, 0x80, 0x02, 0x36, 2, 0, 0x03, 0x40, 0x41, 1, 0x41, 0, 0x41, 1, 0x41, 16, 0x10, 0, 0x1a, 0x0c, 0, 0x0b,
];
/** Calls the import with zeros. */
export const curious: readonly number[] = [0x41, 0, 0x41, 0, 0x41, 0, 0x41, 0, 0x10, 0, 0x1a];
/** Calls itself. */
export const recursive: readonly number[] = [0x10, 1];

function section(id: number, content: readonly number[]): readonly number[] {
  return [id, content.length, ...content];
}

function list(items: readonly (readonly number[])[]): readonly number[] {
  return [items.length, ...items.flat()];
}

function name(text: string): readonly number[] {
  return [text.length, ...Buffer.from(text)];
}

function body(code: readonly number[]): readonly number[] {
  return [code.length + 2, 0, ...code, 0x0b];
}
