import type { RegisterTexts } from '../keys.ts';

export const register: RegisterTexts = {
  messages: {
    missing: 'The register has no entry for this: `{entry}` is missing.',
    expired: 'The entry `{entry}` of the register counted until {until}.',
    evidenceDiffers: 'The entry `{entry}` names `{file}`, but the file is not the one that was registered: its digest differs.',
    noRegister: 'There is no register at `{path}`.',
    registerBroken: 'The register at `{path}` is not valid, so nothing in it counts.',
    pending: 'The register of the base branch has no valid entry yet; that of the change counts once it is merged.',
    mfaNotEnforced: 'The entry `{entry}` says that the second factor is not enforced.',
    mfaExceptions: 'The entry `{entry}` lets {count} people sign in without a second factor.',
    lockoutTooLate: 'The entry `{entry}` locks an account only after {found} failed logins. At most {allowed} are allowed.',
  },
  attestedUntil: 'attested by {entries} until {until}',
  attestedUntilSoon: 'attested by {entries} until {until}, which is soon',
  heading: { one: '1 control rests on the register', other: '{count} controls rest on the register' },
  line: '{control}: {entries}, until {until}.',
  lineSoon: '{control}: {entries}, until {until}. Renew it before that day.',
  more: { one: '1 more', other: '{count} more' },
};
