import { createHash } from 'node:crypto';

// Crockford's base 32: no I, L, O, U, so that an id survives being read aloud.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `WVR-` and 12 characters (60 bits) made from the record key of the request: the same request always gets the same id. */
export function waiverId(requestKey: string): string {
  let bits = createHash('sha256').update(requestKey).digest().readBigUInt64BE() >> 4n;
  let id = '';
  for (let i = 0; i < 12; i++) {
    id = ALPHABET[Number(bits & 31n)] + id;
    bits >>= 5n;
  }
  return `WVR-${id}`;
}
