import { crc32 } from 'node:zlib';

/*
 * A ZIP archive with stored entries (APPNOTE.TXT 6.3.9, sections 4.3.7, 4.3.12 and 4.3.16): evidence is small and is to be read by anything, and a
 * library for thirty lines would be one more thing to trust. Without ZIP64, so at most 65,535 files and 4 GiB; beyond that it throws.
 */

/** The bytes of an archive of these files, in the order of their names and all of one date, so that the same files give the same archive. */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, bytes] of entries) {
    const name = Buffer.from(path);
    const shared = Buffer.alloc(26);
    // Version 2.0, names in UTF-8, stored, 1 January 1980.
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(bytes.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, name, bytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), shared, tail, name]));
    bodies.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, index, Buffer.from('PK\u0005\u0006'), end]);
}
