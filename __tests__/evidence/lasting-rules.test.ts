import { describe, expect, test } from '@jest/globals';
import { hashLeaf } from '../../src/evidence/merkle.ts';
import type { RecordContent } from '../../src/evidence/record.ts';
import { sealRecord } from '../../src/evidence/seal.ts';
import type { CheckName } from '../../src/evidence/verify/check.ts';
import { type VerifyInput, verifyLog } from '../../src/evidence/verify.ts';
import {
  anna,
  approvedBy,
  bo,
  change,
  commitOf,
  correction,
  deployment,
  emergency,
  emergencyOf,
  emergencyReview,
  gap,
  logOf,
  NOW,
  rewrite,
  SIGNER,
} from './records.ts';

function check(name: CheckName, contents: readonly RecordContent[], extra: Partial<VerifyInput> = {}) {
  const found = verifyLog({ files: logOf(contents), keys: [SIGNER], now: NOW, ...extra }).checks.find((one) => one.name === name);
  return {
    status: found?.status,
    codes: found?.faults.map(({ code, position }) => (position === undefined ? code : `${code}@${position}`)),
  };
}

const ok = { status: 'ok', codes: [] };

describe('emergencies', () => {
  const used = change(1, { emergency: emergencyOf(7) });

  test('reviewed by somebody else in time are as they should be', () => {
    expect(check('emergencies', [emergency(7), used, emergencyReview(8, 7)])).toEqual(ok);
  });

  test.each<[string, RecordContent[], string]>([
    ['not reviewed', [emergency(7), used], 'emergency-overdue@0'],
    ['reviewed by whoever used it', [emergency(7), emergencyReview(8, 7, { actor: anna })], 'emergency-reviewed-by-maker@0'],
    [
      'reviewed by whoever made the change',
      [emergency(7, { actor: bo }), used, emergencyReview(8, 7, { actor: anna })],
      'emergency-reviewed-by-maker@0',
    ],
    ['that nobody declared', [used], 'emergency-unknown@0'],
    ['reviewed before they were declared', [emergencyReview(8, 7), emergency(7)], 'emergency-unknown@0'],
    ['under a name that is not theirs', [emergency(7, { emergency: emergencyOf(9) })], 'emergency-unknown@0'],
  ])('%s are named', (_, contents, code) => {
    expect(check('emergencies', contents)).toMatchObject({ status: 'failed', codes: expect.arrayContaining([code]) });
  });

  test('reviewed late, or not yet due, are remarks', () => {
    expect(check('emergencies', [emergency(7), emergencyReview(8, 7, { at: '2026-11-23T00:00:00Z' })])).toEqual({
      status: 'ok',
      codes: ['emergency-reviewed-late@0'],
    });
    expect(check('emergencies', [emergency(7)], { now: new Date('2026-11-22T09:30:00Z') })).toEqual({
      status: 'ok',
      codes: ['emergency-open@0'],
    });
    expect(check('emergencies', [emergency(7)], { now: new Date('2026-11-22T09:30:01Z') }).status).toBe('failed');
  });
});

describe('what records refer to', () => {
  const leaf = hashLeaf(sealRecord(gap(1), SIGNER).bytes).toString('hex');

  test('is on record', () => {
    expect(check('references', [gap(1), deployment(1), correction(gap(1), leaf)])).toEqual(ok);
  });

  test.each<[string, RecordContent[], string]>([
    ['a correction of nothing', [gap(1), correction(gap(2), leaf)], 'correction-of-nothing@1'],
    ['a correction of what was not so', [gap(1), correction(gap(1), 'a'.repeat(64))], 'correction-of-nothing@1'],
    ['a deployment of an unknown commit', [gap(1), deployment(2)], 'deployment-unrecorded@1'],
    ['a deployment before its change', [deployment(1), gap(1)], 'deployment-unrecorded@0'],
  ])('%s is named', (_, contents, code) => {
    expect(check('references', contents)).toEqual({ status: 'failed', codes: [code] });
  });
});

describe('several protected branches', () => {
  const main = { name: 'main', commits: [1, 2].map((n) => ({ ...commitOf(n), parents: [] })), shallow: false };
  const release = { name: 'release', commits: [1, 3].map((n) => ({ ...commitOf(n), parents: [] })), shallow: false };
  const contents = [gap(1), gap(2), gap(1, { branch: 'release' }), gap(3, { branch: 'release' })];

  test('each have their own records, also of a commit that both have', () => {
    expect(check('completeness', contents, { protectedBranches: [main, release] })).toEqual(ok);
  });

  test('that were not all handed in are not all proved', () => {
    expect(check('completeness', contents, { protectedBranches: [main] })).toEqual({ status: 'unproved', codes: ['branch-not-given'] });
  });

  test('do not stand in for each other', () => {
    expect(check('completeness', contents.slice(0, 3), { protectedBranches: [main, release] })).toEqual({
      status: 'failed',
      codes: ['commit-without-record'],
    });
  });

  test('of which the log knows nothing are not proved', () => {
    expect(check('completeness', contents.slice(0, 2), { protectedBranches: [main, release] })).toEqual({
      status: 'unproved',
      codes: ['branch-not-recorded'],
    });
  });

  test('are not guessed from a bare commit when there are several', () => {
    const { name: _, ...bare } = main;
    expect(check('completeness', contents.slice(0, 2), { protectedBranches: [bare] })).toEqual(ok);
    expect(check('completeness', contents, { protectedBranches: [bare] }).codes).toContain('branch-not-named');
  });
});

describe('a branch that was moved by force', () => {
  const branch = { name: 'main', commits: [1, 3].map((n) => ({ ...commitOf(n), parents: [] })), shallow: false };

  test('and says nothing of it leaves a record without its commit', () => {
    expect(check('completeness', [gap(1), gap(2), gap(3)], { protectedBranches: [branch] })).toEqual({
      status: 'failed',
      codes: ['record-without-commit@1'],
    });
  });

  test('and says so is complete, and stands among what went past the rules', () => {
    const contents = [gap(1), gap(2), rewrite(3, [2]), gap(3)];
    expect(check('completeness', contents, { protectedBranches: [branch] })).toEqual(ok);
    expect(check('bypasses', contents).codes).toContain('branch-rewritten@2');
  });

  test('cannot be excused before it happened', () => {
    expect(check('completeness', [gap(1), rewrite(3, [2]), gap(2), gap(3)], { protectedBranches: [branch] }).status).toBe('failed');
  });
});

describe('where a log begins', () => {
  const branch = { name: 'main', commits: [1, 2, 3].map((n) => ({ ...commitOf(n), parents: [] })), shallow: false };
  const begins = (n: number) => gap(n, { reason: 'log-begins' });

  test('is said once', () => {
    expect(check('completeness', [begins(2), gap(3)], { protectedBranches: [branch] })).toEqual(ok);
    expect(check('completeness', [gap(1), begins(2), gap(3)], { protectedBranches: [branch] })).toEqual({
      status: 'failed',
      codes: ['log-begins-again@1'],
    });
  });

  test('may be said by two first runs at once', () => {
    expect(check('completeness', [begins(2), gap(3), begins(1)], { protectedBranches: [branch] })).toEqual(ok);
  });
});

describe('since an earlier checkpoint', () => {
  const selfApproved = (n: number) => change(n, { approvals: [approvedBy(anna)] });
  const earlier = logOf([selfApproved(1)]).get('checkpoint') ?? new Uint8Array();

  test('what came before is somebody else’s business, and that is said', () => {
    expect(check('four-eyes', [selfApproved(1), change(2)]).status).toBe('failed');
    expect(check('four-eyes', [selfApproved(1), change(2)], { since: earlier })).toEqual(ok);
    expect(check('bypasses', [selfApproved(1), change(2)], { since: earlier }).codes).toEqual(['before-since']);
  });

  test('what came after is not', () => {
    expect(check('four-eyes', [selfApproved(1), selfApproved(2)], { since: earlier })).toMatchObject({ status: 'failed' });
  });

  test('nothing is left out when the log is not the one that was seen', () => {
    const contents = [selfApproved(3), change(2)];
    expect(check('consistency', contents, { since: earlier }).status).toBe('failed');
    expect(check('four-eyes', contents, { since: earlier }).status).toBe('failed');
  });
});
