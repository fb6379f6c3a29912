import { alone, type PersonOf } from '../approvals/identities.ts';
import type { Emergency, EmergencyReview } from '../model/emergency.ts';
import { hasCome } from './lifetime.ts';

/** Emergencies as the log tells of them, each with the first review that is not by whoever declared it. */
export function foldEmergencies(
  declared: readonly Emergency[],
  reviews: readonly EmergencyReview[],
  personOf: PersonOf = alone,
): readonly Emergency[] {
  return declared.map((emergency) => {
    const { id, by } = emergency;
    const review = reviews.find((one) => one.id === id && personOf(one.by.id) !== personOf(by.id));
    return review === undefined ? emergency : { ...emergency, review };
  });
}

export function isOverdue({ review, reviewDueAt }: Emergency, now: string): boolean {
  return review === undefined && hasCome(reviewDueAt, now);
}
