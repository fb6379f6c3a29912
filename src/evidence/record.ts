import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { waiverId } from '../model/waiver-id.ts';
import type { PREDICATES, RecordKind } from './schemas.ts';

/** The predicate of a kind of record. Its fields are told in `schema.ts` and `schema-log.ts`. */
export type PredicateOf<K extends RecordKind> = z.infer<(typeof PREDICATES)[K]>;

export type ChangeRecord = PredicateOf<'change'>;
export type WaiverRecord = PredicateOf<'waiver'>;
export type ApprovalRecord = PredicateOf<'approval'>;
export type EmergencyRecord = PredicateOf<'emergency'>;

/** One thing that happened, by its kind. */
export type LogRecord = { readonly [K in RecordKind]: { readonly kind: K; readonly predicate: PredicateOf<K> } }[RecordKind];

/** A record before its key is known. */
export type RecordContent = {
  readonly [K in RecordKind]: { readonly kind: K; readonly predicate: Omit<PredicateOf<K>, 'recordKey'> };
}[RecordKind];

/**
 * What makes an event the same event when it is met again; a log takes each key once. A commit of a branch has one key whether it becomes a change
 * or a gap, so it can never have both. A command has one key whatever came of it.
 */
export function recordKey(record: RecordContent): string {
  const repository = record.predicate.repository.id;
  switch (record.kind) {
    case 'change':
    case 'gap':
      return `${repository}:commit:${record.predicate.branch}:${record.predicate.merge.sha}`;
    case 'waiver':
    case 'approval':
    case 'command':
    case 'emergency':
    case 'emergency-review': {
      const { kind, id, command } = record.predicate.source;
      return `${repository}:${kind}:${id}:${command}`;
    }
    case 'deployment':
      return `${repository}:deployment:${record.predicate.deployment}`;
    case 'rewrite':
      return `${repository}:rewrite:${record.predicate.branch}:${record.predicate.tip.sha}`;
    case 'correction':
      return `${repository}:correction:${record.predicate.leaf}:${record.predicate.noteDigest ?? record.predicate.reason}`;
    case 'key-rotation':
    case 'key-loss':
      return `${repository}:key:${record.predicate.newKey}`;
  }
}

/** SHA-256 of the key, in hexadecimal: what stands in the order of the log and, shortened, in the name of the file. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** The name of an emergency, made from the key of its record as a waiver's is. */
export function emergencyIdOf(key: string): string {
  return waiverId(key).replace('WVR', 'EMG');
}

/** When it happened, or for a gap when it was found: UTC instant in ISO 8601. */
export function recordTime(record: LogRecord): string {
  return record.kind === 'change' ? record.predicate.mergedAt : record.predicate.at;
}
