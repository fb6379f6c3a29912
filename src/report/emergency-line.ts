import { formatInstant } from '../i18n/dates.ts';
import type { Medium } from '../i18n/medium.ts';
import { say } from '../i18n/say.ts';
import { textsFor } from '../i18n/texts.ts';
import type { Language } from '../model/control.ts';
import type { Emergency } from '../model/emergency.ts';

/** One use of the emergency procedure: who, why by its ticket, and what came of it or by when somebody must look at it. */
export function writeEmergency(
  { id, by, ticket, reviewDueAt, pullRequest, review }: Emergency,
  medium: Medium,
  language: Language,
): string {
  const { emergency } = textsFor(language).standing;
  const common = { id, login: by.login, ticket, number: { written: String(pullRequest) } };
  if (review !== undefined) return say(emergency[review.outcome], { ...common, reviewer: review.by.login }, medium, language);
  return say(emergency.open, { ...common, due: { written: formatInstant(reviewDueAt, language) } }, medium, language);
}
