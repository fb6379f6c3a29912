import { sign, verify } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import { bad, good, type Reading } from './fault.ts';
import { isKeyName, keyLabel, type SignerKey, type VerifierKey } from './key.ts';
import { decodeUtf8 } from './utf8.ts';

/*
 * Signed notes, c2sp.org/signed-note: a text, an empty line, then lines of an em dash, the key's name, and base64 of key id and signature.
 */

// The format asks readers for a limit that lets at least 16 signatures through.
const MAX_SIGNATURES = 64;
const MAX_BYTES = 1_000_000;

/** The note over `text`, which must end in a newline and hold no other control character. */
export function signNote(text: string, ...signers: readonly SignerKey[]): Buffer {
  const lines = signers.map((signer) => {
    const signature = sign(null, Buffer.from(text), signer.privateKey);
    return `— ${signer.name} ${Buffer.concat([Buffer.from(signer.id, 'hex'), signature]).toString('base64')}\n`;
  });
  return Buffer.from(`${text}\n${lines.join('')}`);
}

/** How the key of the first signature is named, whether it is a good one or not; null for what is no note. */
export function firstSigner(note: Uint8Array): string | null {
  const parts = splitNote(note);
  const first = parts.ok ? parts.value.signatures[0] : undefined;
  return first === undefined ? null : `${first.name}+${first.id}`;
}

/**
 * The text of a note, provided a known key signed it. Signatures of unknown keys are passed over, as the format demands; one wrong signature of
 * a known key spoils the note.
 */
export function openNote(note: Uint8Array, keys: readonly VerifierKey[]): Reading<string> {
  const parts = splitNote(note);
  if (!parts.ok) return parts;
  const { text, signatures } = parts.value;
  let signed = false;
  for (const { name, id, signature } of signatures) {
    const key = keys.find((known) => known.name === name && known.id === id);
    if (key === undefined) continue;
    if (!verify(null, Buffer.from(text), key.publicKey, signature)) return bad('note-signature-wrong', { key: keyLabel(key) });
    signed = true;
  }
  return signed ? good(text) : bad('note-not-signed');
}

interface NoteSignature {
  readonly name: string;
  readonly id: string;
  readonly signature: Buffer;
}

function splitNote(note: Uint8Array): Reading<{ readonly text: string; readonly signatures: readonly NoteSignature[] }> {
  if (note.length > MAX_BYTES) return bad('note-invalid', { what: 'size' });
  const whole = decodeUtf8(note);
  if (whole === null) return bad('note-invalid', { what: 'encoding' });
  if (note.some((byte) => byte < 0x20 && byte !== 0x0a)) return bad('note-invalid', { what: 'control-character' });
  const end = whole.lastIndexOf('\n\n');
  if (end < 0 || !whole.endsWith('\n')) return bad('note-invalid', { what: 'form' });
  const lines = whole.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return bad('note-invalid', { what: 'signatures' });
  const signatures = lines.map(parseSignature);
  return signatures.every((signature) => signature !== null)
    ? good({ text: whole.slice(0, end + 1), signatures })
    : bad('note-invalid', { what: 'signature-line' });
}

function parseSignature(line: string): NoteSignature | null {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = decodeBase64(encoded);
  if (!isKeyName(name) || bytes === null || bytes.length < 5) return null;
  return { name, id: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) };
}
