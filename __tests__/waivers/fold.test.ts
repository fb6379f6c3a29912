import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joinIdentities } from '../../src/approvals/identities.ts';
import type { WaiverEvent } from '../../src/model/waiver-event.ts';
import { foldWaivers } from '../../src/waivers/fold.ts';
import { head, people } from './world.ts';

const id = 'WVR-0123456789AB';
const requestedAt = '2026-11-01T12:00:00Z';
const expiresAt = '2026-11-30T12:00:00.000Z';

function event(given: Partial<WaiverEvent> = {}): WaiverEvent {
  return {
    id,
    event: 'requested',
    control: 'AUT-12',
    fingerprints: ['f2', 'f1'],
    subject: 'RoleBinding/journal/drift',
    category: 'waiver',
    pullRequest: 42,
    headSha: head,
    actor: people.anna,
    at: requestedAt,
    expiresAt,
    approvalsNeeded: 1,
    source: { kind: 'issue_comment', id: 9001 },
    ...given,
  };
}

const approved = (actor = people.bo, given: Partial<WaiverEvent> = {}): WaiverEvent =>
  event({ event: 'approved', actor, at: '2026-11-02T12:00:00Z', ...given });
const denied = event({ event: 'denied', actor: people.bo, at: '2026-11-02T12:00:00Z' });
const revoked = event({ event: 'revoked', actor: people.carla, at: '2026-11-03T12:00:00Z' });
const stateOf = (events: readonly WaiverEvent[], now = '2026-11-05T12:00:00Z'): string | undefined => foldWaivers(events, now)[0]?.state;

describe('given the life of a waiver', () => {
  test('a request is what was asked for', () => {
    expect(foldWaivers([event()], '2026-11-02T12:00:00Z')).toEqual([
      {
        id,
        control: 'AUT-12',
        fingerprints: ['f1', 'f2'],
        subject: 'RoleBinding/journal/drift',
        category: 'waiver',
        state: 'requested',
        pullRequest: 42,
        headSha: head,
        requestedBy: people.anna,
        requestedAt,
        expiresAt,
        approvals: [],
        approvalsNeeded: 1,
        renewals: 0,
      },
    ]);
  });

  test.each<[string, readonly WaiverEvent[], string]>([
    ['approved by enough people', [event(), approved()], 'granted'],
    ['denied', [event(), denied], 'denied'],
    ['revoked', [event(), approved(), revoked], 'revoked'],
    ['approved after it was denied', [event(), denied, approved(people.carla)], 'denied'],
    ['approved after it was revoked', [event(), approved(), revoked, approved(people.carla)], 'revoked'],
    ['requested again after it was denied', [event(), denied, event({ at: '2026-11-04T12:00:00Z' })], 'denied'],
    ['requested twice', [event(), approved(), event({ approvalsNeeded: 3 })], 'granted'],
    ['denied once granted: taken back', [event(), approved(), { ...denied, at: revoked.at }], 'revoked'],
    ['revoked before granted: refused', [event(), { ...revoked }], 'denied'],
    ['approved before it was requested', [approved(), event()], 'requested'],
    ['approved by the requester', [event(), approved(people.anna)], 'requested'],
    ['approved by the requester under a new login', [event(), approved({ id: people.anna.id, login: 'anna-new' })], 'requested'],
    ['approved for another control', [event(), approved(people.bo, { control: 'AUT-01' })], 'requested'],
    ['approved for fewer findings', [event(), approved(people.bo, { fingerprints: ['f1'] })], 'requested'],
    ['approved for more findings', [event(), approved(people.bo, { fingerprints: ['f1', 'f2', 'f3'] })], 'requested'],
    ['approved for a longer life', [event(), approved(people.bo, { expiresAt: '2027-11-30T12:00:00.000Z' })], 'requested'],
    ['approved in another pull request', [event(), approved(people.bo, { pullRequest: 43 })], 'requested'],
    ['no number of people', [event({ approvalsNeeded: 0 })], 'requested'],
    ['a broken number of people', [event({ approvalsNeeded: Number.NaN }), approved()], 'requested'],
  ])('%s', (_, events, state) => {
    expect(stateOf(events)).toBe(state);
  });

  test('a number of people that a record got wrong never means none', () => {
    const needed = [0, -1, 1.5, Number.NaN].map(
      (approvalsNeeded) => foldWaivers([event({ approvalsNeeded })], requestedAt)[0]?.approvalsNeeded,
    );
    expect(needed).toEqual([1, 1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  test('who ended it is kept', () => {
    expect(foldWaivers([event(), approved(), revoked], '2026-11-05T12:00:00Z')[0]?.endedBy).toEqual(people.carla);
  });

  test('a critical one needs as many people as it says, each counted once', () => {
    const two = event({ approvalsNeeded: 2 });
    const again = approved({ id: people.bo.id, login: 'BO' }, { at: '2026-11-02T13:00:00Z' });
    expect(stateOf([two, approved(), again])).toBe('requested');
    expect(stateOf([two, approved(), again, approved(people.carla)])).toBe('granted');
  });
});

describe('given the clock', () => {
  test.each([
    ['the last moment of a request', [event()], '2026-11-08T11:59:59.999Z', 'requested'],
    ['seven days after the request', [event()], '2026-11-08T12:00:00Z', 'lapsed'],
    ['a request for less than seven days', [event({ expiresAt: '2026-11-03T12:00:00Z' })], '2026-11-03T12:00:00Z', 'lapsed'],
    ['an approval in time', [event(), approved(people.bo, { at: '2026-11-08T11:59:59Z' })], '2026-11-09T12:00:00Z', 'granted'],
    ['an approval of a lapsed request', [event(), approved(people.bo, { at: '2026-11-08T12:00:00Z' })], '2026-11-09T12:00:00Z', 'lapsed'],
    ['the last moment of a grant', [event(), approved()], '2026-11-30T11:59:59.999Z', 'granted'],
    ['the instant of expiry', [event(), approved()], expiresAt, 'expired'],
    ['the instant of expiry on a clock with an offset', [event(), approved()], '2026-11-30T13:00:00+01:00', 'expired'],
    ['a revocation after expiry', [event(), approved(), { ...revoked, at: '2026-12-01T12:00:00Z' }], '2026-12-02T12:00:00Z', 'expired'],
    ['a clock that cannot be read', [event(), approved()], '', 'expired'],
    [
      'an expiry that cannot be read',
      [event({ expiresAt: 'never' }), approved(people.bo, { expiresAt: 'never' })],
      '2026-11-02T13:00:00Z',
      'lapsed',
    ],
  ])('%s', (_, events, now, state) => {
    expect(stateOf(events, now)).toBe(state);
  });
});

describe('given several waivers', () => {
  test('one granted before for the same finding makes a renewal, refused ones do not', () => {
    const other = (last: string, at: string): WaiverEvent => event({ id: `WVR-00000000000${last}`, at, fingerprints: ['f1'] });
    const events = [
      event(),
      approved(),
      other('1', '2026-11-10T12:00:00Z'),
      { ...other('1', '2026-11-11T12:00:00Z'), event: 'denied' as const, actor: people.bo },
      other('2', '2026-11-12T12:00:00Z'),
      { ...other('3', '2026-11-13T12:00:00Z'), control: 'AUT-01' },
    ];
    expect(foldWaivers(events, '2026-11-14T12:00:00Z').map(({ renewals }) => renewals)).toEqual([0, 1, 1, 0]);
  });

  const person = fc.constantFrom(...Object.values(people));
  const step = fc.record({
    id: fc.constantFrom('WVR-A', 'WVR-B'),
    event: fc.constantFrom('requested' as const, 'renewed' as const, 'approved' as const, 'denied' as const, 'revoked' as const),
    actor: person,
    at: fc.integer({ min: 0, max: 40 }).map((day) => new Date(Date.UTC(2026, 10, 1 + day)).toISOString()),
    approvalsNeeded: fc.integer({ min: 0, max: 3 }),
    fingerprints: fc.constantFrom(['f1'], ['f1', 'f2']),
  });
  test('whatever the log holds, a grant rests on enough people who did not ask for it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        for (const waiver of foldWaivers(steps.map(event), '2026-11-20T00:00:00Z')) {
          const ids = waiver.approvals.map(({ by }) => by.id);
          expect(ids).not.toContain(waiver.requestedBy.id);
          expect(new Set(ids).size).toBe(ids.length);
          if (waiver.state === 'granted' || waiver.state === 'expired' || waiver.state === 'revoked') {
            expect(ids.length).toBeGreaterThanOrEqual(Math.max(1, waiver.approvalsNeeded));
          }
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('given a renewal', () => {
  const renewed = event({
    event: 'renewed',
    actor: people.dan,
    at: '2026-11-20T12:00:00Z',
    expiresAt: '2026-12-20T12:00:00.000Z',
    pullRequest: 7,
  });
  const consent = (given: Partial<WaiverEvent> = {}): WaiverEvent =>
    approved(people.carla, { at: '2026-11-21T12:00:00Z', expiresAt: renewed.expiresAt, pullRequest: 7, ...given });
  const granted = [event(), approved()];
  const at = (events: readonly WaiverEvent[], now: string): unknown => {
    const found = foldWaivers(events, now)[0];
    return [found?.state, found?.expiresAt, found?.renewals, found?.renewal?.expiresAt];
  };

  test('while it waits the grant runs on as it was', () => {
    expect(at([...granted, renewed], '2026-11-21T12:00:00Z')).toEqual(['granted', expiresAt, 0, renewed.expiresAt]);
    expect(at([...granted, renewed], '2026-11-27T11:59:59Z')).toEqual(['granted', expiresAt, 0, renewed.expiresAt]);
    expect(at([...granted, renewed], '2026-11-27T12:00:00Z')).toEqual(['granted', expiresAt, 0, undefined]);
    expect(at([...granted, renewed], '2026-11-30T12:00:00Z')).toEqual(['expired', expiresAt, 0, undefined]);
  });

  test('granted, it is the waiver, and the people are those who granted it', () => {
    const [found] = foldWaivers([...granted, renewed, consent()], '2026-12-01T12:00:00Z');
    expect(found).toMatchObject({
      state: 'granted',
      expiresAt: renewed.expiresAt,
      renewals: 1,
      requestedBy: people.dan,
      requestedAt: renewed.at,
      pullRequest: 7,
      approvals: [{ by: people.carla }],
    });
    expect(found?.renewal).toBeUndefined();
    expect(at([...granted, renewed, consent()], '2026-12-20T12:00:00Z')).toEqual(['expired', renewed.expiresAt, 1, undefined]);
  });

  test.each<[string, readonly WaiverEvent[], unknown]>([
    ['by who asked for it', [consent({ actor: people.dan })], ['granted', expiresAt, 0]],
    ['of another end', [consent({ expiresAt })], ['granted', expiresAt, 0]],
    ['in another pull request', [consent({ pullRequest: 42 })], ['granted', expiresAt, 0]],
    ['for other findings', [consent({ fingerprints: ['f1'] })], ['granted', expiresAt, 0]],
    ['after seven days', [consent({ at: '2026-11-27T12:00:00Z' })], ['granted', expiresAt, 0]],
    ['after it was denied', [consent({ event: 'denied' }), consent()], ['granted', expiresAt, 0]],
    ['after the waiver was revoked', [consent({ event: 'revoked' }), consent()], ['revoked', expiresAt, 0]],
    ['by one of the two it needs', [{ ...renewed, approvalsNeeded: 2 }, consent()], ['granted', expiresAt, 0]],
    ['by both', [{ ...renewed, approvalsNeeded: 2 }, consent(), consent({ actor: people.bo })], ['granted', renewed.expiresAt, 1]],
  ])('a consent %s', (_, events, expected) => {
    const found = foldWaivers([...granted, renewed, ...events], '2026-11-28T12:00:00Z')[0];
    expect([found?.state, found?.expiresAt, found?.renewals]).toEqual(expected);
  });

  test.each<[string, readonly WaiverEvent[], string]>([
    ['nothing that was only asked for', [event(), renewed], 'lapsed'],
    ['nothing that was denied', [event(), denied, renewed, consent()], 'denied'],
    ['nothing that was revoked', [...granted, revoked, renewed, consent()], 'revoked'],
    ['nothing for other findings', [...granted, { ...renewed, fingerprints: ['f1'] }, consent()], 'expired'],
    ['nothing of another control', [...granted, { ...renewed, control: 'AUT-01' }, consent()], 'expired'],
    ['nothing that was never there', [renewed, consent()], 'none'],
  ])('it renews %s', (_, events, state) => {
    expect(stateOf(events, '2026-12-01T12:00:00Z') ?? 'none').toBe(state);
  });

  test('what has run out is in force again', () => {
    const late = { ...renewed, at: '2026-12-02T12:00:00Z' };
    expect(at([...granted, late, consent({ at: '2026-12-03T12:00:00Z' })], '2026-12-04T12:00:00Z')).toEqual([
      'granted',
      renewed.expiresAt,
      1,
      undefined,
    ]);
  });

  test('it counts as a grant for what is asked for afterwards', () => {
    const next = event({ id: 'WVR-000000000001', at: '2026-12-25T12:00:00Z' });
    expect(foldWaivers([...granted, renewed, consent(), next], '2026-12-26T12:00:00Z').map(({ renewals }) => renewals)).toEqual([1, 2]);
  });
});

describe('given two accounts of one person', () => {
  const twin = { id: 41, login: 'somebody-else' };
  const fold = (events: readonly WaiverEvent[], ids: readonly number[]): string | undefined =>
    foldWaivers(events, '2026-11-05T12:00:00Z', joinIdentities([ids]))[0]?.state;

  test('they are one approval, and none of their own request', () => {
    const two = [event({ approvalsNeeded: 2 }), approved(), approved(twin)];
    expect(fold(two, [people.bo.id, twin.id])).toBe('requested');
    expect(fold(two, [people.carla.id, twin.id])).toBe('granted');
    expect(fold([event(), approved(twin)], [people.anna.id, twin.id])).toBe('requested');
  });
});
