import { describe, expect, test } from '@jest/globals';
import type { Waiver } from '../../src/model/waiver.ts';
import { matchWaivers } from '../../src/waivers/match.ts';
import { finding, waiver } from './world.ts';

const later = '2026-11-02T12:00:00Z';
const matched = (waivers: readonly Waiver[], given = finding('f1'), pullRequest: number | undefined = 42): string | undefined => {
  const found = matchWaivers([given], waivers, { pullRequest })[0]?.waiver;
  return found === undefined ? undefined : `${found.id} ${found.state}`;
};

describe('given one waiver', () => {
  test('a granted one is noted with its end, in every pull request', () => {
    const elsewhere = finding('f2', { object: { ...finding('f2').object, name: 'other' } });
    expect(matchWaivers([finding('f1'), elsewhere], [waiver('A')], { pullRequest: 7 })).toEqual([
      { ...finding('f1'), waiver: { id: 'A', state: 'granted', expiresAt: '2026-11-30T12:00:00Z' } },
      elsewhere,
    ]);
  });

  test.each<[string, Waiver, string | undefined]>([
    ['another fingerprint: the value has changed', waiver('A', { fingerprints: ['f9'] }), undefined],
    ['another control', waiver('A', { control: 'AUT-01' }), undefined],
    ['no fingerprints', waiver('A', { fingerprints: [] }), undefined],
    ['expired', waiver('A', { state: 'expired', pullRequest: 7 }), 'A expired'],
    ['revoked', waiver('A', { state: 'revoked', pullRequest: 7 }), 'A revoked'],
    ['lapsed', waiver('A', { state: 'lapsed' }), undefined],
    ['requested here', waiver('A', { state: 'requested' }), 'A requested'],
    ['requested in another pull request', waiver('A', { state: 'requested', pullRequest: 7 }), undefined],
    ['denied here', waiver('A', { state: 'denied' }), 'A denied'],
    ['denied in another pull request', waiver('A', { state: 'denied', pullRequest: 7 }), undefined],
  ])('%s', (_, given, expected) => {
    expect(matched([given])).toBe(expected);
  });

  test('without a pull request no request is seen', () => {
    expect(matchWaivers([finding('f1')], [waiver('A', { state: 'requested' })], {})[0]?.waiver).toBeUndefined();
  });

  test('a waiver that the finding already carries is forgotten', () => {
    expect(matched([], { ...finding('f1'), waiver: { id: 'X', state: 'granted', expiresAt: '' } })).toBeUndefined();
  });
});

describe('given several waivers of one finding', () => {
  test.each<[string, readonly Waiver[], string]>([
    ['the newest grant wins', [waiver('B', { requestedAt: later }), waiver('A')], 'B granted'],
    [
      'a revoked newer one is not mended by an older grant',
      [waiver('A'), waiver('B', { requestedAt: later, state: 'revoked' })],
      'B revoked',
    ],
    ['a renewal wins over an expired one', [waiver('A', { state: 'expired' }), waiver('B', { requestedAt: later })], 'B granted'],
    [
      'asking anew does not lift the block of an expired one',
      [waiver('A', { state: 'expired' }), waiver('B', { requestedAt: later, state: 'requested' })],
      'A expired',
    ],
    ['asking anew does not suspend a grant', [waiver('A'), waiver('B', { requestedAt: later, state: 'requested' })], 'A granted'],
    ['a refusal of more does not take the grant', [waiver('A'), waiver('B', { requestedAt: later, state: 'denied' })], 'A granted'],
    [
      'a new request stands after a refusal',
      [waiver('A', { state: 'denied' }), waiver('B', { requestedAt: later, state: 'requested' })],
      'B requested',
    ],
    ['of one instant the later in the log wins', [waiver('A'), waiver('B', { state: 'revoked' })], 'B revoked'],
  ])('%s', (_, waivers, expected) => {
    expect(matched(waivers)).toBe(expected);
  });
});

describe('given what was approved of an object', () => {
  const two = [waiver('A', { fingerprints: ['f1', 'f2'] })];
  const states = (findings: Parameters<typeof matchWaivers>[0], waivers: readonly Waiver[]): readonly (string | undefined)[] =>
    matchWaivers(findings, waivers, { pullRequest: 42 }).map(({ waiver: found }) => found?.state);
  const inContainer = (fingerprint: string, container: string) =>
    finding(fingerprint, { object: { ...finding(fingerprint).object, container } });

  test('a finding that goes away takes nothing from the others', () => {
    expect(states([finding('f1')], two)).toEqual(['granted']);
    expect(states([finding('f1'), finding('f2', { change: 'fixed' })], two)).toEqual(['granted', 'granted']);
  });

  test('one more of the same control voids it all', () => {
    expect(states([finding('f1'), finding('f2'), finding('f3')], two)).toEqual(['lapsed', 'lapsed', undefined]);
  });

  test.each<[string, ReturnType<typeof finding>]>([
    ['one of another control', finding('f3', { control: 'AUT-01' })],
    ['one that the change has mended', finding('f3', { change: 'fixed' })],
    ['what cannot be evaluated', finding('f3', { status: 'not-evaluable' })],
    ['one at another object', finding('f3', { object: { ...finding('f3').object, namespace: 'booking' } })],
  ])('%s does not', (_, other) => {
    expect(states([finding('f1'), other], two)[0]).toBe('granted');
  });

  test('one that somebody waived for itself does not', () => {
    const both = [...two, waiver('B', { fingerprints: ['f3'], requestedAt: later })];
    expect(states([finding('f1'), finding('f3')], both)).toEqual(['granted', 'granted']);
    const asked = [...two, waiver('B', { fingerprints: ['f3'], requestedAt: later, state: 'requested' })];
    expect(states([finding('f1'), finding('f3')], asked)).toEqual(['lapsed', 'requested']);
  });

  test('of a container only its own findings count', () => {
    const ofApi = [waiver('A', { subject: 'RoleBinding/journal/drift (api)' })];
    expect(states([inContainer('f1', 'api'), inContainer('f3', 'proxy')], ofApi)).toEqual(['granted', undefined]);
    expect(states([inContainer('f1', 'api'), inContainer('f3', 'api')], ofApi)).toEqual(['lapsed', undefined]);
  });

  test('an object whose kind was named with its group is found, too', () => {
    const named = [waiver('A', { subject: 'RoleBinding.rbac.authorization.k8s.io/journal/drift' })];
    expect(states([finding('f1'), finding('f3')], named)).toEqual(['lapsed', undefined]);
  });
});
