import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { approvalSchema, changeSchema, commandSchema, gapSchema, waiverSchema } from './schema.ts';

/** The predicates of the statements, by kind. Their fields are told in `schema.ts`. */
export type ChangeRecord = z.infer<typeof changeSchema>;
export type GapRecord = z.infer<typeof gapSchema>;
export type WaiverRecord = z.infer<typeof waiverSchema>;
export type ApprovalRecord = z.infer<typeof approvalSchema>;
export type CommandRecord = z.infer<typeof commandSchema>;

/** One thing that happened, by its kind. */
export type LogRecord =
  | { readonly kind: 'change'; readonly predicate: ChangeRecord }
  | { readonly kind: 'gap'; readonly predicate: GapRecord }
  | { readonly kind: 'waiver'; readonly predicate: WaiverRecord }
  | { readonly kind: 'approval'; readonly predicate: ApprovalRecord }
  | { readonly kind: 'command'; readonly predicate: CommandRecord };

/** A record before its key is known. */
export type RecordContent = LogRecord extends infer R
  ? R extends { readonly kind: infer K; readonly predicate: infer P }
    ? { readonly kind: K; readonly predicate: Omit<P, 'recordKey'> }
    : never
  : never;

/**
 * What makes an event the same event when it is met again; a log takes each key once. A commit has one key whether it becomes a change or a gap, so
 * it can never have both. A command has one key whatever came of it.
 */
export function recordKey(record: RecordContent): string {
  const repository = record.predicate.repository.id;
  switch (record.kind) {
    case 'change':
    case 'gap':
      return `${repository}:commit:${record.predicate.merge.sha}`;
    case 'waiver':
    case 'approval':
    case 'command': {
      const { kind, id, command } = record.predicate.source;
      return `${repository}:${kind}:${id}:${command}`;
    }
  }
}

/** SHA-256 of the key, in hexadecimal: what stands in the order of the log and, shortened, in the name of the file. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** When it happened, or for a gap when it was found: UTC instant in ISO 8601. */
export function recordTime(record: LogRecord): string {
  return record.kind === 'change' ? record.predicate.mergedAt : record.predicate.at;
}
