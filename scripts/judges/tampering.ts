import {
  change,
  commitOf,
  consent,
  gap,
  logOf,
  ORIGIN,
  refusedCommand,
  SIGNER,
  waiverEvent,
  waiverOf,
} from '../../__tests__/evidence/records.ts';
import { signerKey } from '../../src/evidence/key.ts';
import { CHECKPOINT_PATH, type LogFiles, listRecordFiles } from '../../src/evidence/layout.ts';
import { readOrder } from '../../src/evidence/log.ts';
import { hashLeaf } from '../../src/evidence/merkle.ts';
import { openRecord } from '../../src/evidence/seal.ts';
import { type Verification, verifyLog } from '../../src/evidence/verify.ts';

/**
 * A log of fifty records, attacked exhaustively by somebody without its key: each bit of each record, of the order and of the checkpoint flipped, each
 * record deleted, each pair of neighbours swapped, each record replayed from another repository, every earlier state shown for the newest, and another
 * key. Each must be seen, and the first bad record named. Prints the number of attacks; the first that passes ends with 1.
 */
const NOW = new Date('2026-11-24T12:00:00Z');
const contents = [
  waiverEvent('requested', 100, 100),
  waiverEvent('granted-approval', 101, 100),
  refusedCommand(102),
  consent(103),
  change(1, { waivers: [{ id: waiverOf(100), expiresAt: '2026-12-01T00:00:00Z' }] }),
  ...Array.from({ length: 45 }, (_, n) => (n % 3 === 0 ? change(n + 2) : gap(n + 2))),
];
const log = logOf(contents);
const files = listRecordFiles(log).records;
const TILE = 'order/000.txt';
const branch = { name: 'main', commits: Array.from({ length: 46 }, (_, n) => ({ ...commitOf(n + 1), parents: [] })), shallow: false };
const counts = new Map<string, number>();

const sound = verify(log);
if (sound.checks.some(({ status }) => status === 'failed')) throw new Error('the log is not sound to begin with');

flipRecords();
flipSmallFiles();
deleteRecords();
swapRecords();
replayRecords();
truncate();
swapKey();
const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
console.log(
  `${total} attacks on a log of ${files.length} records, all seen: ${[...counts].map(([name, count]) => `${name} ${count}`).join(', ')}`,
);

/**
 * The whole verifier for every flip would take hours and do the same each time for the 49 other records. So each flip is put before the
 * two checks that look at the one file, and of each record a flip of each kind of place before the whole.
 */
function flipRecords(): void {
  const order = readOrder(log, files.length);
  if (!order.ok) throw new Error('no order');
  for (const { position, path, bytes } of files) {
    const listed = Buffer.from(order.value[position]?.leafHash ?? []);
    forEachBit(bytes, (altered, bit) => {
      assert('bits of records against the order', !hashLeaf(altered).equals(listed), `record ${position}, bit ${bit}`);
      // A signature takes a thousand times as long as a hash: one bit of each byte, by turns.
      const isTurn = bit % 8 === Math.floor(bit / 8) % 8;
      if (isTurn) assert('bytes of records against the signature', !openRecord(altered, [SIGNER]).ok, `record ${position}, bit ${bit}`);
      if (bit % 4999 === 0) expectFirst('flips before the whole verifier', new Map(log).set(path, altered), position, `bit ${bit}`);
    });
  }
}

function flipSmallFiles(): void {
  for (const path of [TILE, CHECKPOINT_PATH, 'README.md']) {
    const bytes = Buffer.from(log.get(path) ?? []);
    forEachBit(bytes, (altered, bit) => {
      // One bit a byte of the long order before the whole verifier, by turns; the checkpoint entirely.
      if (path !== CHECKPOINT_PATH && bit % 8 !== Math.floor(bit / 8) % 8) return;
      const line = path === TILE ? bytes.subarray(0, Math.floor(bit / 8)).filter((byte) => byte === 10).length : undefined;
      expectFirst(`bits of ${path}`, new Map(log).set(path, altered), line, `bit ${bit}`);
    });
  }
}

function deleteRecords(): void {
  for (const { position, path } of files) {
    const fewer = new Map(log);
    fewer.delete(path);
    expectFirst('deletions', fewer, position === files.length - 1 ? undefined : position, path);
  }
}

function swapRecords(): void {
  for (const { position, path, bytes } of files.slice(0, -1)) {
    const next = files[position + 1];
    if (next === undefined) continue;
    expectFirst('swaps', new Map(log).set(path, next.bytes).set(next.path, bytes), position, path);
  }
}

/** The same key signs for another repository: its records have good signatures, and leaf and root can be made to fit by the holder of the key alone. */
function replayRecords(): void {
  for (const [position, content] of contents.entries()) {
    const foreign = { ...content, predicate: { ...content.predicate, repository: { id: 5, name: 'region/other' } } } as typeof content;
    const replayed = logOf([...contents.slice(0, position), foreign, ...contents.slice(position + 1)]);
    expectFirst('replays', replayed, position, `record ${position}`);
  }
}

/** Sound logs, each for itself: only what was seen before tells. */
function truncate(): void {
  const newest = log.get(CHECKPOINT_PATH) ?? new Uint8Array();
  for (let size = 0; size < contents.length; size++) {
    const older = logOf(contents.slice(0, size));
    expectFirst('truncations', older, size, `size ${size}`, { earlierCheckpoints: [newest] });
    const view = logOf([...contents.slice(0, size), gap(900), ...contents.slice(size + 1)]);
    const { checks } = verify(view, { earlierCheckpoints: [newest] });
    assert(
      'split views',
      checks.some(({ name, status }) => name === 'consistency' && status === 'failed'),
      `view ${size}`,
    );
    // Without that checkpoint the clone of the protected branch still shows which change is missing.
    const missing = verify(older, { protectedBranches: [branch] }).checks.find(({ name }) => name === 'completeness');
    assert('truncations against the branch', missing?.status !== 'ok', `size ${size}`);
  }
}

function swapKey(): void {
  const other = signerKey(ORIGIN, Buffer.alloc(32, 8));
  expectFirst('key swaps', logOf(contents, other), 0, 'another key');
  expectFirst('key swaps', logOf(contents, { ...other, id: SIGNER.id }), 0, 'another key with our id');
}

function forEachBit(bytes: Uint8Array, attack: (altered: Buffer, bit: number) => void): void {
  const altered = Buffer.from(bytes);
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const [offset, mask] = [bit >> 3, 1 << (bit & 7)];
    altered[offset] = (altered[offset] ?? 0) ^ mask;
    attack(altered, bit);
    altered[offset] = (altered[offset] ?? 0) ^ mask;
  }
}

function expectFirst(
  name: string,
  attacked: LogFiles,
  position: number | undefined,
  place: string,
  more: Partial<Parameters<typeof verifyLog>[0]> = {},
): void {
  const { status, firstBad } = verify(attacked, more);
  assert(
    name,
    status === 'failed' && (position === undefined || firstBad?.position === position),
    `${place}: ${status}, first bad ${firstBad?.position}`,
  );
}

function assert(name: string, seen: boolean, place: string): void {
  if (!seen) throw new Error(`not seen (${name}): ${place}`);
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function verify(attacked: LogFiles, more: Partial<Parameters<typeof verifyLog>[0]> = {}): Verification {
  return verifyLog({ files: attacked, keys: [SIGNER], now: NOW, ...more });
}
