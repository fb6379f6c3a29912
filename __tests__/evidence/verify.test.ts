import { describe, expect, test } from '@jest/globals';
import { signerKey } from '../../src/evidence/key.ts';
import { CHECKPOINT_PATH } from '../../src/evidence/layout.ts';
import { appendRecords, emptyLog, foundLog } from '../../src/evidence/log.ts';
import type { ChangeRecord, RecordContent } from '../../src/evidence/record.ts';
import { sealRecord } from '../../src/evidence/seal.ts';
import type { CheckName } from '../../src/evidence/verify/check.ts';
import { readRecords, type VerifyInput, verifyLog } from '../../src/evidence/verify.ts';
import {
  anna,
  approvedBy,
  bo,
  carla,
  change,
  commitOf,
  consent,
  FINGERPRINT,
  filesOf,
  fiveRecords,
  gap,
  logOf,
  NOW,
  ORIGIN,
  REPOSITORY,
  SIGNER,
  waiverEvent,
  waiverOf,
} from './records.ts';

type Extra = Partial<VerifyInput>;

describe('a log as it should be', () => {
  test('passes every check that there is material for, and says what is not proved', () => {
    const { status, checks, size, firstBad } = verify(fiveRecords());
    expect(checks.filter((check) => check.status === 'failed')).toEqual([]);
    expect(checks.filter((check) => check.status === 'unproved').map(({ name, faults }) => [name, faults[0]?.code])).toEqual([
      ['completeness', 'no-branch-given'],
      ['consistency', 'no-earlier-checkpoint'],
      ['history', 'no-history-given'],
    ]);
    expect({ status, size, firstBad }).toEqual({ status: 'unproved', size: 5, firstBad: undefined });
  });

  test('lists what went round the rules without calling the log wrong', () => {
    const { pullRequest: _, ...pushed } = change(3, { directPush: true, approvals: [], approvalsNeeded: 0 }).predicate as ChangeRecord;
    const evaluation = (change(1).predicate as ChangeRecord).evaluation;
    const blocked = change(4, { approvals: [], ...(evaluation && { evaluation: { ...evaluation, conclusion: 'blocks' } }) });
    const { checks } = verify([{ kind: 'change', predicate: pushed }, blocked, gap(5)]);
    expect(checks.find((check) => check.name === 'bypasses')).toMatchObject({
      status: 'ok',
      faults: [
        { code: 'direct-push', position: 0 },
        { code: 'merged-unpassed', position: 1 },
        { code: 'gap', position: 2 },
      ],
    });
    expect(statusOf(checks, 'four-eyes')).toBe('ok');
  });

  test('gives its records in order, typed', () => {
    const records = readRecords(logOf(fiveRecords()), { keys: [SIGNER], now: NOW });
    expect(records.ok && records.value.map(({ position, record }) => [position, record.kind])).toEqual([
      [0, 'waiver'],
      [1, 'waiver'],
      [2, 'command'],
      [3, 'change'],
      [4, 'gap'],
    ]);
  });

  test('gives no records at all when one file is not right', () => {
    const files = logOf(fiveRecords());
    files.delete('order/000.txt');
    expect(readRecords(files, { keys: [SIGNER], now: NOW })).toMatchObject({ ok: false, fault: { code: 'tile-missing' } });
    const nameless = signerKey('hospital', Buffer.alloc(32, 2));
    const unproved = readRecords(logOf([], nameless), { keys: [nameless], now: NOW });
    expect(unproved).toMatchObject({ ok: false, fault: { code: 'no-repository-given' } });
  });
});

describe('whose log it is', () => {
  const nameless = signerKey('hospital', Buffer.alloc(32, 2));

  test('follows from the number given, or from the name of the key', () => {
    expect(statusOf(verify(fiveRecords(), { repositoryId: REPOSITORY }).checks, 'origin')).toBe('ok');
    expect(statusOf(verify(fiveRecords()).checks, 'origin')).toBe('ok');
    expect(statusOf(verify(fiveRecords(), { repositoryId: 5 }).checks, 'origin')).toBe('failed');
  });

  test('is not proved by a key that may sign for anybody', () => {
    const files = logOf(fiveRecords(), nameless);
    expect(statusOf(verifyLog({ files, keys: [nameless], now: NOW }).checks, 'origin')).toBe('unproved');
  });

  test('is denied by a record carried over from another repository, signed by the same key', () => {
    const foreign = { ...gap(9).predicate, repository: { id: 5, name: 'region/other' } };
    expectFirst(verify([gap(1), { kind: 'gap', predicate: foreign } as RecordContent]), 'statements', 'repository-differs', 1);
  });
});

test('an event recorded twice, by a holder of the key who got round the look-up, is seen', () => {
  const sealed = sealRecord(gap(1), SIGNER);
  const { state, additions } = appendRecords(emptyLog(ORIGIN), [sealed, { ...sealed, key: 'another' }], SIGNER);
  expect(state.entries.length).toBe(2);
  const files = new Map([...filesOf(foundLog(ORIGIN, SIGNER)), ...filesOf(additions)]);
  const keys = verifyLog({ files, keys: [SIGNER], now: NOW }).checks.find((check) => check.name === 'keys');
  expect(keys?.faults.map(({ code, position }) => [code, position])).toEqual([
    ['key-twice', 1],
    ['key-differs', 1],
  ]);
});

test('a record from the future is refused, one within the tolerance of clocks is not', () => {
  expectFirst(verify([gap(1)], { now: new Date('2026-11-21T09:54:00Z') }), 'statements', 'in-the-future', 0);
  expect(statusOf(verify([gap(1)], { now: new Date('2026-11-21T09:56:00Z') }).checks, 'statements')).toBe('ok');
});

describe('completeness', () => {
  const contents = [change(1), gap(2), change(3)];
  const branch = [0, 1, 2, 3].map((n) => ({ ...commitOf(n), parents: [] }));

  test('is proved when each commit since the first recorded one has its record', () => {
    expect(statusOf(verify(contents, given(branch)).checks, 'completeness')).toBe('ok');
  });

  test('names a commit without a record, in the middle or at the end', () => {
    expect(faultOf(verify([change(1), change(3)], given(branch)).checks, 'completeness')).toEqual(missing(2));
    expect(faultOf(verify([change(1), gap(2)], given(branch)).checks, 'completeness')).toEqual(missing(3));
  });

  test('names a record without a commit, as after a force-push', () => {
    expectFirst(verify(contents, given([...branch.slice(0, 2), ...branch.slice(3)])), 'completeness', 'record-without-commit', 1);
  });

  test('names a record with another tree', () => {
    const forged = branch.map((commit, n) => (n === 3 ? { ...commit, tree: 'e'.repeat(40) } : commit));
    expectFirst(verify(contents, given(forged)), 'completeness', 'tree-differs', 2);
  });

  test('is not proved from a shallow clone, but a hole is still seen', () => {
    expect(statusOf(verify(contents, given(branch.slice(2), true)).checks, 'completeness')).toBe('unproved');
    expect(statusOf(verify([change(1), change(3)], given(branch, true)).checks, 'completeness')).toBe('failed');
  });

  function given(commits: typeof branch, shallow = false): Extra {
    return { protectedBranches: [{ name: 'main', commits, shallow }] };
  }

  function missing(n: number) {
    return { code: 'commit-without-record', params: { sha: commitOf(n).sha } };
  }
});

describe('four eyes', () => {
  const request = (change(1).predicate as ChangeRecord).pullRequest;

  test.each<[string, Partial<ChangeRecord>, string]>([
    ['the author', { approvals: [approvedBy(anna)] }, 'approved-by-maker'],
    ['somebody who pushed', { ...(request && { pullRequest: { ...request, pushers: [bo] } }) }, 'approved-by-maker'],
    ['an author of a commit', { ...(request && { pullRequest: { ...request, contributors: [bo] } }) }, 'approved-by-maker'],
    ['consent to another commit', { approvals: [approvedBy(bo, { sha: '5'.repeat(40) })] }, 'approved-other-commit'],
    ['consent after the merge', { approvals: [approvedBy(bo, { at: '2026-11-20T10:00:01Z' })] }, 'approved-after-merge'],
    ['a comment that was never recorded', { approvals: [approvedBy(bo, { via: 'comment' })] }, 'approval-not-recorded'],
    ['too few', { approvalsNeeded: 2 }, 'approvals-too-few'],
    ['the same person twice', { approvalsNeeded: 2, approvals: [approvedBy(bo), approvedBy(bo, { sourceId: 900 })] }, 'approvals-too-few'],
    ['one that did not count', { approvals: [approvedBy(bo, { counts: false })] }, 'approvals-too-few'],
  ])('are not had by %s', (_, fields, code) => {
    expectFirst(verify([change(1, fields)]), 'four-eyes', code, 0);
  });

  test('are had by two persons, and by a comment recorded before', () => {
    expect(statusOf(verify([change(1, { approvalsNeeded: 2, approvals: [approvedBy(bo), approvedBy(carla)] })]).checks, 'four-eyes')).toBe(
      'ok',
    );
    const byComment = change(1, { approvals: [approvedBy(bo, { via: 'comment', sourceId: 77 })] });
    expect(statusOf(verify([consent(77), byComment]).checks, 'four-eyes')).toBe('ok');
    expect(statusOf(verify([byComment, consent(77)]).checks, 'four-eyes')).toBe('failed');
    expect(statusOf(verify([consent(77, { actor: carla }), byComment]).checks, 'four-eyes')).toBe('failed');
  });
});

describe('a waiver that a change used', () => {
  const id = waiverOf(100);
  const requested = waiverEvent('requested', 100, 100);
  const granted = waiverEvent('granted-approval', 101, 100);
  const finding = { fingerprint: FINGERPRINT, control: 'AUT-12', severity: 'high', status: 'fail', change: 'new', waiver: id } as const;
  const evaluation = { ...(change(1).predicate as ChangeRecord).evaluation, findings: [finding] } as NonNullable<
    ChangeRecord['evaluation']
  >;
  const used = change(1, { waivers: [{ id, expiresAt: '2026-12-01T00:00:00Z' }], evaluation });

  test('counts when it was granted by another, in time and for this finding', () => {
    expect(statusOf(verify([requested, granted, used]).checks, 'waivers')).toBe('ok');
  });

  test.each<[string, readonly RecordContent[], string, number]>([
    ['never asked for', [used], 'waiver-unknown', 0],
    ['never granted', [requested, used], 'waiver-approvals-too-few', 1],
    [
      'granted by the one who asked',
      [requested, waiverEvent('granted-approval', 101, 100, { actor: anna }), used],
      'waiver-self-granted',
      1,
    ],
    ['granted by one of two', [waiverEvent('requested', 100, 100, { approvalsNeeded: 2 }), granted, used], 'waiver-approvals-too-few', 2],
    [
      'granted twice by one of two',
      [waiverEvent('requested', 100, 100, { approvalsNeeded: 2 }), granted, waiverEvent('granted-approval', 102, 100), used],
      'waiver-approvals-too-few',
      3,
    ],
    ['granted after the change', [requested, used, granted], 'waiver-approvals-too-few', 1],
    [
      'granted after the merge',
      [requested, waiverEvent('granted-approval', 101, 100, { at: '2026-11-20T10:00:01Z' }), used],
      'waiver-approvals-too-few',
      2,
    ],
    [
      'expired at the merge',
      [waiverEvent('requested', 100, 100, { expiresAt: '2026-11-20T10:00:00Z' }), granted, used],
      'waiver-expired',
      2,
    ],
    [
      'said to last longer',
      [waiverEvent('requested', 100, 100, { expiresAt: '2026-11-30T00:00:00Z' }), granted, used],
      'waiver-expiry-differs',
      2,
    ],
    ['denied', [requested, waiverEvent('denied', 101, 100, { actor: bo }), used], 'waiver-ended', 2],
    ['revoked', [requested, granted, waiverEvent('revoked', 102, 100, { actor: bo }), used], 'waiver-ended', 3],
    [
      'revoked before the merge, recorded after',
      [requested, granted, used, waiverEvent('revoked', 102, 100, { actor: bo })],
      'waiver-ended',
      2,
    ],
    [
      'granted for another finding',
      [requested, waiverEvent('granted-approval', 101, 100, { fingerprints: ['e'.repeat(64)] }), used],
      'waiver-event-wrong',
      1,
    ],
    [
      'for another finding',
      [
        requested,
        granted,
        change(1, {
          waivers: [{ id, expiresAt: '2026-12-01T00:00:00Z' }],
          evaluation: { ...evaluation, findings: [{ ...finding, fingerprint: 'e'.repeat(64) }] },
        }),
      ],
      'waiver-other-finding',
      2,
    ],
    [
      'for another control',
      [
        requested,
        granted,
        change(1, {
          waivers: [{ id, expiresAt: '2026-12-01T00:00:00Z' }],
          evaluation: { ...evaluation, findings: [{ ...finding, control: 'ENC-01' }] },
        }),
      ],
      'waiver-other-finding',
      2,
    ],
    ['named by a finding but not in the list', [requested, granted, change(1, { evaluation })], 'waiver-other-finding', 2],
    ['under an id of its own choice', [waiverEvent('requested', 100, 99), used], 'waiver-id-wrong', 0],
  ])('does not count: %s', (_, contents, code, position) => {
    expectFirst(verify(contents), 'waivers', code, position);
  });

  test('is good until its old expiry while a renewal is awaited, until the new one when it is granted', () => {
    const renewed = waiverEvent('renewed', 103, 100, { expiresAt: '2027-01-01T00:00:00Z' });
    expect(statusOf(verify([requested, granted, renewed, used]).checks, 'waivers')).toBe('ok');
    const longer = change(1, { waivers: [{ id, expiresAt: '2027-01-01T00:00:00Z' }], evaluation });
    expect(statusOf(verify([requested, granted, renewed, longer]).checks, 'waivers')).toBe('failed');
    const approved = waiverEvent('granted-approval', 104, 100, { expiresAt: '2027-01-01T00:00:00Z' });
    expect(statusOf(verify([requested, granted, renewed, approved, longer]).checks, 'waivers')).toBe('ok');
    const denied = waiverEvent('denied', 104, 100, { actor: bo });
    expect(statusOf(verify([requested, granted, renewed, denied, used]).checks, 'waivers')).toBe('ok');
  });

  test('stays good when it is revoked after the merge', () => {
    const later = waiverEvent('revoked', 102, 100, { actor: bo, at: '2026-11-20T11:00:00Z' });
    expect(statusOf(verify([requested, granted, used, later]).checks, 'waivers')).toBe('ok');
  });
});

describe('an earlier checkpoint', () => {
  const contents = fiveRecords();
  const earlier = (count: number, from = contents) => logOf(from.slice(0, count)).get(CHECKPOINT_PATH) ?? new Uint8Array();

  test.each([0, 1, 3, 5])('over %i of these records is consistent', (count) => {
    expect(statusOf(verify(contents, { earlierCheckpoints: [earlier(count)] }).checks, 'consistency')).toBe('ok');
  });

  test('shows that records were cut off', () => {
    expectFirst(verify(contents.slice(0, 3), { earlierCheckpoints: [earlier(5)] }), 'consistency', 'log-truncated', 3);
  });

  test('shows that the past was written anew, by the holder of the key', () => {
    const other = [...contents.slice(0, 2), gap(8), ...contents.slice(3)];
    const result = verify(other, { earlierCheckpoints: [earlier(2), earlier(3)] });
    expect(result).toMatchObject({ status: 'failed', firstBad: { code: 'log-rewritten', params: { size: 3 } } });
  });

  test('by a stranger proves nothing and fails', () => {
    const note = logOf(contents, signerKey('x', Buffer.alloc(32, 9))).get(CHECKPOINT_PATH) ?? new Uint8Array();
    expect(faultOf(verify(contents, { earlierCheckpoints: [note] }).checks, 'consistency')?.code).toBe('note-not-signed');
  });
});

function verify(contents: readonly RecordContent[], extra: Extra = {}) {
  return verifyLog({ files: logOf(contents), keys: [SIGNER], now: NOW, ...extra });
}

type Checks = ReturnType<typeof verify>['checks'];

function statusOf(checks: Checks, name: CheckName) {
  return checks.find((check) => check.name === name)?.status;
}

function faultOf(checks: Checks, name: CheckName) {
  return checks.find((check) => check.name === name)?.faults[0];
}

function expectFirst(result: ReturnType<typeof verify>, name: CheckName, code: string, position: number) {
  expect(statusOf(result.checks, name)).toBe('failed');
  expect(faultOf(result.checks, name)).toMatchObject({ code, position });
  expect(result).toMatchObject({ status: 'failed', firstBad: { position } });
}
