import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { resolveExpiry } from '../../src/waivers/expiry.ts';
import { hasCome, lapseOf } from '../../src/waivers/lifetime.ts';

const now = '2026-11-24T14:05:00Z';

const wishes = [
  { what: 'a number of days runs from the instant of the request', expiry: { days: 30 }, at: now, expiresAt: '2026-12-24T14:05:00.000Z' },
  { what: 'a date means the end of that UTC day', expiry: { date: '2026-12-01' }, at: now, expiresAt: '2026-12-01T23:59:59.999Z' },
  { what: 'today is still ahead', expiry: { date: '2026-11-24' }, at: now, expiresAt: '2026-11-24T23:59:59.999Z' },
  {
    what: 'days across the spring change have 24 hours',
    expiry: { days: 2 },
    at: '2026-03-28T12:00:00Z',
    expiresAt: '2026-03-30T12:00:00.000Z',
  },
  {
    what: 'days across the autumn change have 24 hours',
    expiry: { days: 2 },
    at: '2026-10-24T12:00:00Z',
    expiresAt: '2026-10-26T12:00:00.000Z',
  },
  {
    what: 'the day of the clock change ends in UTC',
    expiry: { date: '2026-03-29' },
    at: '2026-03-28T12:00:00Z',
    expiresAt: '2026-03-29T23:59:59.999Z',
  },
  {
    what: 'an offset is taken into account',
    expiry: { date: '2026-11-25' },
    at: '2026-11-25T01:30:00+02:00',
    expiresAt: '2026-11-25T23:59:59.999Z',
  },
  { what: 'a leap day', expiry: { days: 1 }, at: '2028-02-28T23:59:59Z', expiresAt: '2028-02-29T23:59:59.000Z' },
];

describe('given a wish that can be', () => {
  test.each(wishes)('$what', ({ expiry, at, expiresAt }) => {
    expect(resolveExpiry(expiry, at, 90)).toEqual({ expiresAt });
  });

  // A process reads its time zone once, when it starts.
  test.each(['Europe/Copenhagen', 'America/Los_Angeles', 'Pacific/Kiritimati'])('the same on a runner in %s', (zone) => {
    const module = new URL('../../src/waivers/expiry.ts', import.meta.url).href;
    const script = `
      import { resolveExpiry } from ${JSON.stringify(module)};
      const results = ${JSON.stringify(wishes)}.map(({ expiry, at }) => resolveExpiry(expiry, at, 90));
      console.log(JSON.stringify({ results, offset: new Date(0).getTimezoneOffset() }));`;
    const output = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', script], {
      env: { TZ: zone },
      encoding: 'utf8',
    });
    const { results, offset } = JSON.parse(output);
    expect(offset).not.toBe(0);
    expect(results).toEqual(wishes.map(({ expiresAt }) => ({ expiresAt })));
  });
});

describe('given a wish that cannot be', () => {
  test.each([
    ['yesterday', { date: '2026-11-23' }, now],
    ['the last millisecond of the day itself', { date: '2026-11-24' }, '2026-11-24T23:59:59.999Z'],
    ['a clock that cannot be read', { days: 3 }, 'soon'],
    ['a day that cannot be read', { date: '2026-02-30x' }, now],
  ])('%s is past', (_, expiry, at) => {
    expect(resolveExpiry(expiry, at, 90)).toEqual({ refused: 'expiry-past' });
  });

  test('the longest life is reached to the millisecond and not passed', () => {
    expect(resolveExpiry({ days: 30 }, now, 30)).toEqual({ expiresAt: '2026-12-24T14:05:00.000Z' });
    expect(resolveExpiry({ days: 31 }, now, 30)).toEqual({ refused: 'too-long', limit: 30, days: 31 });
    expect(resolveExpiry({ date: '2026-12-23' }, now, 30)).toEqual({ expiresAt: '2026-12-23T23:59:59.999Z' });
    expect(resolveExpiry({ date: '2026-12-24' }, now, 30)).toEqual({ refused: 'too-long', limit: 30, days: 31 });
    expect(resolveExpiry({ date: '2026-11-25' }, '2026-11-24T23:59:59.999Z', 1)).toEqual({ expiresAt: '2026-11-25T23:59:59.999Z' });
    expect(resolveExpiry({ date: '2026-11-25' }, '2026-11-24T23:59:59.998Z', 1)).toEqual({ refused: 'too-long', limit: 1, days: 2 });
  });
});

describe('given an instant', () => {
  test('it has come at the instant itself, in whatever offset it is written', () => {
    expect(hasCome('2026-12-01T00:00:00Z', '2026-11-30T23:59:59.999Z')).toBe(false);
    expect(hasCome('2026-12-01T00:00:00Z', '2026-12-01T00:00:00Z')).toBe(true);
    expect(hasCome('2026-12-01T00:00:00Z', '2026-12-01T01:00:00+01:00')).toBe(true);
    expect(hasCome('2026-12-01T00:00:00Z', '2026-12-01T00:59:59+01:00')).toBe(false);
  });

  test('what cannot be read has come', () => {
    expect(hasCome('never', now)).toBe(true);
    expect(hasCome('2099-01-01T00:00:00Z', '')).toBe(true);
    expect(hasCome(lapseOf('never'), now)).toBe(true);
  });

  test('a request lapses seven days later', () => {
    expect(lapseOf('2026-03-26T12:00:00Z')).toBe('2026-04-02T12:00:00.000Z');
  });
});
