import { openEnvelope, peekPayload } from './dsse.ts';
import { bad, type Fault } from './fault.ts';
import { formatVerifierKey, keyLabel, parseVerifierKey, type VerifierKey } from './key.ts';
import type { RecordFile } from './layout.ts';
import type { LogRecord } from './record.ts';
import { readStatement } from './statement.ts';

/*
 * Which key signs which part of a log. A rotation is signed by the old key and names the new one, so whoever trusts the old one can follow. A loss
 * can be signed by the new key only: it is believed where the new key, or one that follows from it, was handed in, and nowhere else. Backwards a
 * later key is enough: its checkpoint vouches for every record before it.
 */

/** A part of the log that one key signs; the first part of a log without rotation may be signed by any key handed in. */
export interface KeySpan {
  readonly keys: readonly VerifierKey[];
  /** Position of its first record. */
  readonly from: number;
  /** Smallest size of the log whose checkpoint it signs. */
  readonly fromSize: number;
}

export interface KeyChain {
  readonly spans: readonly KeySpan[];
  /** Changes of key that were followed: worth reading. */
  readonly remarks: readonly Fault[];
  /** Losses that nothing handed in vouches for. */
  readonly faults: readonly Fault[];
}

/** Follows the changes of key through the record files, given in order, from the keys that were handed in. */
export function followKeys(files: readonly RecordFile[], trusted: readonly VerifierKey[]): KeyChain {
  const { links, spans } = walk(files);
  const last = spans.findLastIndex(({ keys }) => keys.some((key) => trusted.some((known) => isSame(known, key))));
  const whole = [{ keys: trusted, from: 0, fromSize: 0 }];
  if (last === -1) return { spans: whole, remarks: [], faults: [] };
  // Span n begins with link n - 1. After the last key that was handed in only rotations lead on.
  const broken = links.findIndex(({ cause }, index) => index >= last && cause === 'key-loss');
  const followed = broken === -1 ? links.length : broken;
  const lost = broken === -1 ? undefined : links[broken];
  return {
    spans: spans.slice(0, followed + 1),
    remarks: links.slice(0, followed).map(describe),
    faults: lost === undefined ? [] : [{ ...describe(lost), code: 'key-loss-untrusted' }],
  };
}

/** The keys that may sign the record at a position. */
export function keysAt({ spans }: KeyChain, position: number): readonly VerifierKey[] {
  return spans.findLast(({ from }) => from <= position)?.keys ?? [];
}

/** The keys that may sign the checkpoint of a log of this size: from the change on the new one alone. */
export function keysForSize({ spans }: KeyChain, size: number): readonly VerifierKey[] {
  return spans.findLast(({ fromSize }) => fromSize <= size)?.keys ?? [];
}

/** Every key of the log, for notes whose size is not known yet. */
export function keysEver({ spans }: KeyChain): readonly VerifierKey[] {
  return spans.flatMap(({ keys }) => keys);
}

interface Link {
  readonly cause: 'key-rotation' | 'key-loss';
  readonly file: RecordFile;
  readonly oldKey: VerifierKey;
  readonly newKey: VerifierKey;
}

/** The changes of key that are signed as they must be, each beginning where the one before led. Whatever else claims to be one is passed over here. */
function walk(files: readonly RecordFile[]): { readonly links: readonly Link[]; readonly spans: readonly KeySpan[] } {
  const links: Link[] = [];
  const spans: KeySpan[] = [];
  for (const file of files) {
    const link = readLink(file);
    if (link === null) continue;
    const current = links.at(-1)?.newKey ?? link.oldKey;
    if (!isSame(current, link.oldKey)) continue;
    if (spans.length === 0) spans.push({ keys: [link.oldKey], from: 0, fromSize: 0 });
    links.push(link);
    const from = link.cause === 'key-loss' ? file.position : file.position + 1;
    spans.push({ keys: [link.newKey], from, fromSize: file.position + 1 });
  }
  return { links, spans };
}

function readLink(file: RecordFile): Link | null {
  const payload = peekPayload(file.bytes);
  // Reading every record twice would double the work; this text stands in no other kind.
  if (payload === null || !/"predicateType":"[^"]*\/key-(rotation|loss)\//.test(payload.toString('latin1'))) return null;
  const statement = readStatement(payload);
  if (!statement.ok) return null;
  const record: LogRecord = statement.value;
  if (record.kind !== 'key-rotation' && record.kind !== 'key-loss') return null;
  const [oldKey, newKey] = [parseVerifierKey(record.predicate.oldKey), parseVerifierKey(record.predicate.newKey)];
  if (!oldKey.ok || !newKey.ok) return null;
  const signer = record.kind === 'key-rotation' ? oldKey.value : newKey.value;
  if (!openEnvelope(file.bytes, [signer]).ok) return null;
  return { cause: record.kind, file, oldKey: oldKey.value, newKey: newKey.value };
}

function describe({ cause, file, oldKey, newKey }: Link): Fault {
  const code = cause === 'key-loss' ? 'key-lost' : 'key-rotated';
  return bad(code, { oldKey: keyLabel(oldKey), newKey: keyLabel(newKey) }, { position: file.position, path: file.path }).fault;
}

function isSame(one: VerifierKey, other: VerifierKey): boolean {
  return formatVerifierKey(one) === formatVerifierKey(other);
}
