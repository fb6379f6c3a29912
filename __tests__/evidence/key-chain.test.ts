import { describe, expect, test } from '@jest/globals';
import { replaceLostKey, rotateKey } from '../../src/evidence/change-key.ts';
import { formatVerifierKey, type SignerKey, signerKey, type VerifierKey } from '../../src/evidence/key.ts';
import { CHECKPOINT_PATH } from '../../src/evidence/layout.ts';
import { appendRecords, emptyLog, foundLog, readLogState } from '../../src/evidence/log.ts';
import type { RecordContent } from '../../src/evidence/record.ts';
import { sealRecord } from '../../src/evidence/seal.ts';
import type { LogCommit } from '../../src/evidence/verify/history.ts';
import { readRecords, type Verification, verifyLog } from '../../src/evidence/verify.ts';
import { filesOf, gap, keyCommon, NOW, ORIGIN, SIGNER } from './records.ts';

const SECOND = signerKey(ORIGIN, Buffer.alloc(32, 8));
const THIRD = signerKey(ORIGIN, Buffer.alloc(32, 9));
const STRANGER = signerKey(ORIGIN, Buffer.alloc(32, 66));
const DECIDED = 'e'.repeat(40);

type Step =
  | { readonly record: RecordContent; readonly by: SignerKey }
  | { readonly rotate: [SignerKey, SignerKey] }
  | { readonly lose: [SignerKey, SignerKey] };

/** A log written step by step, with the history that git would have of it. */
function write(steps: readonly Step[], founder = SIGNER) {
  const files = filesOf(foundLog(ORIGIN, founder));
  const history: LogCommit[] = [];
  let state = emptyLog(ORIGIN);
  for (const [n, step] of steps.entries()) {
    const { record, signers } = take(step);
    const appended = appendRecords(state, [record], ...signers);
    const first = n === 0 ? [...filesOf(foundLog(ORIGIN, founder)).keys()].filter((path) => path !== CHECKPOINT_PATH) : [];
    const changes = [...first.map((path) => [path, files.get(path) ?? new Uint8Array()] as const), ...filesOf(appended.additions)];
    history.push({
      sha: `commit-${n}`,
      parents: n === 0 ? [] : [`commit-${n - 1}`],
      changes: changes.map(([path, bytes]) => ({
        status: n > 0 && (path === CHECKPOINT_PATH || path.startsWith('order/')) ? 'M' : 'A',
        mode: '100644',
        path,
        bytes,
      })),
    });
    for (const [path, bytes] of filesOf(appended.additions)) files.set(path, bytes);
    state = appended.state;
  }
  return { files, history };
}

function take(step: Step) {
  if ('record' in step) return { record: sealRecord(step.record, step.by), signers: [step.by] };
  const change = 'rotate' in step ? rotateKey(ORIGIN, ...step.rotate, keyCommon) : replaceLostKey(ORIGIN, ...step.lose, keyCommon, DECIDED);
  const { signer, successor } = change.identity;
  return { record: change.record, signers: successor === undefined ? [signer] : [successor, signer] };
}

function verify({ files, history }: ReturnType<typeof write>, ...keys: readonly VerifierKey[]): Verification {
  return verifyLog({ files, history, keys, now: NOW });
}

function failures({ checks }: Verification): string[] {
  return checks
    .filter(({ status }) => status === 'failed')
    .map(({ name, faults }) => `${name}:${faults[0]?.code}:${faults[0]?.position ?? ''}`);
}

const remarks = ({ checks }: Verification) =>
  checks.find(({ name }) => name === 'signatures')?.faults.map(({ code, position }) => [code, position]);

describe('a key that handed over', () => {
  const twice = write([
    { record: gap(1), by: SIGNER },
    { rotate: [SIGNER, SECOND] },
    { record: gap(2), by: SECOND },
    { rotate: [SECOND, THIRD] },
    { record: gap(3), by: THIRD },
  ]);

  test.each([
    ['first', SIGNER],
    ['middle', SECOND],
    ['last', THIRD],
  ])('is followed from the %s one, and the changes are worth reading', (_, key) => {
    const verification = verify(twice, key);
    expect(failures(verification)).toEqual([]);
    expect(remarks(verification)).toEqual([
      ['key-rotated', 1],
      ['key-rotated', 3],
    ]);
    expect(readRecords(twice.files, { keys: [key], now: NOW })).toMatchObject({ ok: true });
  });

  test('is not followed from a key of nobody', () => {
    expect(failures(verify(twice, STRANGER))[0]).toBe('checkpoint:note-not-signed:');
  });

  test('no longer signs records', () => {
    const after = write([
      { rotate: [SIGNER, SECOND] },
      { record: gap(2), by: SECOND },
      { record: gap(3), by: SIGNER },
      { record: gap(4), by: SECOND },
    ]);
    expect(failures(verify(after, SIGNER))).toContain('signatures:envelope-key-retired:2');
  });

  test('no longer signs checkpoints, even of the log as it was when it handed over', () => {
    const cut = write([{ record: gap(1), by: SIGNER }, { rotate: [SIGNER, SECOND] }]);
    const alone = appendRecords(emptyLog(ORIGIN), [sealRecord(gap(1), SIGNER), take({ rotate: [SIGNER, SECOND] }).record], SIGNER);
    const files = new Map([...cut.files, ...filesOf(alone.additions)]);
    expect(verifyLog({ files: cut.files, keys: [SIGNER], now: NOW }).checks.find(({ name }) => name === 'checkpoint')?.status).toBe('ok');
    expect(verifyLog({ files, keys: [SIGNER], now: NOW }).checks.find(({ name }) => name === 'checkpoint')?.status).toBe('failed');
  });

  test('reads the log at the moment of handing over and does not write on it', () => {
    const { files } = write([{ record: gap(1), by: SIGNER }, { rotate: [SIGNER, SECOND] }]);
    expect(readLogState(files, ORIGIN, [SIGNER])).toMatchObject({ ok: false, fault: { code: 'key-retired' } });
    expect(readLogState(files, ORIGIN, [SECOND]).ok).toBe(true);
  });

  test('cannot be made to hand over by somebody else', () => {
    const predicate = { ...keyCommon, oldKey: formatVerifierKey(SIGNER), newKey: formatVerifierKey(STRANGER) };
    const record = sealRecord({ kind: 'key-rotation', predicate }, STRANGER);
    const log = appendRecords(emptyLog(ORIGIN), [sealRecord(gap(1), SIGNER), record, sealRecord(gap(2), STRANGER)], STRANGER);
    const files = new Map([...filesOf(foundLog(ORIGIN, STRANGER)), ...filesOf(log.additions)]);
    expect(verifyLog({ files, keys: [SIGNER], now: NOW }).firstBad).toMatchObject({ position: 1 });
  });

  test('is not diverted by a rotation that it did not sign: that record alone is bad', () => {
    const predicate = { ...keyCommon, oldKey: formatVerifierKey(SIGNER), newKey: formatVerifierKey(STRANGER) };
    const forged = sealRecord({ kind: 'key-rotation', predicate }, STRANGER);
    const log = appendRecords(emptyLog(ORIGIN), [sealRecord(gap(1), SIGNER), forged, sealRecord(gap(2), SIGNER)], SIGNER);
    const { checks } = verifyLog({
      files: new Map([...filesOf(foundLog(ORIGIN, SIGNER)), ...filesOf(log.additions)]),
      keys: [SIGNER],
      now: NOW,
    });
    const signatures = checks.find(({ name }) => name === 'signatures');
    expect([signatures?.status, signatures?.faults.map(({ position }) => position)]).toEqual(['failed', [1]]);
  });
});

describe('a key that was lost', () => {
  const lost = write([
    { record: gap(1), by: SIGNER },
    { lose: [SIGNER, SECOND] },
    { record: gap(2), by: SECOND },
    { rotate: [SECOND, THIRD] },
    { record: gap(3), by: THIRD },
  ]);

  test('is followed where the new one, or one after it, is trusted, and what that rests on is said', () => {
    for (const keys of [[SIGNER, SECOND], [SECOND], [THIRD], [SIGNER, THIRD]]) {
      const verification = verify(lost, ...keys);
      expect(failures(verification)).toEqual([]);
      expect(remarks(verification)?.[0]).toEqual(['key-lost', 1]);
    }
  });

  test('is not followed from the old one alone: anybody can declare a loss', () => {
    const verification = verify(lost, SIGNER);
    expect(verification.status).toBe('failed');
    expect(remarks(verification)?.[0]).toEqual(['key-loss-untrusted', 1]);
    expect(verification.firstBad).toMatchObject({ position: 1 });
  });

  test('declared by a stranger who cannot sign with ours is named', () => {
    const taken = write([{ record: gap(1), by: SIGNER }, { lose: [SIGNER, STRANGER] }, { record: gap(2), by: STRANGER }]);
    expect(verify(taken, SIGNER)).toMatchObject({ status: 'failed', firstBad: { code: 'key-loss-untrusted', position: 1 } });
  });
});
