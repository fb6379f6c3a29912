import { openCheckpoint } from '../checkpoint.ts';
import { bad, type Fault } from '../fault.ts';
import { type KeyChain, keysForSize } from '../key-chain.ts';
import { CHECKPOINT_PATH, parseRecordPath, README_PATH, TILE_LINES, tilePath } from '../layout.ts';
import { type Frontier, foldRoot, growFrontier } from '../merkle.ts';
import { type OrderEntry, parseTile } from '../order.ts';
import { type Check, judge, unproved } from './check.ts';

/** One commit of the log branch. */
export interface LogCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly changes: readonly LogChange[];
}

export interface LogChange {
  /** Git's letter: `A` added, `M` modified, `D` deleted, `T` another type. */
  readonly status: string;
  /** Mode after the change, six octal digits. */
  readonly mode: string;
  readonly path: string;
  /** Content after the change; read for checkpoint and order only. */
  readonly bytes?: Uint8Array;
}

/** The log as far as the commits read so far have made it. Grows in place: a copy for each commit would cost the square of their number. */
interface Progress {
  readonly entries: OrderEntry[];
  frontier: Frontier;
  /** Bytes of the tile that is not full yet. */
  tail: Uint8Array;
}

/**
 * The branch is one line of commits from a parentless one; each only adds record files at the end, lengthens the order by as many lines, and signs
 * a checkpoint over exactly that. Stops at the first commit that does anything else.
 */
export function checkHistory(commits: readonly LogCommit[] | undefined, chain: KeyChain): Check {
  if (commits === undefined) return unproved('history', 'no-history-given');
  const progress: Progress = { entries: [], frontier: [], tail: new Uint8Array() };
  let parent: string | undefined;
  for (const commit of commits) {
    const fault = readCommit(commit, parent, progress, chain);
    if (fault !== null) return judge('history', [fault]);
    parent = commit.sha;
  }
  return judge('history', []);
}

function readCommit(commit: LogCommit, parent: string | undefined, progress: Progress, chain: KeyChain): Fault | null {
  const { sha, changes, parents } = commit;
  if (parents.join(' ') !== (parent ?? '')) return bad('history-merge', { commit: sha }).fault;
  const odd = changes.find((change) => change.mode !== '100644' && change.status !== 'D');
  if (odd !== undefined) return bad('history-file-odd', { commit: sha, mode: odd.mode }, { path: odd.path }).fault;
  const foreign = changes.find((change) => !isAllowed(change, parent === undefined));
  if (foreign !== undefined) return rewritten(sha, foreign.path);
  const sizeBefore = progress.entries.length;
  const broken = growOrder(progress, changes);
  if (broken !== undefined) return rewritten(sha, broken.path);
  const fresh = progress.entries.slice(sizeBefore);
  const path = findMismatch(fresh, changes);
  if (path !== undefined) return rewritten(sha, path);
  const hashes = fresh.map((entry) => entry.leafHash);
  progress.frontier = growFrontier(progress.frontier, hashes);
  return isSigned(progress, changes, chain) ? null : rewritten(sha, CHECKPOINT_PATH);
}

function isAllowed({ status, path }: LogChange, isFirst: boolean): boolean {
  if (path === README_PATH) return isFirst && status === 'A';
  if (path === CHECKPOINT_PATH) return status === (isFirst ? 'A' : 'M');
  if (parseRecordPath(path) !== null) return status === 'A';
  return path.startsWith('order/') && (status === 'A' || status === 'M');
}

/**
 * Adds the commit's new lines; the change at fault when a tile is not one that an append may touch, or what it held before is not the same to the byte.
 * Only new lines are read: a tile is written anew with each of its 256, and to read it whole each time would cost as many times as much.
 */
function growOrder(progress: Progress, changes: readonly LogChange[]): LogChange | undefined {
  const { entries } = progress;
  const tiles = changes.filter((change) => change.path.startsWith('order/')).sort((a, b) => tileOf(a.path) - tileOf(b.path));
  for (const change of tiles) {
    const tile = Math.floor(entries.length / TILE_LINES);
    const bytes = Buffer.from(change.bytes ?? new Uint8Array());
    const { tail } = progress;
    if (change.path !== tilePath(tile) || !bytes.subarray(0, tail.length).equals(tail)) return change;
    const lines = parseTile(bytes.subarray(tail.length), tile, entries.length % TILE_LINES);
    if (!lines.ok) return change;
    entries.push(...lines.value);
    progress.tail = entries.length % TILE_LINES === 0 ? new Uint8Array() : bytes;
  }
  return undefined;
}

/** A path that is a new file or a new line, but not both. */
function findMismatch(fresh: readonly OrderEntry[], changes: readonly LogChange[]): string | undefined {
  const files = new Set(changes.map((change) => change.path).filter((path) => parseRecordPath(path) !== null));
  const lines = new Set(fresh.map((entry) => entry.path));
  return [...files].find((path) => !lines.has(path)) ?? [...lines].find((path) => !files.has(path));
}

function tileOf(path: string): number {
  return Number(/[0-9]+/.exec(path)?.[0]);
}

/** The commit's checkpoint must fit; a commit without one must add nothing, and we never make such a commit. */
function isSigned({ entries, frontier }: Progress, changes: readonly LogChange[], chain: KeyChain): boolean {
  const note = changes.find((change) => change.path === CHECKPOINT_PATH)?.bytes;
  const checkpoint = note && openCheckpoint(note, keysForSize(chain, entries.length));
  return checkpoint?.ok === true && checkpoint.value.size === entries.length && foldRoot(frontier).equals(checkpoint.value.root);
}

function rewritten(commit: string, path: string): Fault {
  const position = parseRecordPath(path)?.position;
  return bad('history-rewritten', { commit }, position === undefined ? { path } : { position, path }).fault;
}
