import { type Checkpoint, logOrigin, openCheckpoint, originRepository } from '../checkpoint.ts';
import { openEnvelope } from '../dsse.ts';
import { bad, type Fault, type Reading } from '../fault.ts';
import { keyLabel, type VerifierKey } from '../key.ts';
import { followKeys, type KeyChain, keysAt, keysEver, keysForSize } from '../key-chain.ts';
import { CHECKPOINT_PATH, type LogFiles, listRecordFiles, type RecordFile } from '../layout.ts';
import { readOrder } from '../log.ts';
import { computeRoot, hashLeaf } from '../merkle.ts';
import type { OrderEntry } from '../order.ts';
import { hashKey, recordTime } from '../record.ts';
import { readStatement } from '../statement.ts';
import { type Check, judge, type LoggedRecord, unproved } from './check.ts';

/** What the bytes of a log prove by themselves. */
export interface Structure {
  readonly checks: readonly Check[];
  /** The records that could be read; all of them when no check failed. */
  readonly records: readonly LoggedRecord[];
  readonly chain: KeyChain;
  /** Leaf hashes of the record files as they are. */
  readonly leafHashes: readonly Uint8Array[];
  /** Present when it is signed by a known key. */
  readonly checkpoint?: Checkpoint;
}

export interface StructureOptions {
  readonly keys: readonly VerifierKey[];
  /** Whose log this must be. Without it the name of a key may say so. */
  readonly repositoryId?: number;
  readonly now: Date;
}

// Clocks of runners and of GitHub may differ a little.
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;

/** Checks layout, checkpoint, order, tree, signatures, statements and keys, in this order. */
export function checkStructure(files: LogFiles, options: StructureOptions): Structure {
  const { records: recordFiles, faults: layoutFaults } = listRecordFiles(files);
  const leafHashes = recordFiles.map((file) => hashLeaf(file.bytes));
  const chain = followKeys(recordFiles, options.keys);
  const head = readHead(files, chain);
  const checkpoint = head.ok ? head.value : undefined;
  const order = readOrder(files, recordFiles.length);
  const { records, signatureFaults, statementFaults } = openRecords(recordFiles, checkpoint, chain, options);
  const checks = [
    judge('layout', layoutFaults),
    judge('checkpoint', head.ok ? [] : [head.fault]),
    checkOrigin(checkpoint, options),
    judge('order', order.ok ? [] : [order.fault]),
    order.ok
      ? judge('leaves', compareLeaves(recordFiles, leafHashes, order.value))
      : unproved('leaves', 'not-checked', { because: 'order' }),
    checkpoint ? judge('root', compareHead(leafHashes, checkpoint)) : unproved('root', 'not-checked', { because: 'checkpoint' }),
    checkSignatures(chain, signatureFaults),
    judge('statements', statementFaults),
    judge('keys', checkKeys(records, order.ok ? order.value : [])),
  ];
  return { checks, records, leafHashes, chain, ...(checkpoint && { checkpoint }) };
}

/** Signed by the key in force at its size: a key that has handed over can no longer speak for the whole. */
function readHead(files: LogFiles, chain: KeyChain): Reading<Checkpoint> {
  const note = files.get(CHECKPOINT_PATH);
  if (note === undefined) return bad('checkpoint-missing', {}, { path: CHECKPOINT_PATH });
  const any = openCheckpoint(note, keysEver(chain));
  const checkpoint = any.ok ? openCheckpoint(note, keysForSize(chain, any.value.size)) : any;
  return checkpoint.ok ? checkpoint : { ok: false, fault: { ...checkpoint.fault, path: CHECKPOINT_PATH } };
}

function checkOrigin(checkpoint: Checkpoint | undefined, { keys, repositoryId }: StructureOptions): Check {
  if (checkpoint === undefined) return unproved('origin', 'not-checked', { because: 'checkpoint' });
  const found = checkpoint.origin;
  const fault = (expected: string) => bad('origin-differs', { expected, found }, { path: CHECKPOINT_PATH }).fault;
  if (repositoryId !== undefined) return judge('origin', found === logOrigin(repositoryId) ? [] : [fault(logOrigin(repositoryId))]);
  // A key named for a log signs that log alone, so its name proves as much as the number would.
  const named = keys.map((key) => key.name).filter((name) => originRepository(name) !== null);
  if (named.length < keys.length || named[0] === undefined) return unproved('origin', 'no-repository-given', { origin: found });
  return judge('origin', named.includes(found) ? [] : [fault(named[0])]);
}

function compareLeaves(files: readonly RecordFile[], leafHashes: readonly Uint8Array[], order: readonly OrderEntry[]): readonly Fault[] {
  return files.flatMap(({ path }, index) => {
    const [found, listed] = [leafHashes[index], order[index]];
    if (found === undefined || listed === undefined) return [];
    if (path !== listed.path) return [bad('order-path-wrong', { expected: listed.path, found: path }, { position: index, path }).fault];
    const [expectedHex, foundHex] = [toHex(listed.leafHash), toHex(found)];
    return expectedHex === foundHex
      ? []
      : [bad('leaf-differs', { expected: expectedHex, found: foundHex }, { position: index, path }).fault];
  });
}

function compareHead(leafHashes: readonly Uint8Array[], { size, root }: Checkpoint): readonly Fault[] {
  if (leafHashes.length !== size) {
    const position = Math.min(leafHashes.length, size);
    return [bad('size-differs', { checkpoint: size, found: leafHashes.length }, { position }).fault];
  }
  const found = computeRoot(leafHashes);
  return found.equals(root) ? [] : [bad('root-differs', { checkpoint: toHex(root), found: toHex(found) }, { path: CHECKPOINT_PATH }).fault];
}

interface OpenedRecords {
  readonly records: readonly LoggedRecord[];
  readonly signatureFaults: readonly Fault[];
  readonly statementFaults: readonly Fault[];
}

function checkSignatures({ faults, remarks }: KeyChain, signatureFaults: readonly Fault[]): Check {
  const all = [...faults, ...signatureFaults];
  return all.length > 0 ? judge('signatures', all) : { name: 'signatures', status: 'ok', faults: remarks };
}

function openRecords(
  files: readonly RecordFile[],
  checkpoint: Checkpoint | undefined,
  chain: KeyChain,
  options: StructureOptions,
): OpenedRecords {
  const repository = options.repositoryId ?? (checkpoint && originRepository(checkpoint.origin)) ?? undefined;
  const ever = new Set(keysEver(chain).map(keyLabel));
  const records: LoggedRecord[] = [];
  const signatureFaults: Fault[] = [];
  const statementFaults: Fault[] = [];
  for (const { position, path, bytes } of files) {
    const payload = openEnvelope(bytes, keysAt(chain, position));
    if (!payload.ok) {
      const isOther = payload.fault.code === 'envelope-key-unknown' && ever.has(String(payload.fault.params.key));
      signatureFaults.push({ ...payload.fault, ...(isOther ? { code: 'envelope-key-retired' as const } : {}), position, path });
      continue;
    }
    const record = readStatement(payload.value);
    if (!record.ok) {
      statementFaults.push({ ...record.fault, position, path });
      continue;
    }
    const logged = { position, path, record: record.value };
    records.push(logged);
    statementFaults.push(...checkContext(logged, repository, options.now));
  }
  return { records, signatureFaults, statementFaults };
}

function checkContext({ position, path, record }: LoggedRecord, repository: number | undefined, now: Date): readonly Fault[] {
  const faults: Fault[] = [];
  const found = record.predicate.repository.id;
  // The same key may sign for several repositories: a record carried over from another one has a good signature.
  if (repository !== undefined && found !== repository) {
    faults.push(bad('repository-differs', { expected: repository, found }, { position, path }).fault);
  }
  const at = recordTime(record);
  if (Date.parse(at) > now.getTime() + CLOCK_TOLERANCE_MS) {
    faults.push(bad('in-the-future', { at, now: now.toISOString() }, { position, path }).fault);
  }
  return faults;
}

function checkKeys(records: readonly LoggedRecord[], order: readonly OrderEntry[]): readonly Fault[] {
  const faults: Fault[] = [];
  const firstWith = new Map<string, number>();
  for (const { position, path, record } of records) {
    const key = record.predicate.recordKey;
    const expected = hashKey(key);
    const first = firstWith.get(key);
    if (first !== undefined) faults.push(bad('key-twice', { key, first }, { position, path }).fault);
    else firstWith.set(key, position);
    // The order's path repeats the hash and the check of leaves holds it against the file's name, so this covers both.
    const listed = order[position]?.keyHash ?? expected;
    if (listed !== expected) faults.push(bad('key-differs', { expected, found: listed }, { position, path }).fault);
  }
  return faults;
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
