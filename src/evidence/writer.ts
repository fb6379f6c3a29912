import type { Fault, Reading } from './fault.ts';
import type { SignerKey, VerifierKey } from './key.ts';
import { CHECKPOINT_PATH, type LogFiles, tilePaths } from './layout.ts';
import { type Addition, appendRecords, emptyLog, foundLog, type LogState, readCheckpoint, readLogState } from './log.ts';
import type { SealedRecord } from './seal.ts';

/** The log branch as a writer sees it. */
export interface LogStore {
  /** The tip; null only when the branch is known not to exist. Whatever else goes wrong throws: a log must not begin anew because a read failed. */
  readTip(): Promise<LogTip | null>;
  /** Makes the branch with one parentless commit; `stale` when it has come to exist meanwhile. */
  bootstrap(additions: readonly Addition[], message: string): Promise<CommitOutcome>;
  /** One commit on top of `expected`; `stale` when the tip is another one by now. Compare and set, never force. */
  commit(expected: string, additions: readonly Addition[], message: string): Promise<CommitOutcome>;
}

export interface LogTip {
  readonly oid: string;
  /** The files at this very commit; a path that is not there is left out. */
  readFiles(paths: readonly string[]): Promise<LogFiles>;
}

export type CommitOutcome = 'ok' | 'stale';

export interface Surroundings {
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface LogIdentity {
  readonly origin: string;
  readonly signer: SignerKey;
  /** Keys the checkpoint may be signed with besides the signer's: those before a rotation. */
  readonly olderKeys?: readonly VerifierKey[];
  /** The key that this very append hands over to. */
  readonly successor?: SignerKey;
}

export type AppendOutcome =
  | { readonly status: 'appended'; readonly positions: readonly number[]; readonly added: number; readonly tries: number }
  /** The log on the branch does not verify; nothing was written. */
  | { readonly status: 'refused'; readonly fault: Fault }
  /** Others were faster every time; nothing was written. */
  | { readonly status: 'gave-up'; readonly tries: number };

// Each stale answer means that somebody else's commit went through, so 20 writers of one record each are done after 20 tries.
const MAX_TRIES = 20;
const BASE_DELAY_MS = 100;
const MAX_DELAY_MS = 5_000;

/**
 * Appends the records to the log, each once. A lost race reads the new tip and works out position and checkpoint again; the records stay as they
 * were signed. What the store throws goes through: the caller may simply call again.
 */
export async function appendToLog(
  store: LogStore,
  records: readonly SealedRecord[],
  log: LogIdentity,
  { random, sleep }: Surroundings,
): Promise<AppendOutcome> {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const tip = await store.readTip();
    const state = tip === null ? { ok: true as const, value: emptyLog(log.origin) } : await readState(tip, log);
    if (!state.ok) return { status: 'refused', fault: state.fault };
    const { additions, positions, added } = appendRecords(state.value, records, ...(log.successor ? [log.successor] : []), log.signer);
    if (added === 0 || (await commit(store, tip, additions, added, log)) === 'ok') return { status: 'appended', positions, added, tries };
    await sleep(random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (tries - 1)));
  }
  return { status: 'gave-up', tries: MAX_TRIES };
}

/** Two reads: the checkpoint says how many tiles there are. */
async function readState(tip: LogTip, { origin, signer, olderKeys = [] }: LogIdentity): Promise<Reading<LogState>> {
  const keys = [signer, ...olderKeys];
  const head = await tip.readFiles([CHECKPOINT_PATH]);
  const checkpoint = readCheckpoint(head, origin, keys);
  if (!checkpoint.ok) return checkpoint;
  const tiles = await tip.readFiles(tilePaths(checkpoint.value.size));
  return readLogState(new Map([...head, ...tiles]), origin, keys);
}

function commit(
  store: LogStore,
  tip: LogTip | null,
  additions: readonly Addition[],
  added: number,
  { origin, signer }: LogIdentity,
): Promise<CommitOutcome> {
  const message = added === 1 ? 'Add 1 record' : `Add ${added} records`;
  if (tip !== null) return store.commit(tip.oid, additions, message);
  const written = new Set(additions.map((addition) => addition.path));
  const first = foundLog(origin, signer).filter((addition) => !written.has(addition.path));
  return store.bootstrap([...first, ...additions], message);
}
