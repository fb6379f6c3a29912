import { addDays, addMonths } from '../day.ts';
import { type Circumstances, findInsufficient, findMissing, type Judgement, judgeSpan, newest, type Place, section } from '../judgement.ts';
import type { Register } from '../schema.ts';
import { spanOf } from './statement.ts';

/** LOG-06: each log store is locked for as long as it keeps its logs, or lies where production cannot reach. */
export function judgeLogStores({ logStores }: Register, around: Circumstances): readonly Judgement[] {
  if (logStores.length === 0) return [findMissing(section('logStores'))];
  return logStores.map((store, index) => {
    const place: Place = { subject: store.id, entry: store.id, path: ['logStores', index] };
    // Mode GOVERNANCE lets those with the right to it take the lock off again.
    const locked = store.lock?.mode === 'COMPLIANCE' && store.lock.days >= store.retentionDays;
    if (!locked && !store.separateAccount) return findInsufficient(place, 'notLocked', { days: store.retentionDays });
    return judgeSpan(place, spanOf(store, around.settings), store.evidence, around);
  });
}

const SOURCES = ['nodes', 'ingress', 'identity', 'git'] as const;
const FIELDS = ['time', 'user', 'kindOfUse', 'personOrCriterion'] as const;

/** LOG-08: all sources are collected by one clock, and each patient application logs the four items of a look-up. */
export function judgeLogSources({ logSources }: Register, around: Circumstances): readonly Judgement[] {
  const place = section('logSources');
  if (logSources === undefined) return [findMissing(place)];
  const lacking = SOURCES.filter((source) => !logSources.sources.includes(source));
  if (lacking.length > 0) return [findInsufficient(place, 'sources', { lacking: lacking.join(', ') })];
  if (logSources.applications.length === 0) return [findInsufficient(place, 'applications')];
  const poor = logSources.applications.find(({ fields }) => FIELDS.some((field) => !fields.includes(field)));
  if (poor !== undefined) {
    const fields = FIELDS.filter((field) => !poor.fields.includes(field));
    return [findInsufficient(place, 'fields', { application: poor.name, lacking: fields.join(', ') })];
  }
  return [judgeSpan(place, spanOf(logSources, around.settings), logSources.evidence, around)];
}

/** LFU-03: the newest review is fresh, had a sample, and was not made by those who run the systems. */
export function judgeLogReviews({ logReviews }: Register, around: Circumstances): readonly Judgement[] {
  const latest = newest(logReviews, ({ on }) => on);
  if (latest === undefined) return [findMissing(section('logReviews'))];
  const { entry: review, index } = latest;
  const place: Place = { subject: 'logReviews', entry: review.id, path: ['logReviews', index] };
  if (sameParty(review.reviewer, review.operator)) return [findInsufficient(place, 'sameParty', { reviewer: review.reviewer })];
  if (review.sampleSize === 0) return [findInsufficient(place, 'noSample')];
  return [judgeSpan(place, { from: review.on, until: addDays(review.on, around.settings.logReviewDays) }, review.evidence, around)];
}

/** ALR-01: there is a way to hand out logs, for the controller and for patients, in time, and it has been rehearsed. */
export function judgeLogRequests({ logRequests }: Register, around: Circumstances): readonly Judgement[] {
  const place = section('logRequests');
  if (logRequests === undefined) return [findMissing(place)];
  const lacking = (['controller', 'data-subject'] as const).filter((party) => !logRequests.covers.includes(party));
  if (lacking.length > 0) return [findInsufficient(place, 'covers', { lacking: lacking.join(', ') })];
  if (logRequests.controllerDays > around.settings.logRequestDays)
    return [findInsufficient(place, 'tooLate', { found: logRequests.controllerDays, allowed: around.settings.logRequestDays })];
  if (logRequests.dataSubjectDays > MONTH)
    return [findInsufficient(place, 'tooLate', { found: logRequests.dataSubjectDays, allowed: MONTH })];
  if (logRequests.drilledOn === undefined) return [findInsufficient(place, 'notDrilled')];
  const until = addMonths(logRequests.drilledOn, around.settings.logDrillMonths);
  return [judgeSpan(place, { from: logRequests.drilledOn, until }, logRequests.evidence, around)];
}

/** One month, GDPR art. 12(3), by its shortest usual reading. */
const MONTH = 30;

function sameParty(one: string, other: string): boolean {
  const plain = (name: string) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '');
  return plain(one) === plain(other);
}
