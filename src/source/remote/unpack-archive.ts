import { createGunzip } from 'node:zlib';
import { checkPath } from '../path-check.ts';
import { MAX_ARCHIVE_FILES, MAX_FILE_BYTES, MAX_UNPACKED_BYTES } from './limits.ts';
import { RemoteError } from './remote-error.ts';

/**
 * The files of a `.tar.gz` in memory: regular files under plain relative names, and nothing else. A link, a device, a name that leads out or stands twice, or
 * more than is read refuses the whole archive: what is left of it would not be what is deployed. Formats: POSIX ustar and pax, and GNU's long names.
 */
export async function unpackArchive(archive: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  const tar = await inflate(archive);
  const files = new Map<string, Buffer>();
  let longName: string | undefined;
  let entries = 0;
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const { name, size, type } = readHeader(header);
    const start = at + BLOCK;
    if (start + size > tar.length) throw refused('it is cut off');
    const content = tar.subarray(start, start + size);
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    entries += 1;
    if (entries > MAX_ARCHIVE_FILES) throw new RemoteError('too-large', `more than ${MAX_ARCHIVE_FILES} files`);
    switch (type) {
      case 'x':
        longName = readPaxPath(content) ?? longName;
        break;
      case 'L':
        longName = textUntilNul(content);
        break;
      case 'g':
        break;
      case '5':
        longName = undefined;
        break;
      case '0':
      case '\0':
      case '7':
        keep(files, longName ?? name, content);
        longName = undefined;
        break;
      default:
        throw refused(`${JSON.stringify((longName ?? name).slice(0, 100))} is no regular file`);
    }
  }
  return files;
}

const BLOCK = 512;

async function inflate(archive: Uint8Array): Promise<Buffer> {
  const gunzip = createGunzip();
  const chunks: Buffer[] = [];
  let size = 0;
  // Stops while it inflates: a bomb is never whole in memory. Headers and padding come on top of the content.
  const most = MAX_UNPACKED_BYTES + MAX_ARCHIVE_FILES * 2 * BLOCK;
  gunzip.end(archive);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw new RemoteError('too-large', `more than ${MAX_UNPACKED_BYTES} bytes unpacked`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof RemoteError ? error : refused('it is no gzip');
  } finally {
    gunzip.destroy();
  }
  return Buffer.concat(chunks);
}

function readHeader(header: Buffer): { readonly name: string; readonly size: number; readonly type: string } {
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0);
  if (readNumber(header.subarray(148, 156)) !== sum) throw refused('a checksum is wrong');
  const isUstar = header.toString('latin1', 257, 262) === 'ustar';
  const prefix = isUstar ? textUntilNul(header.subarray(345, 500)) : '';
  const name = textUntilNul(header.subarray(0, 100));
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: readNumber(header.subarray(124, 136)),
    type: String.fromCharCode(header[156] ?? 0),
  };
}

/** Octal text, as POSIX has it; GNU's binary numbers are for sizes that are never read here. */
function readNumber(field: Buffer): number {
  const text = textUntilNul(field).trim();
  if (!/^[0-7]{1,12}$/.test(text)) throw refused('a number cannot be read');
  return Number.parseInt(text, 8);
}

/** `path` of the records `length key=value\n`. A size that is given there makes the archive unreadable, for another reader would take that one. */
function readPaxPath(content: Buffer): string | undefined {
  let path: string | undefined;
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const length = Number(content.toString('latin1', at, space));
    if (space < 0 || !Number.isInteger(length) || length <= 0 || at + length > content.length)
      throw refused('an extended header is broken');
    const [key = '', ...value] = content.toString('utf8', space + 1, at + length - 1).split('=');
    if (key === 'path') path = value.join('=');
    if (key === 'size' || key === 'linkpath' || key.startsWith('GNU.sparse')) throw refused(`an extended header has ${key}`);
    at += length;
  }
  return path;
}

function keep(files: Map<string, Buffer>, written: string, content: Buffer): void {
  const path = written.replace(/^(\.\/)+/, '');
  if (checkPath(path, Buffer.byteLength(path)) !== undefined) throw refused(`a file is called ${JSON.stringify(written.slice(0, 100))}`);
  if (content.length > MAX_FILE_BYTES) throw new RemoteError('too-large', `${path} has ${content.length} bytes, at most ${MAX_FILE_BYTES}`);
  if (files.has(path)) throw refused(`${JSON.stringify(path.slice(0, 100))} stands twice`);
  files.set(path, content);
}

function textUntilNul(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}

function refused(detail: string): RemoteError {
  return new RemoteError('archive-refused', detail);
}
