import { decodeBase64 } from './base64.ts';
import { bad, good, type Reading } from './fault.ts';
import type { SignerKey, VerifierKey } from './key.ts';
import { openNote, signNote } from './note.ts';

/** The signed head of a log, c2sp.org/tlog-checkpoint: three lines in a signed note. */
export interface Checkpoint {
  readonly origin: string;
  /** Number of records. */
  readonly size: number;
  /** Root of the RFC 6962 tree over the record files, 32 bytes. */
  readonly root: Uint8Array;
}

const ORIGIN_PREFIX = 'tilsyn.dev/log/';

/** The name of a repository's log. The numeric id outlives renames and transfers, and no second repository ever gets it. */
export function logOrigin(repositoryId: number): string {
  return `${ORIGIN_PREFIX}${repositoryId}`;
}

/** The numeric repository id in the name of a log, or null when it is not one of ours. */
export function originRepository(origin: string): number | null {
  const id = Number(/^[1-9][0-9]{0,15}$/.exec(origin.slice(ORIGIN_PREFIX.length))?.[0]);
  return Number.isSafeInteger(id) && origin === logOrigin(id) ? id : null;
}

/** The first key is the one that goes on; a second one has just handed over to it. */
export function signCheckpoint(checkpoint: Checkpoint, ...signers: readonly SignerKey[]): Buffer {
  const root = Buffer.from(checkpoint.root).toString('base64');
  return signNote(`${checkpoint.origin}\n${checkpoint.size}\n${root}\n`, ...signers);
}

/** Reads a checkpoint that one of the keys signed. Extension lines are refused: we write none, and nobody could check them. */
export function openCheckpoint(note: Uint8Array, keys: readonly VerifierKey[]): Reading<Checkpoint> {
  const text = openNote(note, keys);
  if (!text.ok) return text;
  const [origin = '', size = '', encodedRoot = '', end, ...more] = text.value.split('\n');
  if (end !== '' || more.length > 0) return bad('checkpoint-invalid', { what: 'lines' });
  if (originRepository(origin) === null) return bad('checkpoint-invalid', { what: 'origin' });
  if (!/^(0|[1-9][0-9]{0,14})$/.test(size)) return bad('checkpoint-invalid', { what: 'size' });
  const root = decodeBase64(encodedRoot);
  if (root?.length !== 32) return bad('checkpoint-invalid', { what: 'root' });
  return good({ origin, size: Number(size), root });
}
