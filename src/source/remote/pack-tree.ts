import { z } from 'zod';
import type { Problem } from '../../model/root.ts';
import type { Side } from '../../model/side.ts';
import { checkPath } from '../path-check.ts';
import { RemoteError } from './remote-error.ts';

/**
 * The files of a repository at a commit as one sequence of bytes, the same each time, so that the lock can name it by its digest and the cache can hold
 * it: one line of JSON that lists the files and what could not be read, then the contents in that order.
 */
export function packTree({ files, problems }: Side): Buffer {
  const sorted = [...files.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
  const header = {
    format: FORMAT,
    files: sorted.map(({ path, bytes }) => ({ path, size: bytes.length })),
    unread: [...new Set(problems.flatMap(({ file, code }) => (file === undefined ? [] : [JSON.stringify({ path: file, code })])))]
      .sort()
      .map((one) => JSON.parse(one) as { readonly path: string; readonly code: string }),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...sorted.map(({ bytes }) => bytes)]);
}

const FORMAT = 'tilsyn.tree/v1';

const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  files: z.array(z.strictObject({ path: z.string(), size: z.int().min(0) })),
  unread: z.array(z.strictObject({ path: z.string(), code: z.string() })),
});

/** Reads what `packTree` wrote. The bytes are those whose digest the lock names, and the lock may have been written by anybody. */
export function unpackTree(packed: Buffer): { readonly files: ReadonlyMap<string, Buffer>; readonly problems: readonly Problem[] } {
  const end = packed.indexOf(0x0a);
  const header = headerSchema.safeParse(parse(packed.subarray(0, Math.max(end, 0))));
  if (!header.success) throw notUnderstood();
  const files = new Map<string, Buffer>();
  let at = end + 1;
  for (const { path, size } of header.data.files) {
    if (checkPath(path, Buffer.byteLength(path)) !== undefined || files.has(path) || at + size > packed.length) throw notUnderstood();
    files.set(path, packed.subarray(at, at + size));
    at += size;
  }
  if (at !== packed.length) throw notUnderstood();
  return {
    files,
    problems: header.data.unread.map(({ path }) => ({ code: 'file-unreadable', file: path, params: { what: 'missing' } })),
  };
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}

function notUnderstood(): RemoteError {
  return new RemoteError('not-understood', 'it is no packed repository');
}
