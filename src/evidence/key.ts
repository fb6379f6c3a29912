import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import { bad, good, type Reading } from './fault.ts';

/*
 * Ed25519 keys as text, in the encoding of C2SP signed notes: a verifier key is `name+id+base64(0x01 || public key)`, a signer key is
 * `PRIVATE+KEY+name+id+base64(0x01 || seed)`; the id is the first four bytes of SHA-256(name || 0x0A || 0x01 || public key).
 * Source: c2sp.org/signed-note, section "Ed25519 signatures", and the text forms that golang.org/x/mod/sumdb/note reads.
 */

export interface VerifierKey {
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly id: string;
  readonly publicKey: KeyObject;
}

export interface SignerKey extends VerifierKey {
  readonly privateKey: KeyObject;
}

const ED25519 = 1;
// RFC 8410: what stands before the 32 bytes of a key in its DER form.
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SIGNER_PREFIX = 'PRIVATE+KEY+';

export function parseVerifierKey(text: string): Reading<VerifierKey> {
  const parts = splitKey(text);
  if (!parts.ok) return parts;
  const key = verifierKey(parts.value.name, parts.value.bytes);
  return key.id === parts.value.id ? good(key) : bad('key-invalid', { what: 'id' });
}

/** Never says what it read: the text is a secret. */
export function parseSignerKey(text: string): Reading<SignerKey> {
  if (!text.startsWith(SIGNER_PREFIX)) return bad('key-invalid', { what: 'prefix' });
  const parts = splitKey(text.slice(SIGNER_PREFIX.length));
  if (!parts.ok) return parts;
  const key = signerKey(parts.value.name, parts.value.bytes);
  return key.id === parts.value.id ? good(key) : bad('key-invalid', { what: 'id' });
}

/** The key whose 32 secret bytes are `seed`. */
export function signerKey(name: string, seed: Uint8Array): SignerKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const raw = rawPublicKey(createPublicKey(privateKey));
  return { ...verifierKey(name, raw), privateKey };
}

export function formatVerifierKey(key: VerifierKey): string {
  return formatKey(key, rawPublicKey(key.publicKey));
}

export function formatSignerKey(key: SignerKey): string {
  const seed = key.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8_PREFIX.length);
  return SIGNER_PREFIX + formatKey(key, seed);
}

/** A name is not empty and has neither spaces, nor control characters, nor a plus. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.length <= 255 && !/[\s+\p{Z}\p{C}]/u.test(name);
}

/** How an envelope or a message names a key. */
export function keyLabel(key: VerifierKey): string {
  return `${key.name}+${key.id}`;
}

function splitKey(text: string): Reading<{ readonly name: string; readonly id: string; readonly bytes: Buffer }> {
  // base64 may hold a plus, name and id may not.
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  if (match === null) return bad('key-invalid', { what: 'form' });
  const [, name = '', id = '', encoded = ''] = match;
  if (!isKeyName(name)) return bad('key-invalid', { what: 'name' });
  const bytes = decodeBase64(encoded);
  if (bytes === null || bytes.length !== 33) return bad('key-invalid', { what: 'length' });
  if (bytes[0] !== ED25519) return bad('key-invalid', { what: 'algorithm' });
  return good({ name, id, bytes: bytes.subarray(1) });
}

function verifierKey(name: string, raw: Uint8Array): VerifierKey {
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
  const id = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(ED25519)).update(raw).digest('hex').slice(0, 8);
  return { name, id, publicKey };
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
}

function formatKey(key: VerifierKey, bytes: Uint8Array): string {
  return `${keyLabel(key)}+${Buffer.concat([Uint8Array.of(ED25519), bytes]).toString('base64')}`;
}
