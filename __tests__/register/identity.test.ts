import { describe, expect, test } from '@jest/globals';
import { configurationSchema } from '../../src/config/schema.ts';
import { textsFor } from '../../src/i18n/texts.ts';
import { attestControls } from '../../src/register/attest.ts';
import { loadRegister } from '../../src/register/load.ts';
import { registerSettings } from '../../src/register/settings.ts';

const today = '2026-11-24';

function answer(control: string, section: string, lockoutAttempts = 5) {
  const loaded = loadRegister(`version: 1\nidentityProvider:\n  name: login.example.com\n  ${section}\n`, 'r.yaml', today);
  expect(loaded.problems).toEqual([]);
  const settings = { ...registerSettings(configurationSchema.parse({})), lockoutAttempts };
  const given = attestControls(loaded, { today, settings, kubernetesVersion: '1.35', read: () => undefined }).get(control);
  return [given?.state, given?.until ?? given?.judgements[0]?.messageKey];
}

const stated = 'by: owner, scope: everyone, statedOn';

describe('AUT-04 and AUT-05 in the register', () => {
  test.each([
    ['a fresh statement', `mfa: {${stated}: 2026-09-01, enforced: true, exceptions: 0}`, ['attested', '2027-09-01']],
    [
      'an end of its own',
      `mfa: {${stated}: 2026-09-01, validUntil: 2026-11-24, enforced: true, exceptions: 0}`,
      ['attested', '2026-11-24'],
    ],
    [
      'an end beyond what counts',
      `mfa: {${stated}: 2025-11-23, validUntil: 2030-01-01, enforced: true, exceptions: 0}`,
      ['expired', 'expired'],
    ],
    ['one that says no', `mfa: {${stated}: 2026-09-01, enforced: false, exceptions: 0}`, ['insufficient', 'mfaNotEnforced']],
    ['people who are let off', `mfa: {${stated}: 2026-09-01, enforced: true, exceptions: 3}`, ['insufficient', 'mfaExceptions']],
    ['nothing', '', ['missing', 'missing']],
  ])('a second factor: %s', (_, section, expected) => {
    const [state, detail] = answer('AUT-04', section);
    expect([state, state === 'expired' ? 'expired' : detail]).toEqual(expected);
  });

  test.each([
    [5, 5, 'attested'],
    [6, 5, 'insufficient'],
    [6, 10, 'attested'],
  ])('a lock after %i failed logins where %i are allowed: %s', (attempts, allowed, expected) => {
    expect(answer('AUT-05', `lockout: {${stated}: 2026-09-01, maxAttempts: ${attempts}, window: 24h}`, allowed)[0]).toBe(expected);
  });

  test.each(['mfaNotEnforced', 'mfaExceptions', 'lockoutTooLate', 'missing', 'expired', 'evidenceDiffers'])('%s has a sentence', (key) => {
    for (const language of ['en', 'da'] as const) expect(textsFor(language).register.messages[key]).toBeDefined();
  });
});
