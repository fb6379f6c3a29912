import { bad, type Fault } from '../fault.ts';
import { emergencyIdOf } from '../record.ts';
import { type Check, isKind, type LoggedOf, type LoggedRecord } from './check.ts';

/**
 * Each use of the emergency procedure was looked at afterwards, in time and by somebody who neither used it nor made the change. Looked at late is a
 * remark; not looked at when the time is up is a fault.
 */
export function checkEmergencies(records: readonly LoggedRecord[], now: Date): Check {
  const emergencies = records.filter(isKind('emergency'));
  const changes = records.filter(isKind('change')).filter(({ record }) => record.predicate.emergency !== undefined);
  const reviews = records.filter(isKind('emergency-review'));
  const known = new Map(emergencies.map((emergency) => [emergency.record.predicate.emergency, emergency]));
  const strangers = [...reviews, ...changes].filter(({ position, record }) => {
    const found = known.get(record.predicate.emergency ?? '');
    return found === undefined || found.position > position;
  });
  const unknown = strangers.map(
    ({ position, path, record }) => bad('emergency-unknown', { id: record.predicate.emergency ?? '' }, { position, path }).fault,
  );
  const judged = emergencies.map((emergency) => judgeEmergency(emergency, reviews, makersOf(emergency, changes), now));
  const failed = [...unknown, ...judged.flatMap(({ faults }) => faults)].sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
  if (failed.length > 0) return { name: 'emergencies', status: 'failed', faults: failed };
  return { name: 'emergencies', status: 'ok', faults: judged.flatMap(({ remarks }) => remarks) };
}

interface Judged {
  readonly faults: readonly Fault[];
  readonly remarks: readonly Fault[];
}

function judgeEmergency(
  { position, path, record }: LoggedOf<'emergency'>,
  reviews: readonly LoggedOf<'emergency-review'>[],
  makers: ReadonlySet<number>,
  now: Date,
): Judged {
  const { emergency: id, recordKey, actor, reviewDueAt } = record.predicate;
  const place = { position, path };
  if (id !== emergencyIdOf(recordKey)) return { faults: [bad('emergency-unknown', { id }, place).fault], remarks: [] };
  const own = reviews.filter((review) => review.record.predicate.emergency === id);
  const valid = own.filter(({ record: review }) => review.predicate.actor.id !== actor.id && !makers.has(review.predicate.actor.id));
  const first = valid.map((review) => review.record.predicate.at).sort()[0];
  const due = Date.parse(reviewDueAt);
  if (first !== undefined) {
    const late = Date.parse(first) > due ? [bad('emergency-reviewed-late', { id, at: first, due: reviewDueAt }, place).fault] : [];
    return { faults: [], remarks: late };
  }
  if (now.getTime() <= due) return { faults: [], remarks: [bad('emergency-open', { id, due: reviewDueAt }, place).fault] };
  const code = own.length > 0 ? 'emergency-reviewed-by-maker' : 'emergency-overdue';
  return { faults: [bad(code, { id, due: reviewDueAt }, place).fault], remarks: [] };
}

function makersOf({ record }: LoggedOf<'emergency'>, changes: readonly LoggedOf<'change'>[]): ReadonlySet<number> {
  const own = changes.filter((change) => change.record.predicate.emergency === record.predicate.emergency);
  const people = own.flatMap(({ record: { predicate } }) => {
    const { pullRequest, pushedBy } = predicate;
    return [
      ...(pullRequest ? [pullRequest.author, ...pullRequest.pushers, ...pullRequest.contributors] : []),
      ...(pushedBy ? [pushedBy] : []),
    ];
  });
  return new Set(people.map((person) => person.id));
}
