import { waiverEvents } from '../../action/log.ts';
import { recordTime } from '../../evidence/record.ts';
import { describeBypass } from '../../evidence/verify/bypasses.ts';
import { isKind, type LoggedRecord } from '../../evidence/verify/check.ts';
import { wordFault } from '../../i18n/fault-text.ts';
import { plain } from '../../report/media.ts';
import { foldWaivers } from '../../waivers/fold.ts';
import { isWithin, type Period } from './population.ts';
import type { AuditDocument } from './schema.ts';

/** Waivers that were asked for, in force or used in the period, as they stood at its end. */
export function listWaivers(records: readonly LoggedRecord[], period: Period): AuditDocument['waivers'] {
  const known = records.filter(({ record }) => Date.parse(recordTime(record)) < Date.parse(period.to));
  const usedBy = new Map<string, string[]>();
  for (const { record } of known.filter(isKind('change'))) {
    for (const { id } of record.predicate.waivers) usedBy.set(id, [...(usedBy.get(id) ?? []), record.predicate.merge.sha]);
  }
  return foldWaivers(waiverEvents(known), period.to)
    .filter((waiver) => Date.parse(waiver.expiresAt) >= Date.parse(period.from) || isWithin(waiver.requestedAt, period))
    .map(({ id, control, subject, category, state, requestedBy, requestedAt, approvals, expiresAt }) => ({
      id,
      control,
      subject,
      category,
      state,
      requestedBy,
      requestedAt,
      approvedBy: approvals.map(({ by }) => by),
      expiresAt,
      usedBy: usedBy.get(id) ?? [],
    }));
}

/** What went past the rules in the period. */
export function listBypassRegister(records: readonly LoggedRecord[], period: Period): AuditDocument['bypasses'] {
  return records.flatMap((logged) => {
    const { position, record } = logged;
    const fault = describeBypass(logged);
    if (fault === null || !isWithin(recordTime(record), period)) return [];
    const by =
      record.kind === 'change' ? (record.predicate.bypass?.by ?? record.predicate.mergedBy ?? record.predicate.pushedBy) : undefined;
    return [
      {
        position,
        code: fault.code,
        sha: String(fault.params.sha),
        at: recordTime(record),
        sentence: wordFault(fault, plain, 'en'),
        ...(by === undefined ? {} : { by }),
      },
    ];
  });
}

/** Emergencies of the period, each with the first review by somebody else. */
export function listEmergencies(records: readonly LoggedRecord[], period: Period): AuditDocument['emergencies'] {
  const reviews = records.filter(isKind('emergency-review'));
  return records
    .filter(isKind('emergency'))
    .filter(({ record }) => isWithin(record.predicate.at, period))
    .map(({ position, record: { predicate } }) => {
      const { emergency: id, actor, at, ticket, reviewDueAt } = predicate;
      const review = reviews.find(({ record }) => record.predicate.emergency === id && record.predicate.actor.id !== actor.id)?.record
        .predicate;
      return {
        position,
        id,
        by: actor,
        at,
        ...(ticket === undefined ? {} : { ticket }),
        reviewDueAt,
        ...(review === undefined ? {} : { reviewedBy: review.actor, reviewedAt: review.at, outcome: review.outcome }),
      };
    });
}
