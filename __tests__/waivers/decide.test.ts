import { describe, expect, test } from '@jest/globals';
import { joinIdentities } from '../../src/approvals/identities.ts';
import { configurationSchema } from '../../src/config/schema.ts';
import type { Command, WaiveCommand } from '../../src/model/command.ts';
import type { Emergency } from '../../src/model/emergency.ts';
import type { Person } from '../../src/model/person.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { decideCommand } from '../../src/waivers/decide.ts';
import type { DecisionContext } from '../../src/waivers/decision.ts';
import { foldWaivers } from '../../src/waivers/fold.ts';
import { makeWaiverId } from '../../src/waivers/waiver-id.ts';
import { control, finding, head, lookupFailed, may, now, olderHead, people, pullRequest, source, world } from './world.ts';

const reason = 'Rebuilt in week 49, see the plan.';
const waive: WaiveCommand = {
  verb: 'waive',
  control: 'AUT-12',
  kind: 'RoleBinding',
  namespace: 'journal',
  name: 'drift',
  expiry: { date: '2026-12-01' },
  category: 'waiver',
  reason,
};
const id = 'WVR-0123456789AB';
const waiver: Waiver = {
  id,
  control: 'AUT-12',
  fingerprints: ['f1'],
  subject: 'RoleBinding/journal/drift',
  category: 'waiver',
  state: 'requested',
  pullRequest: 42,
  headSha: head,
  requestedBy: people.dan,
  requestedAt: '2026-11-24T10:00:00Z',
  expiresAt: '2026-12-01T23:59:59.999Z',
  approvals: [],
  approvalsNeeded: 1,
  renewals: 0,
};
const granted: Waiver = { ...waiver, state: 'granted', approvals: [{ by: people.carla, at: now, sha: head }] };
const approveWaiver: Command = { verb: 'approve-waiver', id, sha: head.slice(0, 12) };
const approve: Command = { verb: 'approve', sha: head.slice(0, 12) };
const deny: Command = { verb: 'deny', id, reason };
const revoke: Command = { verb: 'revoke', id, reason };
const open = (given: Partial<DecisionContext> = {}): DecisionContext => world({ waivers: [waiver], emergencies: [emergency], ...given });
const by = (person: Person): Partial<DecisionContext> => ({ source: source(person) });
const review = (reviewCommit?: string): Partial<DecisionContext> => ({
  source: source(people.bo, { kind: 'review', ...(reviewCommit === undefined ? {} : { reviewCommit }) }),
});
const withFinding = (given: Parameters<typeof finding>[1]): DecisionContext => world({ findings: [finding('f1', given)] });

const renew: Command = { verb: 'renew', id, expiry: { days: 20 }, reason };
const breakGlass: Command = { verb: 'break-glass', ticket: 'INC-2211', reason };
const emergency: Emergency = {
  id: 'EMG-0123456789AB',
  pullRequest: 42,
  headSha: head,
  by: people.dan,
  at: now,
  ticket: 'INC-2211',
  reviewDueAt: '2026-11-26T14:05:00.000Z',
};
const accept: Command = { verb: 'review-emergency', id: emergency.id, outcome: 'accepted', reason };

const deciding: readonly Command[] = [waive, approve, approveWaiver, deny, revoke, renew, breakGlass, accept, { verb: 'recheck' }];
const all: readonly Command[] = [...deciding, { verb: 'status' }, { verb: 'help' }, { verb: 'explain', control: 'AUT-12' }];
const fork = configurationSchema.parse({ waivers: { approvers: { users: ['bo'], teams: ['sikkerhed'] } } });

describe('given somebody or something that may not speak', () => {
  test.each(all)('an account that is no person gets nothing: $verb', (command) => {
    for (const type of ['Bot', 'Organization', 'Mannequin', 'user', '']) {
      const context = open({ source: source(people.bo, { author: { ...people.bo, type } }) });
      expect(decideCommand(command, context)).toEqual({ outcome: 'refused', code: 'not-a-person', params: { login: 'bo' }, events: [] });
    }
  });

  test.each(all)('an edited comment commands nothing: $verb', (command) => {
    const context = open({ source: source(people.bo, { updatedAt: '2026-11-24T14:04:30Z' }) });
    expect(decideCommand(command, context)).toEqual({ outcome: 'refused', code: 'edited', params: { login: 'bo' }, events: [] });
  });

  test.each(deciding)('under an issue nothing is decided: $verb', (command) => {
    const { pullRequest: _, ...context } = open();
    expect(decideCommand(command, context)).toMatchObject({ outcome: 'refused', code: 'not-a-pull-request', events: [] });
  });

  test.each(deciding)('into an unprotected branch nothing is decided: $verb', (command) => {
    const context = open({ pullRequest: { ...pullRequest, baseProtected: false } });
    expect(decideCommand(command, context)).toMatchObject({ outcome: 'refused', code: 'branch-not-protected', events: [] });
  });

  test.each([waive, approveWaiver, deny, revoke, renew, breakGlass, accept])('without a log key nothing is promised: $verb', (command) => {
    expect(decideCommand(command, open({ hasLogKey: false }))).toMatchObject({ outcome: 'refused', code: 'no-log-key', events: [] });
  });

  test.each(deciding)('a look-up that failed means no, whatever it would have said: $verb', (command) => {
    expect(decideCommand(command, open({ authority: lookupFailed }))).toMatchObject({
      outcome: 'refused',
      code: 'lookup-failed',
      events: [],
    });
  });

  test.each(['none', 'read', 'triage'] as const)('%s decides nothing', (permission) => {
    for (const command of deciding) {
      expect(decideCommand(command, open({ authority: may(permission) }))).toMatchObject({
        outcome: 'refused',
        code: 'no-authority',
        params: { login: 'bo', permission },
      });
    }
  });
});

describe('given a question', () => {
  test('help and explanations are given anywhere, to any person', () => {
    const { pullRequest: _, ...issue } = world({ authority: lookupFailed });
    expect(decideCommand({ verb: 'help' }, issue)).toEqual({ outcome: 'answered', code: 'help', params: {}, events: [] });
    expect(decideCommand({ verb: 'explain', control: 'AUT-12' }, issue)).toMatchObject({
      outcome: 'answered',
      code: 'explained',
      params: { control: 'AUT-12' },
    });
    expect(decideCommand({ verb: 'explain', control: 'AUT-99' }, issue)).toMatchObject({
      outcome: 'refused',
      code: 'control-unknown',
      params: { control: 'AUT-99' },
    });
    expect(decideCommand({ verb: 'status' }, issue)).toMatchObject({ outcome: 'refused', code: 'not-a-pull-request' });
  });

  test('the status and a new judgement are of the head', () => {
    expect(decideCommand({ verb: 'status' }, world())).toMatchObject({ outcome: 'answered', code: 'status', params: { head } });
    expect(decideCommand({ verb: 'recheck' }, world({ authority: may('write') }))).toMatchObject({
      outcome: 'answered',
      code: 'rechecked',
      params: { head },
    });
  });

  test('who opened the pull request may have it judged again without write access', () => {
    const context = world({ ...by(people.anna), authority: may('read') });
    expect(decideCommand({ verb: 'recheck' }, context)).toMatchObject({ outcome: 'answered', code: 'rechecked' });
  });
});

describe('given /tilsyn approve SHA', () => {
  test('somebody else with write access approves the head', () => {
    expect(decideCommand(approve, world({ authority: may('write') }))).toEqual({
      outcome: 'accepted',
      code: 'approval-recorded',
      params: { login: 'bo', sha: head },
      events: [],
      approval: { by: people.bo, sha: head, via: 'comment', at: '2026-11-24T14:04:00Z', sourceId: 9001 },
    });
  });

  test('in a review it is the review’s commit, too', () => {
    expect(decideCommand(approve, world(review(head)))).toMatchObject({
      code: 'approval-recorded',
      approval: { via: 'review', sha: head },
    });
  });

  test.each<[string, string, Partial<DecisionContext>, string]>([
    ['an older head', olderHead.slice(0, 12), {}, 'head-moved'],
    ['a commit nobody knows', 'c'.repeat(12), {}, 'sha-unknown'],
    ['a beginning that is too short', head.slice(0, 11), {}, 'sha-unknown'],
    ['nothing', '', {}, 'sha-unknown'],
    ['more than the head', `${head}a`, {}, 'sha-unknown'],
    ['a review of an older commit', head.slice(0, 12), review(olderHead), 'head-moved'],
    ['a review of another commit than named', olderHead.slice(0, 12), review(head), 'head-moved'],
    ['a review without a commit', head, review(), 'sha-unknown'],
    ['the opener', head, by(people.anna), 'self-approval'],
    ['the opener under a new login', head, by({ id: people.anna.id, login: 'Anna-2' }), 'self-approval'],
    ['who pushed', head, by(people.per), 'contributor'],
    ['who wrote a commit', head, by(people.kim), 'contributor'],
    ['a comment older than the head', head, { pullRequest: { ...pullRequest, headSeenAt: '2026-11-24T14:04:01Z' } }, 'head-moved'],
    [
      'a comment of the same second as the head',
      head,
      { pullRequest: { ...pullRequest, headSeenAt: '2026-11-24T14:04:00Z' } },
      'head-moved',
    ],
    ['a head of an unreadable time', head, { pullRequest: { ...pullRequest, headSeenAt: 'now' } }, 'head-moved'],
  ])('it is refused: %s', (_, sha, given, code) => {
    const decision = decideCommand({ verb: 'approve', sha }, world(given));
    expect(decision).toMatchObject({ outcome: 'refused', code, events: [] });
    expect(decision.approval).toBeUndefined();
  });

  test('a refusal names the commit that was meant and the head', () => {
    expect(decideCommand({ verb: 'approve', sha: olderHead.slice(0, 12) }, world()).params).toEqual({ sha: olderHead.slice(0, 12), head });
  });

  test('a head seen at an unknown time is taken by its name alone', () => {
    const { headSeenAt: _, ...unseen } = pullRequest;
    expect(decideCommand(approve, world({ pullRequest: unseen }))).toMatchObject({ code: 'approval-recorded' });
  });

  test('a login of the opener on another id is another person', () => {
    expect(decideCommand(approve, world(by({ id: 99, login: 'anna' })))).toMatchObject({ code: 'approval-recorded' });
  });
});

describe('given /tilsyn waive', () => {
  test('anyone with write access may ask, the opener as well', () => {
    const decision = decideCommand(waive, world({ ...by(people.anna), authority: may('write') }));
    const made = makeWaiverId({ repositoryId: 77, sourceKind: 'issue_comment', sourceId: 9001, line: 1 });
    expect(decision).toEqual({
      outcome: 'accepted',
      code: 'waiver-requested',
      params: {
        id: made,
        control: 'AUT-12',
        subject: 'RoleBinding/journal/drift',
        expiresAt: '2026-12-01T23:59:59.999Z',
        people: 1,
        days: 7,
        login: 'anna',
      },
      events: [
        {
          id: made,
          event: 'requested',
          control: 'AUT-12',
          fingerprints: ['f1'],
          subject: 'RoleBinding/journal/drift',
          category: 'waiver',
          pullRequest: 42,
          headSha: head,
          actor: people.anna,
          at: now,
          expiresAt: '2026-12-01T23:59:59.999Z',
          approvalsNeeded: 1,
          source: { kind: 'issue_comment', id: 9001 },
        },
      ],
    });
  });

  test('handled again, the same line adds no second event', () => {
    const first = decideCommand(waive, world());
    const again = decideCommand(
      { ...waive, expiry: { days: 3 } },
      world({ waivers: foldWaivers(first.events, now), now: '2026-11-24T15:00:00Z' }),
    );
    expect(again).toMatchObject({ code: 'waiver-requested', params: first.params, events: [] });
  });

  test.each<[string, WaiveCommand, DecisionContext, string]>([
    ['no such control', { ...waive, control: 'AUT-99' }, world(), 'control-unknown'],
    [
      'a control that cannot be waived',
      { ...waive, control: 'ENC-07' },
      world({ findings: [finding('f1', { control: 'ENC-07' })] }),
      'control-not-waivable',
    ],
    ['the same, as a false positive', { ...waive, control: 'ENC-07', category: 'false-positive' }, world(), 'control-not-waivable'],
    [
      'a control without a number of people',
      waive,
      world({ controls: new Map([['AUT-12', control('AUT-12', { waivable: { value: true, approvals: null, except: [] } })]]) }),
      'control-not-waivable',
    ],
    ['a case that the control excepts', waive, world({ excepted: new Set(['f1']) }), 'control-not-waivable'],
    ['another kind', { ...waive, kind: 'Role' }, world(), 'finding-not-found'],
    ['another namespace', { ...waive, namespace: '' }, world(), 'finding-not-found'],
    ['another name', { ...waive, name: 'drif' }, world(), 'finding-not-found'],
    ['another container', { ...waive, container: 'api' }, world(), 'finding-not-found'],
    ['a wildcard that is no wildcard', { ...waive, name: '*' }, world(), 'finding-not-found'],
    ['another control at the object', waive, withFinding({ control: 'AUT-01' }), 'finding-not-found'],
    ['a finding that is gone', waive, withFinding({ change: 'fixed' }), 'finding-not-found'],
    [
      'a kind of two API groups',
      waive,
      world({ findings: [finding('f1'), finding('f2', { object: { ...finding('f2').object, group: 'example.org' } })] }),
      'finding-not-found',
    ],
    ['longer than high allows', { ...waive, expiry: { days: 31 } }, world(), 'too-long'],
    [
      'longer than the control’s severity allows',
      { ...waive, expiry: { days: 15 } },
      world({ controls: new Map([['AUT-12', control('AUT-12', { severity: 'critical' })]]) }),
      'too-long',
    ],
    ['longer than the finding’s severity allows', { ...waive, expiry: { days: 15 } }, withFinding({ severity: 'critical' }), 'too-long'],
    ['a day gone by', { ...waive, expiry: { date: '2026-11-23' } }, world(), 'expiry-past'],
    ['a comment older than the head', waive, world({ pullRequest: { ...pullRequest, headSeenAt: '2026-11-24T14:04:30Z' } }), 'head-moved'],
    ['a review of an older commit', waive, world(review(olderHead)), 'head-moved'],
    ['a review without a commit', waive, world(review()), 'head-moved'],
  ])('it is refused: %s', (_, command, context, code) => {
    expect(decideCommand(command, context)).toMatchObject({ outcome: 'refused', code, events: [] });
  });

  test('a refusal of a long life says what is allowed', () => {
    expect(decideCommand({ ...waive, expiry: { days: 31 } }, world()).params).toEqual({ control: 'AUT-12', days: 31, limit: 30 });
  });

  test('all findings of the control at the object are covered, and no others', () => {
    const api = { ...finding('x').object, kind: 'Deployment', group: 'apps', name: 'api' };
    const findings = [
      finding('f3', { object: { ...api, container: 'web' } }),
      finding('f1', { object: { ...api, container: 'job' } }),
      finding('f2', { object: { ...api, cluster: 'test', container: 'web' } }),
      finding('f4', { object: { ...api, name: 'api-2' } }),
      finding('f5', { control: 'ENC-07', object: api }),
    ];
    const of = (given: Partial<WaiveCommand>): unknown =>
      decideCommand({ ...waive, kind: 'Deployment', name: 'api', ...given }, world({ findings })).events.map(
        ({ fingerprints, subject }) => ({ fingerprints, subject }),
      );
    expect(of({})).toEqual([{ fingerprints: ['f1', 'f2', 'f3'], subject: 'Deployment/journal/api' }]);
    expect(of({ container: 'web' })).toEqual([{ fingerprints: ['f2', 'f3'], subject: 'Deployment/journal/api (web)' }]);
    expect(of({ kind: 'Deployment.apps' })).toEqual([{ fingerprints: ['f1', 'f2', 'f3'], subject: 'Deployment.apps/journal/api' }]);
  });

  test('a critical control asks for as many people as it says', () => {
    const controls = new Map([
      ['AUT-12', control('AUT-12', { severity: 'critical', waivable: { value: true, approvals: 2, except: [] } })],
    ]);
    const { params, events } = decideCommand(waive, world({ controls }));
    expect([params.people, events[0]?.approvalsNeeded]).toEqual([2, 2]);
  });
});

describe('given a decision on a waiver', () => {
  test.each(['maintain', 'admin'] as const)('%s grants it where nobody is named', (permission) => {
    const decision = decideCommand(approveWaiver, open({ authority: may(permission) }));
    expect(decision).toEqual({
      outcome: 'accepted',
      code: 'waiver-granted',
      params: { id, control: 'AUT-12', subject: 'RoleBinding/journal/drift', login: 'bo', expiresAt: '2026-12-01T23:59:59.999Z' },
      events: [
        {
          id,
          event: 'approved',
          control: 'AUT-12',
          fingerprints: ['f1'],
          subject: 'RoleBinding/journal/drift',
          category: 'waiver',
          pullRequest: 42,
          headSha: head,
          actor: people.bo,
          at: now,
          expiresAt: '2026-12-01T23:59:59.999Z',
          approvalsNeeded: 1,
          source: { kind: 'issue_comment', id: 9001 },
        },
      ],
    });
  });

  test('in a review the review’s commit is enough', () => {
    expect(decideCommand({ verb: 'approve-waiver', id }, open(review(head)))).toMatchObject({ code: 'waiver-granted' });
  });

  test('write is not enough where nobody is named', () => {
    for (const command of [approveWaiver, deny]) {
      expect(decideCommand(command, open({ authority: may('write') }))).toMatchObject({
        code: 'no-authority',
        params: { login: 'bo', permission: 'write' },
      });
    }
  });

  test.each<[string, Partial<DecisionContext>, string]>([
    ['the person named, by id', { approverIds: new Set([people.bo.id]), authority: may('write') }, 'waiver-granted'],
    ['a member of the team named', { authority: may('write', ['sikkerhed']) }, 'waiver-granted'],
    ['somebody who took the login', { approverIds: new Set([98]), authority: may('write') }, 'no-authority'],
    ['a member of another team', { authority: may('write', ['drift']) }, 'no-authority'],
    ['an administrator who is not named', { authority: may('admin') }, 'no-authority'],
    [
      'somebody named who has lost write access',
      { approverIds: new Set([people.bo.id]), authority: may('read', ['sikkerhed']) },
      'no-authority',
    ],
    ['somebody named whose look-up failed', { approverIds: new Set([people.bo.id]), authority: lookupFailed }, 'lookup-failed'],
  ])('where approvers are named: %s', (_, given, code) => {
    expect(decideCommand(approveWaiver, open({ configuration: fork, ...given }))).toMatchObject({ code });
  });

  test.each<[string, Command, Partial<DecisionContext>, string]>([
    ['an unknown id', { ...approveWaiver, id: 'WVR-ZZZZZZZZZZZZ' }, {}, 'waiver-unknown'],
    ['an id of another pull request', approveWaiver, { waivers: [{ ...waiver, pullRequest: 43 }] }, 'waiver-unknown'],
    ['a refusal from another pull request', deny, { waivers: [{ ...waiver, pullRequest: 43 }] }, 'waiver-unknown'],
    ['one that was denied', approveWaiver, { waivers: [{ ...waiver, state: 'denied' }] }, 'waiver-ended'],
    ['one that was revoked', revoke, { waivers: [{ ...waiver, state: 'revoked' }] }, 'waiver-ended'],
    ['one that has lapsed', approveWaiver, { waivers: [{ ...waiver, state: 'lapsed' }] }, 'waiver-ended'],
    ['one that has expired', revoke, { waivers: [{ ...waiver, state: 'expired' }] }, 'waiver-ended'],
    ['one that was granted, again', approveWaiver, { waivers: [granted] }, 'already-decided'],
    ['a refusal of one that was granted', deny, { waivers: [granted] }, 'already-decided'],
    ['no commit named in a comment', { verb: 'approve-waiver', id }, {}, 'sha-unknown'],
    ['another commit', { ...approveWaiver, sha: 'c'.repeat(12) }, {}, 'sha-unknown'],
    ['an older head', { ...approveWaiver, sha: olderHead }, {}, 'head-moved'],
    ['a review of an older head', { verb: 'approve-waiver', id }, review(olderHead), 'head-moved'],
    ['a push after the comment', approveWaiver, { pullRequest: { ...pullRequest, headSeenAt: '2026-11-24T14:04:10Z' } }, 'head-moved'],
    ['the requester', approveWaiver, by(people.dan), 'same-as-requester'],
    [
      'the requester, in a review',
      approveWaiver,
      { source: source(people.dan, { kind: 'review', reviewCommit: head }) },
      'same-as-requester',
    ],
    ['the opener', approveWaiver, by(people.anna), 'self-approval'],
    ['who pushed', approveWaiver, by(people.per), 'contributor'],
    ['who wrote a commit', approveWaiver, by(people.kim), 'contributor'],
    ['a refusal by the opener', deny, by(people.anna), 'self-approval'],
    ['a revocation by who pushed', revoke, { ...by(people.per), waivers: [granted] }, 'contributor'],
    ['a revocation by the requester', revoke, { ...by(people.dan), waivers: [granted] }, 'same-as-requester'],
    ['a control that is gone', approveWaiver, { controls: new Map() }, 'control-unknown'],
    ['a control that cannot be waived any more', approveWaiver, { waivers: [{ ...waiver, control: 'ENC-07' }] }, 'control-not-waivable'],
    ['a finding that is excepted by now', approveWaiver, { excepted: new Set(['f1']) }, 'control-not-waivable'],
    ['a finding that is gone from the head', approveWaiver, { findings: [finding('f2')] }, 'finding-not-found'],
    ['a finding that is fixed', approveWaiver, { findings: [finding('f1', { change: 'fixed' })] }, 'finding-not-found'],
    ['one of two findings hidden', approveWaiver, { waivers: [{ ...waiver, fingerprints: ['f1', 'f2'] }] }, 'finding-not-found'],
    ['no findings at all', approveWaiver, { waivers: [{ ...waiver, fingerprints: [] }] }, 'finding-not-found'],
    [
      'somebody who has approved it before',
      approveWaiver,
      { waivers: [{ ...waiver, approvalsNeeded: 2, approvals: [{ by: { id: people.bo.id, login: 'BO' }, at: now, sha: head }] }] },
      'already-decided',
    ],
  ])('it is refused: %s', (_, command, given, code) => {
    expect(decideCommand(command, open(given))).toMatchObject({ outcome: 'refused', code, events: [] });
  });

  test('a refusal ends a request', () => {
    expect(decideCommand(deny, open())).toMatchObject({
      outcome: 'accepted',
      code: 'waiver-denied',
      params: { id, control: 'AUT-12', subject: 'RoleBinding/journal/drift', login: 'bo' },
      events: [{ event: 'denied', id, actor: people.bo }],
    });
  });

  test.each([deny, revoke])('requesters withdraw what is not decided, without any look-up: $verb', (command) => {
    expect(decideCommand(command, open({ ...by(people.dan), authority: lookupFailed }))).toMatchObject({
      code: 'waiver-denied',
      events: [{ event: 'denied', actor: people.dan }],
    });
  });

  test('a grant is revoked from any pull request, of any head', () => {
    const context = open({
      waivers: [{ ...granted, pullRequest: 7 }],
      findings: [],
      pullRequest: { ...pullRequest, headSeenAt: '2026-11-24T14:05:00Z' },
    });
    expect(decideCommand(revoke, context)).toMatchObject({
      outcome: 'accepted',
      code: 'waiver-revoked',
      events: [{ event: 'revoked', id, pullRequest: 7, actor: people.bo }],
    });
  });
});

describe('given a critical waiver from its request to its end', () => {
  test('it takes two people, none of whom asked for it or made the change', () => {
    const controls = new Map([
      ['AUT-12', control('AUT-12', { severity: 'critical', waivable: { value: true, approvals: 2, except: [] } })],
    ]);
    const requested = decideCommand(waive, world({ ...by(people.anna), controls }));
    const made = requested.params.id ?? '';
    const log = [...requested.events];
    const act = (person: Person, command: Command): unknown => {
      const decision = decideCommand(command, world({ ...by(person), controls, waivers: foldWaivers(log, now) }));
      log.push(...decision.events);
      return [decision.code, decision.params.people, foldWaivers(log, now)[0]?.state];
    };
    const consent: Command = { verb: 'approve-waiver', id: made, sha: head.slice(0, 12) };
    expect(act(people.anna, consent)).toEqual(['same-as-requester', undefined, 'requested']);
    expect(act(people.bo, consent)).toEqual(['waiver-approval-counted', 1, 'requested']);
    expect(act(people.bo, consent)).toEqual(['already-decided', undefined, 'requested']);
    expect(act(people.per, consent)).toEqual(['contributor', undefined, 'requested']);
    expect(act(people.carla, consent)).toEqual(['waiver-granted', undefined, 'granted']);
    expect(act(people.carla, { verb: 'revoke', id: made, reason })).toEqual(['waiver-revoked', undefined, 'revoked']);
    expect(act(people.dan, consent)).toEqual(['waiver-ended', undefined, 'revoked']);
  });
});

describe('given /tilsyn renew', () => {
  const renewing = (given: Partial<DecisionContext> = {}): DecisionContext => open({ waivers: [granted], ...given });
  const pending: Waiver = {
    ...granted,
    renewal: {
      pullRequest: 42,
      requestedBy: people.dan,
      requestedAt: '2026-11-24T12:00:00Z',
      expiresAt: '2026-12-14T12:00:00.000Z',
      approvals: [],
      approvalsNeeded: 1,
    },
  };

  test('anyone with write access may ask for a later end, of what runs and of what has run out', () => {
    for (const state of ['granted', 'expired'] as const) {
      const context = renewing({ ...by(people.anna), authority: may('write'), waivers: [{ ...granted, state }] });
      expect(decideCommand(renew, context)).toEqual({
        outcome: 'accepted',
        code: 'renewal-requested',
        params: {
          id,
          control: 'AUT-12',
          subject: 'RoleBinding/journal/drift',
          expiresAt: '2026-12-14T14:05:00.000Z',
          people: 1,
          days: 7,
          login: 'anna',
        },
        events: [
          {
            id,
            event: 'renewed',
            control: 'AUT-12',
            fingerprints: ['f1'],
            subject: 'RoleBinding/journal/drift',
            category: 'waiver',
            pullRequest: 42,
            headSha: head,
            actor: people.anna,
            at: now,
            expiresAt: '2026-12-14T14:05:00.000Z',
            approvalsNeeded: 1,
            source: { kind: 'issue_comment', id: 9001 },
          },
        ],
      });
    }
  });

  const twice = finding('f1');
  test.each<[string, Command, Partial<DecisionContext>, string]>([
    ['an unknown id', { ...renew, id: 'WVR-ZZZZZZZZZZZZ' } as Command, {}, 'waiver-unknown'],
    ['one that is not decided', renew, { waivers: [waiver] }, 'not-granted'],
    ['one that was denied', renew, { waivers: [{ ...waiver, state: 'denied' }] }, 'waiver-ended'],
    ['one that was revoked', renew, { waivers: [{ ...granted, state: 'revoked' }] }, 'waiver-ended'],
    ['one whose renewal is open', renew, { waivers: [pending] }, 'renewal-open'],
    ['a control that is gone', renew, { controls: new Map() }, 'control-unknown'],
    ['a control that cannot be waived any more', renew, { waivers: [{ ...granted, control: 'ENC-07' }] }, 'control-not-waivable'],
    ['a finding that is excepted by now', renew, { excepted: new Set(['f1']) }, 'control-not-waivable'],
    ['a value that has changed', renew, { findings: [finding('f9')] }, 'waiver-changed'],
    ['a finding that is fixed', renew, { findings: [finding('f1', { change: 'fixed' })] }, 'waiver-changed'],
    ['an object that has one more', renew, { findings: [twice, finding('f9')] }, 'waiver-changed'],
    ['the third renewal', renew, { waivers: [{ ...granted, renewals: 2 }] }, 'renewals-used-up'],
    ['more than the severity allows', { ...renew, expiry: { days: 31 } } as Command, {}, 'too-long'],
    ['a day that is past', { ...renew, expiry: { date: '2026-11-23' } } as Command, {}, 'expiry-past'],
    ['an end no later than it has', { ...renew, expiry: { date: '2026-12-01' } } as Command, {}, 'not-longer'],
    ['an earlier end', { ...renew, expiry: { days: 2 } } as Command, {}, 'not-longer'],
    ['a review of an older head', renew, review(olderHead), 'head-moved'],
    ['a push after the comment', renew, { pullRequest: { ...pullRequest, headSeenAt: '2026-11-24T14:04:10Z' } }, 'head-moved'],
  ])('it is refused: %s', (_, command, given, code) => {
    expect(decideCommand(command, renewing(given))).toMatchObject({ outcome: 'refused', code, events: [] });
  });

  test('findings that went away since are no reason to refuse', () => {
    const wide = { ...granted, fingerprints: ['f1', 'f2'] };
    expect(decideCommand(renew, renewing({ waivers: [wide] }))).toMatchObject({
      code: 'renewal-requested',
      events: [{ fingerprints: ['f1', 'f2'] }],
    });
  });

  test('the number that the configuration allows is the number', () => {
    const configuration = configurationSchema.parse({ waivers: { maxRenewals: 0 } });
    expect(decideCommand(renew, renewing({ configuration }))).toMatchObject({
      code: 'renewals-used-up',
      params: { control: 'AUT-12', subject: 'RoleBinding/journal/drift', limit: 0 },
    });
    expect(decideCommand(renew, renewing({ waivers: [{ ...granted, renewals: 1 }] })).code).toBe('renewal-requested');
  });

  test('asking anew for the same finding is a renewal by another name', () => {
    const old = { ...granted, state: 'expired' as const, renewals: 2 };
    expect(decideCommand(waive, renewing({ waivers: [old] }))).toMatchObject({ code: 'renewals-used-up', params: { limit: 2 } });
    for (const other of [
      { ...old, renewals: 1 },
      { ...old, fingerprints: ['f9'] },
      { ...old, control: 'AUT-01' },
      { ...old, approvals: [] },
    ])
      expect(decideCommand(waive, renewing({ waivers: [other] })).code).toBe('waiver-requested');
  });

  test('it takes somebody else again, and until then the grant stands as it was', () => {
    expect(decideCommand(approveWaiver, renewing({ ...by(people.dan), waivers: [pending] })).code).toBe('same-as-requester');
    expect(decideCommand(approveWaiver, renewing({ ...by(people.anna), waivers: [pending] })).code).toBe('self-approval');
    expect(decideCommand(approveWaiver, renewing({ waivers: [pending], findings: [] })).code).toBe('finding-not-found');
    const elsewhere = { ...pending, renewal: { ...waiver, pullRequest: 7 } };
    expect(decideCommand(approveWaiver, renewing({ waivers: [elsewhere] })).code).toBe('waiver-unknown');
    expect(decideCommand(approveWaiver, renewing({ waivers: [pending] }))).toMatchObject({
      code: 'renewal-granted',
      params: { expiresAt: '2026-12-14T12:00:00.000Z' },
      events: [{ event: 'approved', expiresAt: '2026-12-14T12:00:00.000Z', pullRequest: 42 }],
    });
    expect(decideCommand(deny, renewing({ waivers: [pending] }))).toMatchObject({ code: 'renewal-denied', events: [{ event: 'denied' }] });
    expect(decideCommand(deny, renewing({ ...by(people.dan), waivers: [pending] })).code).toBe('renewal-denied');
    expect(decideCommand(revoke, renewing({ waivers: [pending] }))).toMatchObject({
      code: 'waiver-revoked',
      events: [{ event: 'revoked', expiresAt: granted.expiresAt }],
    });
    expect(decideCommand(approveWaiver, renewing({ waivers: [{ ...pending, state: 'expired' }] })).code).toBe('renewal-granted');
  });
});

describe('given an emergency', () => {
  test('whoever may write can declare it, and nothing is granted', () => {
    const decision = decideCommand(breakGlass, world({ ...by(people.anna), authority: may('write') }));
    const made = makeWaiverId({ repositoryId: 77, sourceKind: 'issue_comment', sourceId: 9001, line: 1 }).replace('WVR', 'EMG');
    expect(decision).toEqual({
      outcome: 'accepted',
      code: 'emergency-declared',
      params: { id: made, login: 'anna', ticket: 'INC-2211', head, reviewDueAt: '2026-11-26T14:05:00.000Z' },
      events: [],
      emergency: { ...emergency, id: made, by: people.anna },
    });
    const again = decideCommand(breakGlass, world({ ...by(people.anna), emergencies: [decision.emergency ?? emergency] }));
    expect([again.code, again.emergency]).toEqual(['emergency-declared', undefined]);
  });

  test('the time for the review is that of the configuration', () => {
    const configuration = configurationSchema.parse({ emergencies: { reviewHours: 1 } });
    expect(decideCommand(breakGlass, world({ configuration })).emergency?.reviewDueAt).toBe('2026-11-24T15:05:00.000Z');
  });

  test.each<[string, Partial<DecisionContext>]>([
    ['a review of an older head', review(olderHead)],
    ['a push after the comment', { pullRequest: { ...pullRequest, headSeenAt: '2026-11-24T14:04:10Z' } }],
  ])('it is not declared: %s', (_, given) => {
    expect(decideCommand(breakGlass, world(given)).code).toBe('head-moved');
  });

  test.each([
    ['accepted', 'emergency-accepted'],
    ['must-be-mended', 'emergency-to-mend'],
  ] as const)('somebody else looks at it: %s', (outcome, code) => {
    expect(decideCommand({ ...accept, outcome } as Command, open())).toEqual({
      outcome: 'accepted',
      code,
      params: { id: emergency.id, login: 'bo' },
      events: [],
      emergencyReview: { id: emergency.id, by: people.bo, at: now, outcome },
    });
  });

  test.each<[string, Partial<DecisionContext>, string]>([
    ['whoever declared it', by(people.dan), 'emergency-own'],
    ['the opener', by(people.anna), 'self-approval'],
    ['who pushed', by(people.per), 'contributor'],
    ['who may only write', { authority: may('write') }, 'no-authority'],
    ['of another pull request', { emergencies: [{ ...emergency, pullRequest: 43 }] }, 'emergency-unknown'],
    ['of none', { emergencies: [] }, 'emergency-unknown'],
    [
      'a second time',
      { emergencies: [{ ...emergency, review: { id: emergency.id, by: people.carla, at: now, outcome: 'accepted' } }] },
      'already-decided',
    ],
  ])('it is not looked at by, or: %s', (_, given, code) => {
    expect(decideCommand(accept, open(given))).toMatchObject({ outcome: 'refused', code, events: [] });
  });
});

describe('given a closed pull request', () => {
  const closed = { pullRequest: { ...pullRequest, isOpen: false } };
  test.each([waive, approve, approveWaiver, deny, renew, breakGlass, { verb: 'recheck' } as Command])(
    'nothing new is decided: $verb',
    (command) => {
      expect(decideCommand(command, open(closed)).code).toBe('pull-request-closed');
    },
  );

  test('a grant can be taken back and an emergency looked at', () => {
    expect(decideCommand(revoke, open({ ...closed, waivers: [granted] })).code).toBe('waiver-revoked');
    expect(decideCommand(accept, open(closed)).code).toBe('emergency-accepted');
  });
});

describe('given two accounts of one person', () => {
  const twin = { id: 41, login: 'somebody-else' };
  const of = (person: Person): Partial<DecisionContext> => ({
    source: source(twin),
    contributors: { ...world().contributors, personOf: joinIdentities([[person.id, twin.id]]) },
  });

  test.each<[string, Command, Partial<DecisionContext>, string]>([
    ['the requester', approveWaiver, of(people.dan), 'same-as-requester'],
    ['the opener', approveWaiver, of(people.anna), 'self-approval'],
    ['the opener', approve, of(people.anna), 'self-approval'],
    ['who pushed', approve, of(people.per), 'contributor'],
    ['who wrote a commit', approveWaiver, of(people.kim), 'contributor'],
    ['who declared the emergency', accept, of(people.dan), 'emergency-own'],
    [
      'who has approved it before',
      approveWaiver,
      { ...of(people.bo), waivers: [{ ...waiver, approvalsNeeded: 2, approvals: [{ by: people.bo, at: now, sha: head }] }] },
      'already-decided',
    ],
  ])('the second is no other person than the first: %s', (_, command, given, code) => {
    expect(decideCommand(command, open(given)).code).toBe(code);
  });
});

describe('given a critical control that asks for one person only', () => {
  test('it takes two all the same', () => {
    const controls = new Map([['AUT-12', control('AUT-12', { severity: 'critical' })]]);
    expect(decideCommand({ ...waive, expiry: { days: 3 } }, world({ controls })).params.people).toBe(2);
  });
});
