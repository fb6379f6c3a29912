import { openCheckpoint } from '../checkpoint.ts';
import { bad, type Fault } from '../fault.ts';
import type { VerifierKey } from '../key.ts';
import { CHECKPOINT_PATH } from '../layout.ts';
import { computeRoot } from '../merkle.ts';
import { type Check, judge, unproved } from './check.ts';

export interface LogHead {
  readonly origin?: string;
  readonly leafHashes: readonly Uint8Array[];
}

/**
 * Holds the log against checkpoints that were kept elsewhere. Without one, a log that was cut short, or shown to us only, looks like any other:
 * that cannot be proved from the log, and is said so.
 */
export function checkConsistency(head: LogHead, earlier: readonly Uint8Array[], keys: readonly VerifierKey[]): Check {
  if (earlier.length === 0) return unproved('consistency', 'no-earlier-checkpoint');
  return judge(
    'consistency',
    earlier.flatMap((note) => compare(head, note, keys)),
  );
}

function compare({ origin, leafHashes }: LogHead, note: Uint8Array, keys: readonly VerifierKey[]): readonly Fault[] {
  const opened = openCheckpoint(note, keys);
  if (!opened.ok) return [opened.fault];
  const old = opened.value;
  if (origin !== undefined && old.origin !== origin) return [bad('origin-differs', { expected: old.origin, found: origin }).fault];
  if (old.size > leafHashes.length) {
    return [bad('log-truncated', { earlier: old.size, found: leafHashes.length }, { position: leafHashes.length }).fault];
  }
  const same = computeRoot(leafHashes.slice(0, old.size)).equals(old.root);
  return same ? [] : [bad('log-rewritten', { size: old.size }, { path: CHECKPOINT_PATH }).fault];
}
