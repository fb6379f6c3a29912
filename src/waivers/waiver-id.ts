import { createHash } from 'node:crypto';

/** Where a request was written: the record key of the log. */
export interface WaiverKey {
  readonly repositoryId: number;
  readonly sourceKind: 'issue_comment' | 'review';
  readonly sourceId: number;
  /** Line in the comment, from 1. */
  readonly line: number;
}

/** Crockford's base 32: without I, L, O and U, so that an id can be read out over the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Returns `WVR-` and 12 characters (60 bits of SHA-256). The same line of the same comment has the same id however often it is handled. */
export function makeWaiverId({ repositoryId, sourceKind, sourceId, line }: WaiverKey): string {
  const digest = createHash('sha256').update(`${repositoryId}:${sourceKind}:${sourceId}:${line}`).digest();
  let bits = digest.readBigUInt64BE(0) >> 4n;
  let id = '';
  for (let index = 0; index < 12; index += 1) {
    id = alphabet.charAt(Number(bits & 31n)) + id;
    bits >>= 5n;
  }
  return `WVR-${id}`;
}
