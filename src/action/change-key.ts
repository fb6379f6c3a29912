import { replaceLostKey, rotateKey } from '../evidence/change-key.ts';
import { logOrigin, openCheckpoint } from '../evidence/checkpoint.ts';
import { formatVerifierKey, parseVerifierKey } from '../evidence/key.ts';
import { CHECKPOINT_PATH, LOG_BRANCH } from '../evidence/layout.ts';
import { firstSigner } from '../evidence/note.ts';
import { appendSealed, filesAt } from './log.ts';
import type { Ports } from './ports.ts';
import type { ProtectedBranches } from './protected-branches.ts';

/**
 * Lets the key of this job take over the log, once: from the previous key when that one is here to hand over, or from one that the configuration of
 * the default branch declares lost. Returns the number of records that this took. Any other key at the head of the log is left for the writer to refuse.
 */
export async function changeKey({ loaded, decidedIn }: ProtectedBranches, ports: Ports): Promise<number> {
  const { signerKey: signer, previousSignerKey: previous, branches, store, github, runtime } = ports;
  const tip = await branches.tip(LOG_BRANCH);
  if (tip === null || signer === undefined) return 0;
  const note = (await filesAt(store, tip, [CHECKPOINT_PATH])).get(CHECKPOINT_PATH) ?? new Uint8Array();
  // The one that goes on signs first; when that is ours there is nothing to do.
  if (firstSigner(note) === `${signer.name}+${signer.id}`) return 0;
  const { id, owner, name } = github.repository;
  const origin = logOrigin(id);
  const common = { repository: { id, name: `${owner}/${name}` }, runtime, at: ports.now() };
  if (previous !== undefined && openCheckpoint(note, [previous]).ok) {
    const { record, identity } = rotateKey(origin, previous, signer, common);
    return appendSealed([record], identity, ports);
  }
  const lost = loaded.configuration.evidence.lostKeys.flatMap((text) => {
    const key = parseVerifierKey(text);
    return key.ok && openCheckpoint(note, [key.value]).ok ? [key.value] : [];
  })[0];
  // The new key must stand in the configuration too: the declaration alone would let any key take over.
  if (lost === undefined || loaded.configuration.evidence.verifierKey !== formatVerifierKey(signer)) return 0;
  const { record, identity } = replaceLostKey(origin, lost, signer, common, decidedIn);
  return appendSealed([record], identity, ports);
}
