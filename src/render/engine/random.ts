import { createHash } from 'node:crypto';

/** Bytes that look random and are the same for the same seed: SHA-256 over seed and counter. What templates draw from it is no secret. */
export function seededBytes(seed: string): (into: Uint8Array) => void {
  let counter = 0;
  let block = new Uint8Array(0);
  return (into) => {
    for (let at = 0; at < into.length; ) {
      if (block.length === 0) block = Uint8Array.from(createHash('sha256').update(`${seed}\0${counter++}`).digest());
      const taken = block.subarray(0, into.length - at);
      into.set(taken, at);
      at += taken.length;
      block = block.subarray(taken.length);
    }
  };
}
