import { describe, expect, test } from '@jest/globals';
import type { ControlResult } from '../../src/model/control.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Subject } from '../../src/model/subject.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { judgeWaivers, type WaiverCase } from '../../src/waivers/result.ts';
import { control, finding, head, people } from './world.ts';

const result: ControlResult = {
  control: 'CHG-04',
  outcome: 'not-applicable',
  examined: 0,
  failed: 0,
  excepted: 0,
  waived: 0,
  notEvaluable: 0,
};
const repository = { id: 1, owner: 'acme', name: 'gitops' };
const group: Subject = { kind: 'merge-group', repository, headSha: 'h', baseRef: 'main', baseSha: 'b', pullRequests: [1] };
const pull: Subject = { ...group, kind: 'pull-request', number: 42, author: people.anna, mergeBaseSha: 'b' };
const approvedBy = (...by: (typeof people.bo)[]): Waiver['approvals'] =>
  by.map((one) => ({ by: one, at: '2026-11-02T12:00:00Z', sha: head }));
const waiver = (given: Partial<Waiver> = {}): Waiver => ({
  id: 'A',
  control: 'AUT-12',
  fingerprints: ['f1'],
  subject: 'RoleBinding/journal/drift',
  category: 'waiver',
  state: 'granted',
  pullRequest: 42,
  headSha: head,
  requestedBy: people.anna,
  requestedAt: '2026-11-01T12:00:00Z',
  expiresAt: '2026-12-01T12:00:00Z',
  approvals: approvedBy(people.bo),
  approvalsNeeded: 1,
  renewals: 0,
  ...given,
});
const noted = (given: Partial<Finding> = {}): Finding =>
  finding('f1', { waiver: { id: 'A', state: 'granted', expiresAt: '2026-12-01T12:00:00Z' }, ...given });
const judge = (given: Partial<WaiverCase> = {}, of: ControlResult = result): ControlResult =>
  judgeWaivers(of, {
    subject: pull,
    waivers: [waiver()],
    findings: [noted()],
    problems: [],
    assumptions: [],
    controls: [control('AUT-12')],
    maxDays: { critical: 14, high: 30, medium: 90, low: 180 },
    ...given,
  });

describe('given the control of waivers', () => {
  test.each([pull, group])('a sound waiver that covers something passes: $kind', (subject) => {
    expect(judge({ subject })).toEqual({ ...result, examined: 1, failed: 0, outcome: 'pass' });
  });

  test.each<[string, Partial<WaiverCase>, string, Record<string, unknown>]>([
    ['has expired', { waivers: [waiver({ state: 'expired' })] }, 'expired', { id: 'A' }],
    ['was revoked', { waivers: [waiver({ state: 'revoked' })] }, 'expired', { id: 'A' }],
    ['nobody approved', { waivers: [waiver({ approvals: [] })] }, 'notApproved', { id: 'A' }],
    ['the requester approved', { waivers: [waiver({ approvals: approvedBy(people.anna) })] }, 'notApproved', { id: 'A' }],
    ['one of two approved', { waivers: [waiver({ approvalsNeeded: 2 })] }, 'notApproved', { id: 'A' }],
    [
      'one approved twice',
      { waivers: [waiver({ approvalsNeeded: 2, approvals: approvedBy(people.bo, people.bo) })] },
      'notApproved',
      { id: 'A' },
    ],
    [
      'has too few for what the control asks today',
      { controls: [control('AUT-12', { waivable: { value: true, approvals: 2, except: [] } })] },
      'notApproved',
      { id: 'A' },
    ],
    [
      'is of a control that cannot be waived any more',
      { controls: [control('AUT-12', { waivable: { value: false, approvals: null, except: [] } })] },
      'notApproved',
      { id: 'A' },
    ],
    ['lasts too long', { waivers: [waiver({ expiresAt: '2026-12-01T12:00:00.001Z' })] }, 'tooLong', { id: 'A', found: 31, allowed: 30 }],
    [
      'is of a control that is gone',
      { controls: [control('WKL-01', { severity: 'low' })] },
      'tooLong',
      { id: 'A', found: 30, allowed: 14 },
    ],
  ])('one that %s fails', (_, given, messageKey, params) => {
    expect(judge(given)).toEqual({ ...result, examined: 1, failed: 1, outcome: 'fail', reason: { messageKey, params } });
  });

  test('each is counted, and the first fault is the reason', () => {
    const waivers = [waiver(), waiver({ id: 'B', state: 'revoked' }), waiver({ id: 'C', approvals: [] })];
    const findings = waivers.map(({ id }) => noted({ waiver: { id, state: 'granted', expiresAt: '' } }));
    expect(judge({ waivers, findings })).toMatchObject({ examined: 3, failed: 2, reason: { messageKey: 'expired', params: { id: 'B' } } });
    expect(judge({ waivers: [waiver({ approvals: approvedBy(people.bo, people.carla), approvalsNeeded: 2 })] }).outcome).toBe('pass');
  });

  test.each<[string, Partial<WaiverCase>]>([
    ['what was only asked for', { waivers: [waiver({ state: 'requested' })] }],
    ['what was denied', { waivers: [waiver({ state: 'denied' })] }],
    ['one that covers nothing here', { findings: [] }],
    ['one whose finding is mended', { findings: [noted({ change: 'fixed' })] }],
    ['one of another finding', { findings: [finding('f1')] }],
    ['a folder', { subject: { kind: 'folder', label: '.' } }],
  ])('%s is not looked at', (_, given) => {
    expect(judge(given)).toEqual(result);
  });

  test('another control is none of its business', () => {
    expect(judge({}, { ...result, control: 'CHG-03' })).toEqual({ ...result, control: 'CHG-03' });
  });

  test.each<[string, Partial<WaiverCase>]>([
    [
      'a log that does not verify',
      {
        problems: [
          { code: 'yaml-invalid', params: {} },
          { code: 'log-invalid', params: {} },
        ],
      },
    ],
    [
      'a log without a key',
      {
        assumptions: [
          { code: 'no-configuration', params: {} },
          { code: 'no-log-key', params: {} },
        ],
      },
    ],
  ])('%s leaves it open', (_, given) => {
    expect(judge(given)).toEqual({ ...result, outcome: 'not-evaluable', reason: { messageKey: 'unread', params: {} } });
  });
});
