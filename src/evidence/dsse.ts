import { sign, verify } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import { bad, good, type Reading } from './fault.ts';
import { keyLabel, type SignerKey, type VerifierKey } from './key.ts';
import { decodeUtf8 } from './utf8.ts';

/*
 * Dead Simple Signing Envelope, version 1 (secure-systems-lab/dsse: envelope.md, protocol.md), with exactly one signature and one way to write
 * it down, so that an envelope has one sequence of bytes.
 */

/** Payload type of in-toto statements, in-toto/attestation: spec/v1/envelope.md. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** Pre-authentication encoding: what is signed. Signs the type along with the payload, so that neither can be read as another thing. */
export function encodePae(payloadType: string, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `), payload]);
}

/** The bytes of an envelope around `payload`. Ed25519 gives the same bytes each time. */
export function signEnvelope(payload: Uint8Array, signer: SignerKey): Buffer {
  const signature = sign(null, encodePae(PAYLOAD_TYPE, payload), signer.privateKey);
  return writeEnvelope(payload, keyLabel(signer), signature);
}

/** The payload of an envelope that one of the keys signed. */
export function openEnvelope(envelope: Uint8Array, keys: readonly VerifierKey[]): Reading<Buffer> {
  const parts = readEnvelope(envelope);
  if (parts === null) return bad('envelope-invalid', { what: 'form' });
  const { payload, keyid, signature } = parts;
  if (!writeEnvelope(payload, keyid, signature).equals(envelope)) return bad('envelope-invalid', { what: 'bytes' });
  const key = keys.find((known) => keyLabel(known) === keyid);
  if (key === undefined) return bad('envelope-key-unknown', { key: keyid });
  return verify(null, encodePae(PAYLOAD_TYPE, payload), key.publicKey, signature)
    ? good(payload)
    : bad('envelope-signature-wrong', { key: keyid });
}

/** The payload, nobody knows by whom: for finding out which key to ask. */
export function peekPayload(envelope: Uint8Array): Buffer | null {
  return readEnvelope(envelope)?.payload ?? null;
}

function writeEnvelope(payload: Uint8Array, keyid: string, signature: Uint8Array): Buffer {
  const envelope = {
    payload: Buffer.from(payload).toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: [{ keyid, sig: Buffer.from(signature).toString('base64') }],
  };
  return Buffer.from(`${JSON.stringify(envelope)}\n`);
}

/** Takes the three strings out by their place: whatever else the text holds shows when it is written again and compared. */
function readEnvelope(envelope: Uint8Array): { readonly payload: Buffer; readonly keyid: string; readonly signature: Buffer } | null {
  const text = decodeUtf8(envelope) ?? '';
  const [, encoded = '', keyid = '', encodedSignature = ''] =
    /^\{"payload":"([^"\\]*)","payloadType":"[^"\\]*","signatures":\[\{"keyid":"([^"\\]*)","sig":"([^"\\]*)"\}\]\}\n$/.exec(text) ?? [];
  const payload = decodeBase64(encoded);
  const signature = decodeBase64(encodedSignature);
  return payload === null || payload.length === 0 || signature === null ? null : { payload, keyid, signature };
}
