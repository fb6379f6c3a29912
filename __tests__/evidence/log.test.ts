import { describe, expect, test } from '@jest/globals';
import { openCheckpoint } from '../../src/evidence/checkpoint.ts';
import { signerKey } from '../../src/evidence/key.ts';
import { CHECKPOINT_PATH, listRecordFiles, parseRecordPath, recordPath } from '../../src/evidence/layout.ts';
import { appendRecords, emptyLog, foundLog, readLogState } from '../../src/evidence/log.ts';
import { sealRecord } from '../../src/evidence/seal.ts';
import { change, filesOf, fiveRecords, gap, logOf, ORIGIN, SIGNER } from './records.ts';

describe('appending', () => {
  test('gives the record file, the tile and the checkpoint, and nothing else', () => {
    const { additions, positions } = appendRecords(emptyLog(ORIGIN), [sealRecord(change(1), SIGNER)], SIGNER);
    expect(additions.map((addition) => addition.path)).toEqual([
      expect.stringMatching(/^records\/000\/000000-[0-9a-f]{12}\.json$/),
      'order/000.txt',
      'checkpoint',
    ]);
    expect(positions).toEqual([0]);
  });

  test('one by one and all at once make the same log', () => {
    const contents = fiveRecords();
    const { additions } = appendRecords(
      emptyLog(ORIGIN),
      contents.map((content) => sealRecord(content, SIGNER)),
      SIGNER,
    );
    const atOnce = new Map([...filesOf(foundLog(ORIGIN, SIGNER)), ...filesOf(additions)]);
    expect(text(atOnce)).toEqual(text(logOf(contents)));
  });

  test('a record that is there already adds nothing, and says where it is', () => {
    const state = appendRecords(emptyLog(ORIGIN), [sealRecord(gap(1), SIGNER), sealRecord(gap(2), SIGNER)], SIGNER).state;
    // The change has the key of the first gap: a commit is recorded once.
    const again = appendRecords(state, [sealRecord(change(1), SIGNER)], SIGNER);
    expect(again).toMatchObject({ additions: [], positions: [0], added: 0 });
    const twice = appendRecords(state, [sealRecord(gap(3), SIGNER), sealRecord(gap(3), SIGNER)], SIGNER);
    expect(twice).toMatchObject({ positions: [2, 2], added: 1 });
  });

  test('goes on in a new tile after 256 records and in a new folder after 1,000', () => {
    const records = Array.from({ length: 1001 }, (_, n) => ({ key: `key ${n}`, bytes: Buffer.from(`record ${n}`) }));
    const first = appendRecords(emptyLog(ORIGIN), records.slice(0, 255), SIGNER);
    const second = appendRecords(first.state, records.slice(255, 257), SIGNER);
    expect(second.additions.map((addition) => addition.path).slice(2)).toEqual(['order/000.txt', 'order/001.txt', 'checkpoint']);
    const third = appendRecords(second.state, records.slice(257), SIGNER);
    expect(third.additions.map((addition) => addition.path)).toContain(third.state.entries[1000]?.path);
    expect(third.state.entries[1000]?.path).toMatch(/^records\/001\/001000-/);
    const files = new Map([...filesOf(first.additions), ...filesOf(second.additions), ...filesOf(third.additions)]);
    expect(readLogState(files, ORIGIN, [SIGNER])).toEqual({ ok: true, value: third.state });
  });
});

describe('reading the state', () => {
  test('of a log gives what was written, from checkpoint and order alone', () => {
    const files = logOf(fiveRecords());
    const few = new Map([...files].filter(([path]) => !path.startsWith('records/')));
    const state = readLogState(few, ORIGIN, [SIGNER]);
    expect(state.ok && state.value.entries.map((entry) => entry.path)).toEqual(listRecordFiles(files).records.map((file) => file.path));
  });

  test('of a log just founded gives an empty one', () => {
    expect(readLogState(filesOf(foundLog(ORIGIN, SIGNER)), ORIGIN, [SIGNER])).toEqual({ ok: true, value: emptyLog(ORIGIN) });
  });

  test.each<[string, (files: Map<string, Uint8Array>) => void, string]>([
    ['without a checkpoint', (files) => files.delete(CHECKPOINT_PATH), 'checkpoint-missing'],
    ['without a tile', (files) => files.delete('order/000.txt'), 'tile-missing'],
    ['with a line less', (files) => edit(files, 'order/000.txt', (tile) => tile.replace(/[^\n]+\n$/, '')), 'order-length-wrong'],
    [
      'with another leaf',
      (files) => edit(files, 'order/000.txt', (tile) => tile.replace(/^./, (c) => (c === '0' ? '1' : '0'))),
      'root-differs',
    ],
    ['with lines swapped', (files) => edit(files, 'order/000.txt', (tile) => tile.replace(/^(.*\n)(.*\n)/, '$2$1')), 'order-path-wrong'],
    [
      'with a path that leads elsewhere',
      (files) => edit(files, 'order/000.txt', (tile) => tile.replace('records/', 'recordz/')),
      'order-path-wrong',
    ],
    [
      'signed by a stranger',
      (files) => copyCheckpoint(files, logOf(fiveRecords(), signerKey('x', Buffer.alloc(32, 9)))),
      'note-not-signed',
    ],
    ['of another repository', (files) => copyCheckpoint(files, logOf(fiveRecords(), SIGNER, 'tilsyn.dev/log/5')), 'origin-differs'],
  ])('%s is refused', (_, damage, code) => {
    const files = logOf(fiveRecords());
    damage(files);
    expect(readLogState(files, ORIGIN, [SIGNER])).toMatchObject({ ok: false, fault: { code } });
  });
});

describe('a path of a record', () => {
  test('gives back its position, and has one way to be written', () => {
    const key12 = 'abcdef012345';
    expect(parseRecordPath(recordPath(12_345, key12))).toEqual({ position: 12_345, key12 });
    expect(parseRecordPath(recordPath(1_234_567, key12))).toEqual({ position: 1_234_567, key12 });
    const wrong = ['records/013/012345-abcdef012345.json', 'records/12/012345-abcdef012345.json', 'records/012/0012345-abcdef012345.json'];
    expect(wrong.map(parseRecordPath)).toEqual([null, null, null]);
  });
});

test('a checkpoint is signed anew at each append', () => {
  const sizes = [1, 2, 3].map((count) => {
    const note = logOf(fiveRecords().slice(0, count)).get(CHECKPOINT_PATH) ?? new Uint8Array();
    const checkpoint = openCheckpoint(note, [SIGNER]);
    return checkpoint.ok && checkpoint.value.size;
  });
  expect(sizes).toEqual([1, 2, 3]);
});

function edit(files: Map<string, Uint8Array>, path: string, change: (text: string) => string): void {
  files.set(path, Buffer.from(change(Buffer.from(files.get(path) ?? '').toString())));
}

function copyCheckpoint(files: Map<string, Uint8Array>, from: ReadonlyMap<string, Uint8Array>): void {
  files.set(CHECKPOINT_PATH, from.get(CHECKPOINT_PATH) ?? new Uint8Array());
}

function text(files: ReadonlyMap<string, Uint8Array>): Record<string, string> {
  return Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
}
