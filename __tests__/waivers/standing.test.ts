import { describe, expect, test } from '@jest/globals';
import type { Emergency } from '../../src/model/emergency.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { foldEmergencies } from '../../src/waivers/emergency.ts';
import { surveyStanding } from '../../src/waivers/standing.ts';
import { finding, head, now, people, waiver } from './world.ts';

const standing = (id: string, given: Partial<Waiver> = {}): Waiver =>
  waiver(id, { expiresAt: '2026-12-24T12:00:00Z', approvals: [{ by: people.bo, at: '2026-11-01T13:00:00Z', sha: head }], ...given });
const emergency = (id: string, given: Partial<Emergency> = {}): Emergency => ({
  id,
  pullRequest: 42,
  headSha: head,
  by: people.anna,
  at: '2026-11-23T14:05:00Z',
  ticket: 'INC-1',
  reviewDueAt: '2026-11-25T14:05:00Z',
  ...given,
});
const survey = (waivers: readonly Waiver[], emergencies: readonly Emergency[] = [], open: readonly number[] = []): unknown =>
  Object.fromEntries(
    Object.entries(surveyStanding([finding('f1')], waivers, emergencies, { now, open: new Set(open) })).flatMap(([pile, items]) =>
      (items as readonly { readonly id: string }[]).map(({ id }) => [id, pile]),
    ),
  );

describe('given waivers', () => {
  test.each<[string, Waiver, unknown]>([
    ['one that covers something and runs on', standing('A'), {}],
    ['the last moment before the week', standing('A', { expiresAt: '2026-12-01T14:05:00.001Z' }), {}],
    ['one that ends within a week', standing('A', { expiresAt: '2026-12-01T14:05:00.000Z' }), { A: 'ending' }],
    ['one that has ended', standing('A', { state: 'expired' }), { A: 'ended' }],
    ['one that was revoked', standing('A', { state: 'revoked' }), { A: 'ended' }],
    ['one that covers nothing', standing('A', { fingerprints: ['f9'], subject: 'Role/a/b' }), { A: 'unused' }],
    ['one whose object has another finding', standing('A', { fingerprints: ['f9'] }), { A: 'unused' }],
    ['an ended one that covers nothing', standing('A', { fingerprints: ['f9'], state: 'expired' }), {}],
    ['one that is only asked for', standing('A', { fingerprints: ['f9'], state: 'requested' }), {}],
  ])('%s', (_, given, expected) => {
    expect(survey([given])).toEqual(expected);
  });

  test('one of a pull request that is still open covers nothing yet', () => {
    const fresh = standing('A', { fingerprints: ['f9'], subject: 'Role/a/b' });
    expect(survey([fresh], [], [42])).toEqual({});
    expect(survey([fresh], [], [43])).toEqual({ A: 'unused' });
  });
});

describe('given emergencies', () => {
  test('they wait until they are due, and are overdue at the instant itself', () => {
    const review = { id: 'E', by: people.bo, at: now, outcome: 'accepted' as const };
    expect(survey([], [emergency('A'), emergency('B', { reviewDueAt: now }), emergency('C', { reviewDueAt: now, review })])).toEqual({
      A: 'emergencies',
      B: 'overdue',
    });
  });

  test('a review by whoever declared it is none', () => {
    const own = { id: 'A', by: { ...people.anna, login: 'anna-new' }, at: now, outcome: 'accepted' as const };
    const other = { id: 'A', by: people.bo, at: now, outcome: 'must-be-mended' as const };
    expect(foldEmergencies([emergency('A')], [own])[0]?.review).toBeUndefined();
    expect(foldEmergencies([emergency('A')], [own, other])[0]?.review).toEqual(other);
    expect(foldEmergencies([emergency('A')], [other], () => 1)[0]?.review).toBeUndefined();
    expect(foldEmergencies([emergency('B')], [other])[0]?.review).toBeUndefined();
  });
});
