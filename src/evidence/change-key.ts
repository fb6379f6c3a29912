import { formatVerifierKey, type SignerKey, type VerifierKey } from './key.ts';
import type { PredicateOf } from './record.ts';
import { type SealedRecord, sealRecord } from './seal.ts';
import type { LogIdentity } from './writer.ts';

type Common = Pick<PredicateOf<'key-rotation'>, 'repository' | 'runtime' | 'at'>;

export interface KeyChange {
  readonly record: SealedRecord;
  /** What to append it with. */
  readonly identity: LogIdentity;
}

/** The record by which the old key hands over to the new one. Its checkpoint carries both signatures, so that neither side has to be told first. */
export function rotateKey(origin: string, from: SignerKey, to: SignerKey, common: Common): KeyChange {
  const predicate = { ...common, oldKey: formatVerifierKey(from), newKey: formatVerifierKey(to) };
  return { record: sealRecord({ kind: 'key-rotation', predicate }, from), identity: { origin, signer: from, successor: to } };
}

/** The record that the old key is gone and the new one goes on in its place; `decidedIn` is the commit whose configuration says so. */
export function replaceLostKey(origin: string, lost: VerifierKey, to: SignerKey, common: Common, decidedIn: string): KeyChange {
  const predicate = { ...common, oldKey: formatVerifierKey(lost), newKey: formatVerifierKey(to), decidedIn };
  return { record: sealRecord({ kind: 'key-loss', predicate }, to), identity: { origin, signer: to, olderKeys: [lost] } };
}
