import { z } from 'zod';

/** One file of the jail that a job sees: nothing else exists for it. */
export interface JailFile {
  /** Relative, cleaned, `/` between folders. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export const PROTOCOL = 'tilsyn.engine/v1';

/** A request as `engine/README.md` frames it: the length of the header, the header, the files one after another. */
export function writeRequest(files: readonly JailFile[], job: object): Uint8Array<ArrayBuffer> {
  const header = new TextEncoder().encode(
    JSON.stringify({ protocol: PROTOCOL, files: files.map(({ path, bytes }) => ({ path, size: bytes.length })), job }),
  );
  const request = new Uint8Array(4 + header.length + files.reduce((sum, { bytes }) => sum + bytes.length, 0));
  new DataView(request.buffer).setUint32(0, header.length, true);
  request.set(header, 4);
  let at = 4 + header.length;
  for (const { bytes } of files) {
    request.set(bytes, at);
    at += bytes.length;
  }
  return request;
}

const sized = z.looseObject({ documents: z.array(z.looseObject({ size: z.int().nonnegative() })).default([]) });

export interface Response {
  readonly header: unknown;
  /** One a document, in order. */
  readonly blobs: readonly Uint8Array[];
}

/** Takes a response apart. Undefined where it is not what the engine writes: cut off, too long, or with sizes that do not add up. */
export function readResponse(bytes: Uint8Array): Response | undefined {
  if (bytes.length < 4) return undefined;
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = end > bytes.length ? undefined : parseJson(bytes.subarray(4, end));
  const parsed = sized.safeParse(header);
  if (!parsed.success) return undefined;
  const blobs: Uint8Array[] = [];
  let at = end;
  for (const { size } of parsed.data.documents) {
    blobs.push(bytes.subarray(at, at + size));
    at += size;
  }
  return at === bytes.length ? { header, blobs } : undefined;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
