import { openEnvelope, signEnvelope } from './dsse.ts';
import type { Reading } from './fault.ts';
import type { SignerKey, VerifierKey } from './key.ts';
import type { LogRecord, RecordContent } from './record.ts';
import { makeStatement, readStatement } from './statement.ts';

/** A record, signed once and ready for any position. */
export interface SealedRecord {
  readonly key: string;
  /** Exactly what the record's file will hold. */
  readonly bytes: Uint8Array;
}

export function sealRecord(content: RecordContent, signer: SignerKey): SealedRecord {
  const { key, payload } = makeStatement(content);
  return { key, bytes: signEnvelope(payload, signer) };
}

/** The record in a file of the log, signature and content checked. */
export function openRecord(bytes: Uint8Array, keys: readonly VerifierKey[]): Reading<LogRecord> {
  const payload = openEnvelope(bytes, keys);
  return payload.ok ? readStatement(payload.value) : payload;
}
