import { bad, good, type Reading } from './fault.ts';
import { recordPath, TILE_LINES, tilePath } from './layout.ts';

/** One line of the order: everything an append must know of a record that is there already. */
export interface OrderEntry {
  /** RFC 6962 leaf hash of the record file. */
  readonly leafHash: Uint8Array;
  /** SHA-256 of the record key, in hexadecimal. */
  readonly keyHash: string;
  readonly path: string;
}

/** The tile that holds `position`, as it stands when the log has these entries. */
export function formatTile(entries: readonly OrderEntry[], tile: number): string {
  return entries
    .slice(tile * TILE_LINES, (tile + 1) * TILE_LINES)
    .map(({ leafHash, keyHash, path }) => `${Buffer.from(leafHash).toString('hex')} ${keyHash} ${path}\n`)
    .join('');
}

/**
 * Reads one tile, strictly: a line has one way to be written, and the path is the one that position and key give. `skipped` lines of the tile are
 * known already and not among the bytes.
 */
export function parseTile(bytes: Uint8Array, tile: number, skipped = 0): Reading<readonly OrderEntry[]> {
  // All that may stand here is ASCII. Latin 1 gives each byte a character, so that a stray one spoils its own line and not the file.
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const first = tile * TILE_LINES + skipped;
  const entries: OrderEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const position = first + index;
    // Of a text that ends in a newline the last piece is empty.
    if (index === lines.length - 1 && index > 0 && line === '') break;
    const [, leaf = '', keyHash = '', path = ''] = /^([0-9a-f]{64}) ([0-9a-f]{64}) ([^ ]+)$/.exec(line) ?? [];
    const broken = leaf === '' || index === lines.length - 1 || skipped + index >= TILE_LINES;
    if (broken) return bad('order-line-invalid', { line: index + 1 }, { position, path: tilePath(tile) });
    const expected = recordPath(position, keyHash);
    if (path !== expected) return bad('order-path-wrong', { expected, found: path }, { position, path: tilePath(tile) });
    entries.push({ leafHash: Buffer.from(leaf, 'hex'), keyHash, path });
  }
  return good(entries);
}
