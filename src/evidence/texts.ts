import { createHash } from 'node:crypto';
import { z } from 'zod';
import { decodeUtf8 } from './utf8.ts';

/*
 * Reasons and comments are people's words and may name a patient by mistake. The log keeps a salted digest, which says nothing once text and salt are
 * gone; the words lie on a branch of their own that may be rewritten. Erasing there is real, and the log still verifies.
 */

export const TEXTS_BRANCH = 'tilsyn-texts';

export interface StoredText {
  /** SHA-256 of salt and text, in hexadecimal: what the log holds. */
  readonly digest: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

const SALT_BYTES = 32;

const fileSchema = z.strictObject({ salt: z.string().regex(/^[0-9a-f]{64}$/), text: z.string() });

/** `salt`: 32 random bytes, fresh for each text; with a known salt a short text can be guessed. */
export function storeText(text: string, salt: Uint8Array): StoredText {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes, not ${salt.length}`);
  const digest = digestText(text, salt);
  const file = { salt: Buffer.from(salt).toString('hex'), text };
  return { digest, path: textPath(digest), bytes: Buffer.from(`${JSON.stringify(file)}\n`) };
}

export function textPath(digest: string): string {
  return `texts/${digest.slice(0, 2)}/${digest}.json`;
}

/** The words behind a digest, or null when the file does not hold them. */
export function readText(bytes: Uint8Array, digest: string): string | null {
  try {
    const { salt, text } = fileSchema.parse(JSON.parse(decodeUtf8(bytes) ?? ''));
    return digestText(text, Buffer.from(salt, 'hex')) === digest ? text : null;
  } catch {
    return null;
  }
}

function digestText(text: string, salt: Uint8Array): string {
  return createHash('sha256').update(salt).update(text).digest('hex');
}
