import { type Checkpoint, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { bad, good, type Reading } from './fault.ts';
import { keyLabel, type SignerKey, type VerifierKey } from './key.ts';
import { CHECKPOINT_PATH, type LogFiles, README_PATH, recordPath, TILE_LINES, tilePath, tilePaths } from './layout.ts';
import { computeRoot, hashLeaf } from './merkle.ts';
import { firstSigner } from './note.ts';
import { formatTile, type OrderEntry, parseTile } from './order.ts';
import { LOG_README } from './readme.ts';
import { hashKey } from './record.ts';
import type { SealedRecord } from './seal.ts';

/** What must be known of a log to go on writing it: the order, not the records. */
export interface LogState {
  readonly origin: string;
  readonly entries: readonly OrderEntry[];
}

export interface Addition {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Appended {
  /** Files to write, all in one commit; none when every record was there already. */
  readonly additions: readonly Addition[];
  readonly state: LogState;
  /** Where each record stands, in the order given, new or not. */
  readonly positions: readonly number[];
  /** How many of them are new. */
  readonly added: number;
}

export function emptyLog(origin: string): LogState {
  return { origin, entries: [] };
}

/** The files of a log without records, for the first commit of its branch. */
export function foundLog(origin: string, signer: SignerKey): readonly Addition[] {
  return [
    { path: README_PATH, bytes: Buffer.from(LOG_README) },
    { path: CHECKPOINT_PATH, bytes: signCheckpoint({ origin, size: 0, root: computeRoot([]) }, signer) },
  ];
}

/**
 * Puts the records at the end, in the order given. A record whose key the log already has is left out: the first one stands. The records are taken
 * as they are, so the same ones can be tried again on a later state. The signers are those of the checkpoint.
 */
export function appendRecords(state: LogState, records: readonly SealedRecord[], ...signers: readonly SignerKey[]): Appended {
  const entries = [...state.entries];
  const positionOf = new Map(entries.map((entry, position) => [entry.keyHash, position]));
  const files: Addition[] = [];
  const positions = records.map(({ key, bytes }) => {
    const keyHash = hashKey(key);
    const known = positionOf.get(keyHash);
    if (known !== undefined) return known;
    const position = entries.length;
    const path = recordPath(position, keyHash);
    entries.push({ leafHash: hashLeaf(bytes), keyHash, path });
    positionOf.set(keyHash, position);
    files.push({ path, bytes });
    return position;
  });
  const grown = { origin: state.origin, entries };
  const additions = files.length === 0 ? [] : [...files, ...growTiles(state, grown), signHead(grown, signers)];
  return { additions, state: grown, positions, added: files.length };
}

function growTiles(before: LogState, after: LogState): readonly Addition[] {
  const first = Math.floor(before.entries.length / TILE_LINES);
  const end = Math.ceil(after.entries.length / TILE_LINES);
  return Array.from({ length: end - first }, (_, index) => ({
    path: tilePath(first + index),
    bytes: Buffer.from(formatTile(after.entries, first + index)),
  }));
}

function signHead({ origin, entries }: LogState, signers: readonly SignerKey[]): Addition {
  const root = computeRoot(entries.map((entry) => entry.leafHash));
  return { path: CHECKPOINT_PATH, bytes: signCheckpoint({ origin, size: entries.length, root }, ...signers) };
}

/**
 * Reads the state from checkpoint and tiles. Refuses what the checkpoint does not vouch for: writing on would put our signature under somebody
 * else's history.
 */
export function readLogState(files: LogFiles, origin: string, keys: readonly VerifierKey[]): Reading<LogState> {
  const checkpoint = readCheckpoint(files, origin, keys);
  if (!checkpoint.ok) return checkpoint;
  // After a rotation the first signature is the new key's: the old one may still read this checkpoint, and must not write on it.
  const first = firstSigner(files.get(CHECKPOINT_PATH) ?? new Uint8Array());
  if (!keys.some((key) => keyLabel(key) === first)) return bad('key-retired', { key: first ?? '' }, { path: CHECKPOINT_PATH });
  const entries = readOrder(files, checkpoint.value.size);
  if (!entries.ok) return entries;
  const root = computeRoot(entries.value.map((entry) => entry.leafHash));
  if (!root.equals(checkpoint.value.root)) {
    return bad('root-differs', { checkpoint: hex(checkpoint.value.root), found: hex(root) }, { path: CHECKPOINT_PATH });
  }
  return good({ origin, entries: entries.value });
}

/** The checkpoint of the log, if it is signed by one of the keys and speaks of the log `origin`. */
export function readCheckpoint(files: LogFiles, origin: string, keys: readonly VerifierKey[]): Reading<Checkpoint> {
  const note = files.get(CHECKPOINT_PATH);
  if (note === undefined) return bad('checkpoint-missing', {}, { path: CHECKPOINT_PATH });
  const checkpoint = openCheckpoint(note, keys);
  if (!checkpoint.ok) return { ok: false, fault: { ...checkpoint.fault, path: CHECKPOINT_PATH } };
  return checkpoint.value.origin === origin
    ? checkpoint
    : bad('origin-differs', { expected: origin, found: checkpoint.value.origin }, { path: CHECKPOINT_PATH });
}

/** All lines of the order; `size` says how many there must be. */
export function readOrder(files: LogFiles, size: number): Reading<readonly OrderEntry[]> {
  const entries: OrderEntry[] = [];
  for (const [tile, path] of tilePaths(size).entries()) {
    const bytes = files.get(path);
    if (bytes === undefined) return bad('tile-missing', {}, { path });
    const lines = parseTile(bytes, tile);
    if (!lines.ok) return lines;
    entries.push(...lines.value);
    const due = Math.min(size, (tile + 1) * TILE_LINES);
    if (entries.length !== due) {
      return bad('order-length-wrong', { expected: size, found: entries.length }, { position: Math.min(entries.length, due), path });
    }
  }
  return good(entries);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
