import type { RegisterSettings } from '../../config/schema.ts';
import { addDays, type Day, earliest } from '../day.ts';

/** The last day of a dated statement: what it says itself, but never longer than a statement counts. */
export function lastDayOf(statement: { readonly statedOn: Day; readonly validUntil?: Day | undefined }, settings: RegisterSettings): Day {
  const longest = addDays(statement.statedOn, settings.statementDays);
  return earliest(statement.validUntil, longest) ?? longest;
}
