import { z } from 'zod';
import { repository, word } from './payload.ts';

/** `schedule`. What to look at is read by API; the payload names only the timer. */
export const scheduleEvent = z.object({ schedule: word, repository: repository.optional() }).transform((raw) => ({
  kind: 'schedule' as const,
  schedule: raw.schedule,
  ...(raw.repository === undefined ? {} : { repository: raw.repository }),
}));
