import { describe, expect, test } from '@jest/globals';
import { formatVerifierKey, signerKey } from '../../src/evidence/key.ts';
import { CHECKPOINT_PATH, listRecordFiles } from '../../src/evidence/layout.ts';
import { readLogState } from '../../src/evidence/log.ts';
import { hashLeaf } from '../../src/evidence/merkle.ts';
import { type Verification, verifyLog } from '../../src/evidence/verify.ts';
import { fiveRecords, logOf, NOW, ORIGIN, REPOSITORY, SIGNER } from './records.ts';

/** Attacks on a log of five records by somebody without its key. */

const log = logOf(fiveRecords());
const paths = listRecordFiles(log).records.map((file) => file.path);
const TILE = 'order/000.txt';

describe('one byte altered', () => {
  test.each(paths.map((path, position) => [position, path] as const))('in record %i is seen, and the record is named', (position, path) => {
    forEachByte(path, ONE_MASK, (files, offset) => {
      const { status, firstBad } = verify(files);
      expect([offset, status, firstBad?.position, firstBad?.path]).toEqual([offset, 'failed', position, path]);
    });
  });

  test('in the order is seen, and the line is named', () => {
    const tile = Buffer.from(log.get(TILE) ?? '');
    forEachByte(TILE, ONE_MASK, (files, offset) => {
      const line = tile.subarray(0, offset).filter((byte) => byte === 10).length;
      const { status, firstBad } = verify(files);
      expect([offset, status, firstBad?.position]).toEqual([offset, 'failed', line]);
    });
  });

  test('in the order stops the writer as well, save in a key hash, which the name of the file only half repeats', () => {
    forEachByte(TILE, ONE_MASK, (files, offset) => {
      const inLine = offset % ((log.get(TILE)?.length ?? 0) / paths.length);
      const inKeyTail = inLine >= 65 + 12 && inLine < 65 + 64;
      if (!inKeyTail) expect([offset, readLogState(files, ORIGIN, [SIGNER]).ok]).toEqual([offset, false]);
    });
  });

  test.each([CHECKPOINT_PATH, 'README.md'])('in %s is seen, and the file is named', (path) => {
    forEachByte(path, path === CHECKPOINT_PATH ? ALL_BITS : ONE_MASK, (files, offset) => {
      const { status, firstBad } = verify(files);
      expect([offset, status, firstBad?.path]).toEqual([offset, 'failed', path]);
    });
  });

  test('at the end of any file is seen', () => {
    for (const [path, bytes] of log) {
      for (const added of ['\n', ' ', '\0'])
        expect(verify(withFile(path, Buffer.concat([bytes, Buffer.from(added)]))).status).toBe('failed');
    }
  });
});

describe('a record', () => {
  test.each([0, 2, 4])('%i deleted leaves a hole that is named', (position) => {
    const files = new Map(log);
    files.delete(paths[position] ?? '');
    expect(verify(files)).toMatchObject({ status: 'failed', firstBad: { position } });
  });

  test('deleted from the end, with its line, is missed by the checkpoint', () => {
    const files = new Map(log);
    files.delete(paths[4] ?? '');
    editTile(files, (lines) => lines.slice(0, 4));
    expect(verify(files)).toMatchObject({ status: 'failed', firstBad: { code: 'size-differs', position: 4 } });
  });

  test('swapped with another is named, though both are well signed', () => {
    const files = new Map(log);
    files.set(paths[1] ?? '', log.get(paths[3] ?? '') ?? new Uint8Array());
    files.set(paths[3] ?? '', log.get(paths[1] ?? '') ?? new Uint8Array());
    expect(verify(files)).toMatchObject({ status: 'failed', firstBad: { code: 'leaf-differs', position: 1 } });
  });

  test('moved to another place with name and line to fit is missed by the root', () => {
    const contents = fiveRecords();
    const files = logOf([contents[0], contents[1], contents[3], contents[2], contents[4]].flatMap((content) => content ?? []));
    files.set(CHECKPOINT_PATH, log.get(CHECKPOINT_PATH) ?? new Uint8Array());
    const { checks } = verify(files);
    expect(checks.filter((check) => check.status === 'failed').map((check) => check.name)).toEqual(['root']);
  });

  test('repeated at the end is seen', () => {
    const files = new Map(log);
    files.set('records/000/000005-abcdef012345.json', log.get(paths[0] ?? '') ?? new Uint8Array());
    expect(verify(files)).toMatchObject({ status: 'failed', firstBad: { code: 'order-length-wrong', position: 5 } });
  });

  test('in a second file for the same place is seen', () => {
    const files = new Map(log);
    files.set('records/000/000002-000000000000.json', log.get(paths[2] ?? '') ?? new Uint8Array());
    expect(verify(files)).toMatchObject({ status: 'failed', firstBad: { position: 2 } });
  });

  test.each(['records/000/note.txt', 'RECORDS/000/000005-abcdef012345.json', 'order/001.txt', 'order/0000.txt', '.gitattributes'])(
    'beside which %s lies is not what a log looks like',
    (path) => {
      expect(verify(withFile(path, Buffer.from('x')))).toMatchObject({ status: 'failed', firstBad: { code: 'file-unlisted', path } });
    },
  );
});

describe('a log', () => {
  test('signed by another key of the same name is refused from its first record', () => {
    const files = logOf(fiveRecords(), signerKey(ORIGIN, Buffer.alloc(32, 8)));
    const { checks, firstBad } = verify(files);
    expect(checks.filter((check) => check.status === 'failed').map((check) => check.name)).toEqual(['checkpoint', 'signatures']);
    expect(firstBad).toMatchObject({ code: 'envelope-key-unknown', position: 0 });
  });

  test('signed by another key that claims the id of ours is refused', () => {
    const other = signerKey(ORIGIN, Buffer.alloc(32, 8));
    const { checks } = verify(logOf(fiveRecords(), { ...other, id: SIGNER.id }));
    expect(checks.find((check) => check.name === 'checkpoint')?.faults[0]?.code).toBe('note-signature-wrong');
    expect(checks.find((check) => check.name === 'signatures')?.faults.map((fault) => fault.code)).toEqual(
      paths.map(() => 'envelope-signature-wrong'),
    );
  });

  test('of another repository with the same key is not taken for ours', () => {
    const files = logOf(fiveRecords(), SIGNER, 'tilsyn.dev/log/5');
    const { checks } = verifyLog({ files, keys: [SIGNER], now: NOW, repositoryId: REPOSITORY });
    expect(checks.find((check) => check.name === 'origin')?.status).toBe('failed');
  });

  test('whose leaf was put into the order to fit an altered record is missed by the root and by the signature', () => {
    const files = new Map(log);
    const altered = Buffer.from(log.get(paths[3] ?? '') ?? '')
      .toString()
      .replace('"sig":"', '"sig":"A');
    files.set(paths[3] ?? '', Buffer.from(altered));
    editTile(files, (lines) =>
      lines.map((line, n) => (n === 3 ? line.replace(/^[0-9a-f]{64}/, hashLeaf(Buffer.from(altered)).toString('hex')) : line)),
    );
    const { checks, firstBad } = verify(files);
    expect(checks.filter((check) => check.status === 'failed').map((check) => check.name)).toEqual(['root', 'signatures']);
    expect(firstBad).toMatchObject({ position: 3 });
  });

  test('with nothing in it is no log', () => {
    expect(verify(new Map()).status).toBe('failed');
  });
});

test('the key that all this rests on is the one that was published', () => {
  expect(formatVerifierKey(SIGNER)).toMatch(/^tilsyn\.dev\/log\/4711\+[0-9a-f]{8}\+A[A-Za-z0-9+/]+=*$/);
});

const ONE_MASK = (offset: number) => [[0x01, 0x20, 0x80][offset % 3] ?? 1];
const ALL_BITS = () => [1, 2, 4, 8, 16, 32, 64, 128];

function forEachByte(path: string, masks: (offset: number) => number[], attack: (files: Map<string, Uint8Array>, offset: number) => void) {
  const bytes = log.get(path) ?? new Uint8Array();
  expect(bytes.length).toBeGreaterThan(0);
  for (let offset = 0; offset < bytes.length; offset++) {
    for (const mask of masks(offset)) {
      const altered = Buffer.from(bytes);
      altered[offset] = (altered[offset] ?? 0) ^ mask;
      attack(withFile(path, altered), offset);
    }
  }
}

function withFile(path: string, bytes: Uint8Array): Map<string, Uint8Array> {
  return new Map(log).set(path, bytes);
}

function editTile(files: Map<string, Uint8Array>, edit: (lines: readonly string[]) => readonly string[]) {
  const lines = Buffer.from(files.get(TILE) ?? '')
    .toString()
    .trimEnd()
    .split('\n');
  files.set(
    TILE,
    Buffer.from(
      edit(lines)
        .map((line) => `${line}\n`)
        .join(''),
    ),
  );
}

function verify(files: ReadonlyMap<string, Uint8Array>): Verification {
  return verifyLog({ files, keys: [SIGNER], now: NOW });
}
