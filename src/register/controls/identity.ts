import { addDays } from '../day.ts';
import { type Circumstances, findInsufficient, findMissing, type Judgement, judgeSpan, section } from '../judgement.ts';
import type { Register } from '../schema.ts';
import { spanOf } from './statement.ts';

/** AUT-04: the identity provider enforces a second factor for everyone. */
export function judgeMfa({ identityProvider }: Register, around: Circumstances): readonly Judgement[] {
  const mfa = identityProvider?.mfa;
  const place = section('identityProvider', 'mfa');
  if (mfa === undefined) return [findMissing(place)];
  if (!mfa.enforced) return [findInsufficient(place, 'mfaNotEnforced')];
  if (mfa.exceptions > 0) return [findInsufficient(place, 'mfaExceptions', { count: mfa.exceptions })];
  return [judgeSpan(place, spanOf(mfa, around.settings), mfa.evidence, around)];
}

/** AUT-05: accounts are locked after few failed logins. */
export function judgeLockout({ identityProvider }: Register, around: Circumstances): readonly Judgement[] {
  const lockout = identityProvider?.lockout;
  const place = section('identityProvider', 'lockout');
  if (lockout === undefined) return [findMissing(place)];
  if (lockout.maxAttempts > around.settings.lockoutAttempts)
    return [findInsufficient(place, 'lockoutTooLate', { found: lockout.maxAttempts, allowed: around.settings.lockoutAttempts })];
  return [judgeSpan(place, spanOf(lockout, around.settings), lockout.evidence, around)];
}

/** AUT-15: there is a roster of people, and privileged rights were reviewed against it. */
export function judgeRoster({ roster }: Register, around: Circumstances): readonly Judgement[] {
  const place = section('roster');
  if (roster === undefined) return [findMissing(place)];
  if (roster.people.length === 0) return [findInsufficient(place, 'nobody')];
  return [
    judgeSpan(
      place,
      { from: roster.reviewedOn, until: addDays(roster.reviewedOn, around.settings.accessReviewDays) },
      roster.evidence,
      around,
    ),
  ];
}
