import { bad, type Fault } from './fault.ts';
import { LOG_README } from './readme.ts';

/*
 * The files of the log branch:
 *   README.md                                  what this is
 *   checkpoint                                 signed note over origin, size and root
 *   order/<tile>.txt                           256 lines a tile: leaf hash, hash of the record key, path of the record
 *   records/<shard>/<position>-<key12>.json    one envelope a file; its bytes are the leaf
 * A position stands in names and lines only, never in an envelope: a lost race moves a record without signing it again.
 */

export const LOG_BRANCH = 'tilsyn-log';
export const README_PATH = 'README.md';
export const CHECKPOINT_PATH = 'checkpoint';
export const TILE_LINES = 256;

/** Files by path. */
export type LogFiles = ReadonlyMap<string, Uint8Array>;

const SHARD_RECORDS = 1000;

export function recordPath(position: number, keyHash: string): string {
  const shard = pad(Math.floor(position / SHARD_RECORDS), 3);
  return `records/${shard}/${pad(position, 6)}-${keyHash.slice(0, 12)}.json`;
}

export function tilePath(tile: number): string {
  return `order/${pad(tile, 3)}.txt`;
}

/** Paths of all tiles of a log of `size` records. */
export function tilePaths(size: number): readonly string[] {
  return Array.from({ length: Math.ceil(size / TILE_LINES) }, (_, tile) => tilePath(tile));
}

/** Position and shortened key hash in a record's path; null when no log of ours would call a record so. */
export function parseRecordPath(path: string): { readonly position: number; readonly key12: string } | null {
  const [, digits = '', key12 = ''] = /^records\/[0-9]+\/([0-9]{6,15})-([0-9a-f]{12})\.json$/.exec(path) ?? [];
  const position = Number(digits);
  return path === recordPath(position, key12) ? { position, key12 } : null;
}

export interface RecordFile {
  readonly position: number;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The record files in order, and what is wrong with the set of files: strangers, holes, doubles, a missing tile, an altered README. */
export function listRecordFiles(files: LogFiles): { readonly records: readonly RecordFile[]; readonly faults: readonly Fault[] } {
  const records: RecordFile[] = [];
  const strangers: string[] = [];
  for (const [path, bytes] of files) {
    const parsed = parseRecordPath(path);
    if (parsed !== null) records.push({ position: parsed.position, path, bytes });
    else if (path !== README_PATH && path !== CHECKPOINT_PATH && !isTilePath(path)) strangers.push(path);
  }
  records.sort((a, b) => a.position - b.position || (a.path < b.path ? -1 : 1));
  return { records, faults: [...findHoles(records), ...checkOthers(files, records.length), ...strangers.sort().map(unlisted)] };
}

function findHoles(records: readonly RecordFile[]): readonly Fault[] {
  const faults: Fault[] = [];
  let next = 0;
  for (const { position, path } of records) {
    if (position < next) faults.push(bad('record-twice', {}, { position, path }).fault);
    // One fault a hole: the first missing position says where to look.
    if (position > next) faults.push(bad('record-missing', {}, { position: next }).fault);
    next = Math.max(next, position + 1);
  }
  return faults;
}

function checkOthers(files: LogFiles, size: number): readonly Fault[] {
  const faults: Fault[] = [];
  const readme = files.get(README_PATH);
  if (readme === undefined || !Buffer.from(LOG_README).equals(readme)) faults.push(bad('readme-changed', {}, { path: README_PATH }).fault);
  if (!files.has(CHECKPOINT_PATH)) faults.push(bad('checkpoint-missing', {}, { path: CHECKPOINT_PATH }).fault);
  const expected = tilePaths(size);
  for (const path of expected) {
    if (!files.has(path)) faults.push(bad('tile-missing', {}, { path }).fault);
  }
  const surplus = [...files.keys()].filter((path) => isTilePath(path) && !expected.includes(path));
  return [...faults, ...surplus.sort().map(unlisted)];
}

function isTilePath(path: string): boolean {
  const tile = Number(/^order\/([0-9]{3,12})\.txt$/.exec(path)?.[1]);
  return path === tilePath(tile);
}

function unlisted(path: string): Fault {
  return bad('file-unlisted', {}, { path }).fault;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
