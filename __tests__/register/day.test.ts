import { describe, expect, test } from '@jest/globals';
import { addDays, addMonths, dayOf, daysBetween, isDay } from '../../src/register/day.ts';

describe('days', () => {
  test.each([
    ['2026-02-28', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-1-1', false],
    ['2026-11-24T00:00:00Z', false],
    ['+012026-01-01', false],
    ['', false],
  ])('%s is a day: %p', (text, day) => {
    expect(isDay(text)).toBe(day);
  });

  test.each([
    ['2026-11-24T23:59:59.999Z', '2026-11-24'],
    ['2026-11-25T00:30:00+01:00', '2026-11-24'],
  ])('the day of %s is that of UTC', (instant, day) => {
    expect(dayOf(instant)).toBe(day);
  });

  test.each([
    ['2025-11-24', 365, '2026-11-24'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-03-28', 2, '2026-03-30'],
  ])('%s and %i days is %s', (day, days, later) => {
    expect(addDays(day, days)).toBe(later);
    expect(daysBetween(day, later)).toBe(days);
  });

  test.each([
    ['2025-11-24', 12, '2026-11-24'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
  ])('%s and %i months is %s', (day, months, later) => {
    expect(addMonths(day, months)).toBe(later);
  });
});
