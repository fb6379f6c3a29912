import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Authority } from '../../src/approvals/authority.ts';
import { alone, joinIdentities } from '../../src/approvals/identities.ts';
import { type ApprovalCase, judgeApprovals, judgeConditionalApprovals, judgeSecurityApproval } from '../../src/approvals/judge.ts';
import { configurationSchema } from '../../src/config/schema.ts';
import type { Approval } from '../../src/model/approval.ts';
import type { Permission, Person } from '../../src/model/person.ts';

const anna = { id: 11, login: 'anna' };
const bo = { id: 12, login: 'bo' };
const carla = { id: 13, login: 'carla' };
const per = { id: 15, login: 'per' };
const kim = { id: 16, login: 'kim' };
const head = 'a'.repeat(40);
const older = 'b'.repeat(40);

let nextId = 0;
function approval(by: Person, given: Partial<Approval> = {}): Approval {
  nextId += 1;
  return { by, sha: head, via: 'review', at: '2026-11-24T12:00:00Z', sourceId: nextId, ...given };
}
const has = (permission: Permission, teams: readonly string[] = []): Authority => ({ permission, teams, lookup: 'ok' });
const everyone = (permission: Permission): ReadonlyMap<number, Authority> =>
  new Map([anna, bo, carla, per, kim].map(({ id }) => [id, has(permission)]));

function change(given: Partial<ApprovalCase> = {}): ApprovalCase {
  return {
    approvals: [],
    dismissed: [],
    headSha: head,
    opener: anna,
    pushers: [per],
    commitPeople: [kim],
    personOf: alone,
    authorityById: everyone('write'),
    configuration: configurationSchema.parse({}),
    ownerIds: new Set(),
    approverIds: new Set(),
    securityIds: new Set(),
    ruleIds: [],
    touches: { configuration: false },
    ...given,
  };
}
const judge = (given: Partial<ApprovalCase>): Record<string, unknown> =>
  Object.fromEntries(
    judgeApprovals(change(given)).map(({ name, needed, counted, judged }) => [
      name,
      {
        needed,
        counted: counted.map(({ by }) => by.login),
        judged: judged.map(({ approval: { by }, judgement }) => `${by.login} ${judgement}`),
      },
    ]),
  );
const fourEyes = (given: Partial<ApprovalCase>): unknown => judge(given)['four-eyes'];

describe('given the four-eyes rule', () => {
  test('one approval by somebody else with write access is needed by default', () => {
    const given = approval(bo);
    expect(judgeApprovals(change({ approvals: [given] }))).toEqual([
      { name: 'four-eyes', needed: 1, counted: [given], from: [], judged: [{ approval: given, judgement: 'counts' }] },
    ]);
    expect(judgeApprovals(change())).toEqual([{ name: 'four-eyes', needed: 1, counted: [], from: [], judged: [] }]);
  });

  test.each<[string, Partial<ApprovalCase>, string]>([
    ['the opener', { approvals: [approval(anna)] }, 'anna opener'],
    ['the opener under another login', { approvals: [approval({ id: 11, login: 'ANNA' })] }, 'ANNA opener'],
    ['who pushed', { approvals: [approval(per)] }, 'per pusher'],
    ['who wrote a commit', { approvals: [approval(kim)] }, 'kim contributor'],
    ['another commit than the head', { approvals: [approval(bo, { sha: older })] }, 'bo stale'],
    ['the beginning of the head', { approvals: [approval(bo, { sha: head.slice(0, 12) })] }, 'bo stale'],
    ['no look-up', { approvals: [approval(bo)], authorityById: new Map() }, 'bo no-authority'],
    [
      'a look-up that failed',
      { approvals: [approval(bo)], authorityById: new Map([[bo.id, { ...has('admin'), lookup: 'failed' }]]) },
      'bo no-authority',
    ],
    ['triage', { approvals: [approval(bo)], authorityById: everyone('triage') }, 'bo no-authority'],
    ['read', { approvals: [approval(bo)], authorityById: everyone('read') }, 'bo no-authority'],
    ['a login that somebody else had', { approvals: [approval({ id: 99, login: 'bo' })] }, 'bo no-authority'],
    [
      'dismissed',
      { approvals: [approval(bo, { sourceId: 900 })], dismissed: [{ by: bo, at: '2026-11-24T11:00:00Z', sourceId: 900 }] },
      'bo dismissed',
    ],
    [
      'changes requested later',
      { approvals: [approval(bo)], dismissed: [{ by: bo, at: '2026-11-24T12:00:01Z', sourceId: 901 }] },
      'bo dismissed',
    ],
    [
      'changes requested in the same second',
      { approvals: [approval(bo)], dismissed: [{ by: bo, at: '2026-11-24T12:00:00Z', sourceId: 901 }] },
      'bo dismissed',
    ],
    [
      'changes requested at an unreadable time',
      { approvals: [approval(bo)], dismissed: [{ by: bo, at: '', sourceId: 901 }] },
      'bo dismissed',
    ],
    [
      'a comment before a review that requests changes',
      { approvals: [approval(bo, { via: 'comment', sourceId: 901 })], dismissed: [{ by: bo, at: '2026-11-24T12:00:01Z', sourceId: 902 }] },
      'bo dismissed',
    ],
    [
      'a newer consent to an older commit',
      { approvals: [approval(bo), approval(bo, { sha: older, at: '2026-11-24T12:00:05Z' })] },
      'bo stale',
    ],
  ])('it does not count: %s', (_, given, judged) => {
    expect(fourEyes(given)).toEqual({ needed: 1, counted: [], judged: [judged] });
  });

  test.each<[string, Partial<ApprovalCase>]>([
    ['after changes were requested', { approvals: [approval(bo)], dismissed: [{ by: bo, at: '2026-11-24T11:59:59Z', sourceId: 901 }] }],
    [
      'when somebody else requests changes',
      { approvals: [approval(bo)], dismissed: [{ by: carla, at: '2026-11-24T13:00:00Z', sourceId: 901 }] },
    ],
    [
      'a comment whose number is that of a dismissed review',
      { approvals: [approval(bo, { via: 'comment', sourceId: 901 })], dismissed: [{ by: bo, at: '2026-11-24T11:00:00Z', sourceId: 901 }] },
    ],
    ['the newest of several', { approvals: [approval(bo, { at: '2026-11-24T12:00:09Z' }), approval(bo, { sha: older })] }],
    ['of an earlier head with the same content', { approvals: [approval(bo, { sha: older })], sameContent: new Set([older]) }],
  ])('it counts: %s', (_, given) => {
    expect(fourEyes(given)).toEqual({ needed: 1, counted: ['bo'], judged: ['bo counts'] });
  });

  test('two approvals of one person are one', () => {
    const configuration = configurationSchema.parse({ approvals: { required: 2 } });
    const twice = [approval(bo), approval({ id: bo.id, login: 'Bo' }, { via: 'comment', at: '2026-11-24T12:10:00Z' })];
    expect(fourEyes({ configuration, approvals: twice })).toEqual({ needed: 2, counted: ['Bo'], judged: ['Bo counts'] });
    expect(fourEyes({ configuration, approvals: [...twice, approval(carla)] })).toMatchObject({ needed: 2, counted: ['carla', 'Bo'] });
  });

  test('it can be switched off, but not for the lock and not while the configuration is broken', () => {
    const configuration = configurationSchema.parse({ approvals: 'none' });
    expect(judge({ configuration })).toEqual({});
    expect(Object.keys(judge({ configuration, touches: { configuration: false, lock: true } }))).toEqual(['four-eyes']);
    expect(Object.keys(judge({ configuration, configurationBroken: true }))).toEqual(['four-eyes', 'owners']);
  });
});

describe('given a change of what grants power', () => {
  const touches = { configuration: true };
  const named = configurationSchema.parse({ owners: { users: ['carla'], teams: ['platform'] } });
  test.each<[string, Partial<ApprovalCase>, readonly string[]]>([
    ['write is not enough', { approvals: [approval(bo)] }, []],
    ['maintain is', { approvals: [approval(bo)], authorityById: everyone('maintain') }, ['bo']],
    ['admin is', { approvals: [approval(bo)], authorityById: everyone('admin') }, ['bo']],
    [
      'an administrator is not where owners are named',
      { approvals: [approval(bo)], authorityById: everyone('admin'), configuration: named },
      [],
    ],
    ['the owner named is', { approvals: [approval(carla)], configuration: named, ownerIds: new Set([carla.id]) }, ['carla']],
    [
      'a member of the team is',
      { approvals: [approval(bo)], configuration: named, authorityById: new Map([[bo.id, has('write', ['platform'])]]) },
      ['bo'],
    ],
    [
      'nobody is where only a login is named that exists no more',
      {
        approvals: [approval(bo)],
        configuration: configurationSchema.parse({ owners: { users: ['gone'] } }),
        authorityById: everyone('admin'),
      },
      [],
    ],
    ['an owner who opened it is not', { approvals: [approval(anna)], configuration: named, ownerIds: new Set([anna.id]) }, []],
    [
      'an owner without write access is not',
      { approvals: [approval(carla)], configuration: named, ownerIds: new Set([carla.id]), authorityById: everyone('read') },
      [],
    ],
    [
      'nobody is where the logins named exist no more',
      { approvals: [approval(bo)], configuration: named, authorityById: everyone('maintain') },
      [],
    ],
  ])('%s', (_, given, counted) => {
    expect(judge({ touches, ...given }).owners).toMatchObject({ needed: 1, counted });
  });

  test('the owners are named in the requirement', () => {
    expect(judgeApprovals(change({ touches, configuration: named })).find(({ name }) => name === 'owners')?.from).toEqual([
      'carla',
      'platform',
    ]);
  });

  test('a broken configuration needs an owner, so that it can be mended', () => {
    expect(Object.keys(judge({ configurationBroken: true }))).toEqual(['four-eyes', 'owners']);
    expect(judge({ configurationBroken: true, approvals: [approval(bo)], authorityById: everyone('maintain') })).toMatchObject({
      'four-eyes': { counted: ['bo'] },
      owners: { counted: ['bo'] },
    });
  });

  test('a weakened safeguard needs somebody who may grant waivers', () => {
    const configuration = configurationSchema.parse({ waivers: { approvers: { users: ['carla'] } } });
    const given = { configuration, approverIds: new Set([carla.id]) };
    const counted = (approvals: readonly Approval[]) => judgeSecurityApproval(change({ ...given, approvals })).counted.map(({ by }) => by);
    expect(counted([approval(bo)])).toEqual([]);
    expect(counted([approval(bo), approval(carla)])).toEqual([carla]);
  });
});

test('whatever was said, nobody counts who made the change, lacks the permission or is counted already', () => {
  const person = fc.constantFrom(anna, bo, carla, per, kim);
  const at = fc.integer({ min: 0, max: 5 }).map((second) => `2026-11-24T12:00:0${second}Z`);
  const consent = fc.record({
    by: person,
    sha: fc.constantFrom(head, older),
    via: fc.constantFrom('review' as const, 'comment' as const),
    at,
    sourceId: fc.nat(9),
  });
  const withdrawal = fc.record({ by: person, at, sourceId: fc.nat(9) });
  const permission = fc.constantFrom<Permission>('admin', 'maintain', 'write', 'triage', 'read', 'none');
  fc.assert(
    fc.property(fc.array(consent), fc.array(withdrawal, { maxLength: 2 }), permission, (approvals, dismissed, bos) => {
      const authorityById = new Map([...everyone('write'), [bo.id, has(bos)]]);
      const [requirement] = judgeApprovals(change({ approvals, dismissed, authorityById }));
      const ids = (requirement?.counted ?? []).map(({ by }) => by.id);
      expect(new Set(ids).size).toBe(ids.length);
      const allowed = [carla.id, ...(['admin', 'maintain', 'write'].includes(bos) ? [bo.id] : [])];
      for (const id of ids) expect(allowed).toContain(id);
      for (const each of requirement?.counted ?? []) {
        expect(each.sha).toBe(head);
        expect(dismissed.some((taken) => taken.by.id === each.by.id && taken.at >= each.at)).toBe(false);
      }
    }),
    { numRuns: 5000 },
  );
});

describe('given approvals that depend on the change', () => {
  const configuration = configurationSchema.parse({
    approvals: {
      rules: [
        { name: 'network', when: { kinds: ['NetworkPolicy'] }, from: { users: ['bo'], teams: ['net'] }, required: 2 },
        { name: 'anybody in charge', when: { paths: ['platform/'] } },
      ],
    },
    security: { users: ['carla'], teams: ['sikkerhed'] },
    waivers: { approvers: { users: ['bo'] } },
  });
  const ids = { securityIds: new Set([carla.id]), approverIds: new Set([bo.id]), ruleIds: [new Set([bo.id])] };
  const approvals = [approval(bo), approval(carla)];
  const asked = (given: Partial<ApprovalCase> = {}): readonly unknown[] =>
    judgeConditionalApprovals(change({ configuration, approvals, ...ids, ...given })).map(({ when, requirement }) => [
      when.kind,
      requirement.name,
      requirement.rule,
      requirement.needed,
      requirement.counted.map(({ by }) => by.login),
      requirement.from,
    ]);

  test('each asks for those it names, and who is named nowhere must maintain', () => {
    expect(asked()).toEqual([
      ['patient-access', 'patient-access', undefined, 1, ['carla'], ['carla', 'sikkerhed']],
      ['rule', 'rule', 'network', 2, ['bo'], ['bo', 'net']],
      ['rule', 'rule', 'anybody in charge', 1, [], []],
    ]);
    const [, , rule] = asked({ authorityById: everyone('maintain') });
    expect(rule).toEqual(['rule', 'rule', 'anybody in charge', 1, ['bo', 'carla'], []]);
  });

  test('the condition is handed on as it is written', () => {
    expect(judgeConditionalApprovals(change({ configuration, ...ids })).map(({ when }) => when)).toEqual([
      { kind: 'patient-access' },
      { kind: 'rule', kinds: ['NetworkPolicy'] },
      { kind: 'rule', paths: ['platform/'] },
    ]);
  });

  test('the security approval goes by its name, and one is enough', () => {
    expect(judgeSecurityApproval(change({ configuration, approvals, ...ids }))).toMatchObject({ name: 'security', needed: 1 });
  });

  test('without a security team the approvers of waivers are it', () => {
    const unnamed = configurationSchema.parse({ waivers: { approvers: { users: ['bo'] } } });
    const given = { configuration: unnamed, approvals, approverIds: new Set([bo.id]) };
    expect(judgeSecurityApproval(change(given)).counted.map(({ by }) => by.login)).toEqual(['bo']);
    expect(judgeSecurityApproval(change({ ...given, configuration, ...ids })).counted.map(({ by }) => by.login)).toEqual(['carla']);
  });

  test('where no approvals are asked for, none of these is', () => {
    expect(judgeConditionalApprovals(change({ configuration: configurationSchema.parse({ approvals: 'none' }) }))).toEqual([]);
  });
});

describe('given several who had a hand in the change', () => {
  test('each of them is told apart from the others', () => {
    const given = { pushers: [bo, per], commitPeople: [carla, kim], approvals: [approval(per), approval(kim)] };
    expect(fourEyes(given)).toMatchObject({ counted: [], judged: ['per pusher', 'kim contributor'] });
  });
});

describe('given two accounts of one person', () => {
  test('they give one approval, the newer, and none of their own change', () => {
    const older = approval(bo);
    const newer = approval(carla, { at: '2026-11-24T12:00:01Z' });
    const given = { approvals: [newer, older], personOf: joinIdentities([[bo.id, carla.id]]) };
    expect(fourEyes(given)).toMatchObject({ counted: ['carla'], judged: ['carla counts'] });
    expect(fourEyes({ approvals: [older], personOf: joinIdentities([[anna.id, bo.id]]) })).toMatchObject({ judged: ['bo opener'] });
    expect(fourEyes({ approvals: [older], personOf: joinIdentities([[per.id, bo.id]]) })).toMatchObject({ judged: ['bo pusher'] });
    expect(fourEyes({ approvals: [older], personOf: joinIdentities([[kim.id, bo.id]]) })).toMatchObject({ judged: ['bo contributor'] });
  });
});
