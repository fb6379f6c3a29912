import { addDays, type Day, earliest } from '../day.ts';
import type { RegisterSettings } from '../settings.ts';

/** How long a dated statement counts: until the day that it names itself, but never longer than any statement does. */
export function spanOf(
  { statedOn, validUntil }: { readonly statedOn: Day; readonly validUntil?: Day | undefined },
  settings: RegisterSettings,
): { readonly from: Day; readonly until: Day } {
  const longest = addDays(statedOn, settings.statementDays);
  return { from: statedOn, until: earliest(validUntil, longest) ?? longest };
}
