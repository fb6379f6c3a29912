import { generateKeyPairSync } from 'node:crypto';
import { bad, good, type Reading } from './fault.ts';
import { formatSignerKey, formatVerifierKey, isKeyName, signerKey } from './key.ts';

export interface KeyPairText {
  /** `PRIVATE+KEY+name+id+…`: a secret. */
  readonly signer: string;
  /** `name+id+…`: hand it to everyone who shall verify, by another way than the repository itself. */
  readonly verifier: string;
}

/** A new Ed25519 pair under `name`. Best is the log's own name (`logOrigin`): then the key itself says whose log it signs. */
export function generateKeys(name: string): Reading<KeyPairText> {
  if (!isKeyName(name)) return bad('key-invalid', { what: 'name' });
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const key = signerKey(name, seed);
  return good({ signer: formatSignerKey(key), verifier: formatVerifierKey(key) });
}
