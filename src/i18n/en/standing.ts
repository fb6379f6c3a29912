import type { StandingTexts } from '../keys.ts';

export const standing: StandingTexts = {
  overdue: { one: '1 emergency should have been reviewed by now', other: '{count} emergencies should have been reviewed by now' },
  emergencies: { one: '1 emergency awaits its review', other: '{count} emergencies await their review' },
  ended: {
    one: '1 waiver has ended, and what it covered is still there',
    other: '{count} waivers have ended, and what they covered is still there',
  },
  ending: { one: '1 waiver ends within a week', other: '{count} waivers end within a week' },
  unused: { one: '1 waiver covers nothing and can be revoked', other: '{count} waivers cover nothing and can be revoked' },
  nothing: 'No waiver and no emergency waits for anybody.',
  waiver: '`{id}` for {control} on `{subject}`, until {until}, from pull request {number}.',
  emergency: {
    open: '`{id}`: `{login}` used the emergency procedure in pull request {number}, ticket `{ticket}`. Review is due by {due}.',
    accepted:
      '`{id}`: `{login}` used the emergency procedure in pull request {number}, ticket `{ticket}`. `{reviewer}` reviewed and accepted it.',
    'must-be-mended':
      '`{id}`: `{login}` used the emergency procedure in pull request {number}, ticket `{ticket}`. `{reviewer}` reviewed it: it must be mended.',
  },
};
