import { describe, expect, test } from '@jest/globals';
import { type ApprovalState, judgeFourEyes } from '../../src/approvals/result.ts';
import type { Approval, ApprovalRequirement } from '../../src/model/approval.ts';
import type { ControlResult } from '../../src/model/control.ts';
import type { ProblemCode } from '../../src/model/root.ts';
import type { Subject } from '../../src/model/subject.ts';

const result: ControlResult = { control: 'CHG-03', outcome: 'pass', examined: 9, failed: 0, excepted: 0, waived: 0, notEvaluable: 0 };
const repository = { id: 1, owner: 'acme', name: 'gitops' };
const group: Subject = { kind: 'merge-group', repository, headSha: 'h', baseRef: 'main', baseSha: 'b', pullRequests: [1] };
const pull: Subject = {
  kind: 'pull-request',
  repository,
  number: 1,
  author: { id: 11, login: 'anna' },
  headSha: 'h',
  baseRef: 'main',
  baseSha: 'b',
  mergeBaseSha: 'b',
};
const approval: Approval = { by: { id: 12, login: 'bo' }, sha: 'h', via: 'review', at: '2026-11-24T12:00:00Z', sourceId: 1 };
const needs = (needed: number, counted = 0): ApprovalRequirement => ({
  name: 'four-eyes',
  needed,
  counted: Array.from({ length: counted }, () => approval),
  from: [],
  judged: [],
});
const judge = (given: Partial<ApprovalState>, of: ControlResult = result): ControlResult =>
  judgeFourEyes(of, { subject: pull, approvals: [needs(1, 1)], problems: [], ...given });

describe('given the control of four eyes', () => {
  test.each([pull, group])('what is needed and given answers for it: $kind', (subject) => {
    expect(judge({ subject })).toEqual({ ...result, examined: 1, outcome: 'pass' });
    expect(judge({ subject, approvals: [needs(1, 1), needs(2, 1), needs(3, 0)] })).toEqual({
      ...result,
      examined: 3,
      failed: 2,
      outcome: 'fail',
      reason: { messageKey: 'lacking', params: { counted: 1, needed: 2 } },
    });
  });

  test('where none is asked for it is not relevant', () => {
    expect(judge({ approvals: [] })).toEqual({
      ...result,
      outcome: 'not-applicable',
      reason: { messageKey: 'off', params: {} },
    });
  });

  test.each<ProblemCode>(['change-truncated', 'group-unknown', 'github-failed'])('who made the change is unknown with %s', (code) => {
    const problems = [
      { code: 'yaml-invalid' as const, params: {} },
      { code, params: {} },
    ];
    expect(judge({ problems })).toEqual({
      ...result,
      examined: 1,
      outcome: 'not-evaluable',
      reason: { messageKey: 'unknown', params: {} },
    });
  });

  test('another problem leaves it as it is, and so does anything but a change at GitHub', () => {
    expect(judge({ problems: [{ code: 'yaml-invalid', params: {} }] }).outcome).toBe('pass');
    expect(judge({ subject: { kind: 'folder', label: '.' }, approvals: [] })).toEqual(result);
    expect(judge({ approvals: [] }, { ...result, control: 'CHG-04' })).toEqual({ ...result, control: 'CHG-04' });
  });
});
