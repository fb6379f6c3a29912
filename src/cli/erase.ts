import { setTimeout as sleep } from 'node:timers/promises';
import { openCheckpoint, originRepository } from '../evidence/checkpoint.ts';
import { runGit } from '../evidence/git.ts';
import { parseSignerKey, type SignerKey } from '../evidence/key.ts';
import { CHECKPOINT_PATH } from '../evidence/layout.ts';
import { openLocalStore, replaceBranch } from '../evidence/local-store.ts';
import { hashLeaf } from '../evidence/merkle.ts';
import { readLogFromGit } from '../evidence/read-git.ts';
import type { LogRecord, RecordContent } from '../evidence/record.ts';
import { sealRecord } from '../evidence/seal.ts';
import { textPath } from '../evidence/texts.ts';
import type { LoggedRecord } from '../evidence/verify/check.ts';
import { readRecords } from '../evidence/verify.ts';
import { appendToLog } from '../evidence/writer.ts';
import { wordFault } from '../i18n/fault-text.ts';
import { plain } from '../report/media.ts';
import { quote } from './flag-values.ts';
import { UsageError } from './usage-error.ts';

export interface EraseFlags {
  readonly clone: string;
  readonly log: string;
  readonly texts: string;
  readonly now?: Date;
}

/**
 * Takes the words behind a record off the branch of texts, which begins anew without them, and appends a record that they are gone. First the words, then
 * the record: one that says so is never untrue, and whoever is interrupted runs it again. Returns what is left to do, for people: pushing is theirs.
 */
export async function erase(
  name: string,
  { clone, log, texts, now = new Date() }: EraseFlags,
  secret: string | undefined,
  version: string,
): Promise<string> {
  const signer = readSigner(secret);
  const { target, leaf, repository, origin } = await findRecord(clone, log, name, signer, now);
  const digests = digestsOf(target.record);
  if (digests.length === 0) throw new UsageError(`record ${target.position} points to no words: it is a ${target.record.kind}`);
  const gone = await eraseTexts(clone, texts, new Set(digests.map(textPath)));
  const content: RecordContent = {
    kind: 'correction',
    predicate: {
      repository,
      runtime: { commandLine: true, actionVersion: version },
      at: now.toISOString(),
      corrects: target.record.predicate.recordKey,
      leaf,
      reason: 'text-erased',
      erased: digests,
    },
  };
  const identity = { origin, signer };
  const outcome = await appendToLog(openLocalStore(clone, log), [sealRecord(content, signer)], identity, {
    random: Math.random,
    sleep: (ms) => sleep(ms),
  });
  if (outcome.status !== 'appended') throw new UsageError('the log could not be written; fetch it anew and run this again');
  return [
    `Record ${target.position}: ${gone} of ${digests.length} texts erased here; record ${outcome.positions[0]} says so.`,
    'Push both branches, the texts by force and the log never by force:',
    `  git push --force-with-lease origin ${texts}`,
    `  git push origin ${log}`,
    'The words are still in other clones, in old commits of this one until `git gc`, and at GitHub until it tidies up: ask its support to remove',
    'unreachable commits. The comment itself must be deleted where it was written.',
    '',
  ].join('\n');
}

function readSigner(secret: string | undefined): SignerKey {
  if (secret === undefined || secret === '')
    throw new UsageError('set TILSYN_SIGNING_KEY in the environment to the signing key of the log');
  const key = parseSignerKey(secret.trim());
  if (key.ok) return key.value;
  throw new UsageError(`TILSYN_SIGNING_KEY cannot be read. ${wordFault(key.fault, plain, 'en')}`);
}

interface Found {
  readonly target: LoggedRecord;
  /** Leaf hash of its file, in hexadecimal. */
  readonly leaf: string;
  readonly repository: LogRecord['predicate']['repository'];
  readonly origin: string;
}

async function findRecord(clone: string, log: string, name: string, signer: SignerKey, now: Date): Promise<Found> {
  const git = await readLogFromGit(clone, `refs/heads/${log}`);
  if (!git.ok) throw new UsageError(`${quote(log)} is no branch in ${quote(clone)}; make it with \`git branch ${log} origin/${log}\``);
  const { files } = git.value;
  const head = openCheckpoint(files.get(CHECKPOINT_PATH) ?? new Uint8Array(), [signer]);
  if (!head.ok) throw new UsageError(`this key does not write this log. ${wordFault(head.fault, plain, 'en')}`);
  const repositoryId = originRepository(head.value.origin) ?? 0;
  const records = readRecords(files, { keys: [signer], repositoryId, now });
  if (!records.ok) throw new UsageError(`the log does not verify, so nothing is written to it. ${wordFault(records.fault, plain, 'en')}`);
  const target = records.value.find(({ position, path, record }) => [String(position), path, record.predicate.recordKey].includes(name));
  if (target === undefined) throw new UsageError(`the log has no record ${quote(name)}; name it by its number, its file or its key`);
  const leaf = hashLeaf(files.get(target.path) ?? new Uint8Array()).toString('hex');
  return { target, leaf, repository: target.record.predicate.repository, origin: head.value.origin };
}

/** The salted digests of people's words in a record. */
function digestsOf({ predicate }: LogRecord): string[] {
  const found = [
    ...('source' in predicate ? [predicate.source.bodyDigest] : []),
    ...('reasonDigest' in predicate && predicate.reasonDigest !== undefined ? [predicate.reasonDigest] : []),
    ...('noteDigest' in predicate && predicate.noteDigest !== undefined ? [predicate.noteDigest] : []),
  ];
  return [...new Set(found)];
}

/** Returns how many of the files were still there. */
async function eraseTexts(clone: string, branch: string, paths: ReadonlySet<string>): Promise<number> {
  const listing = await runGit(clone, ['ls-tree', '-r', '-z', '--full-tree', `refs/heads/${branch}`]);
  if (!listing.ok)
    throw new UsageError(`${quote(branch)} is no branch in ${quote(clone)}; make it with \`git branch ${branch} origin/${branch}\``);
  const entries = [...listing.value.toString().matchAll(/ blob ([0-9a-f]+)\t([^\0]+)\0/g)].map(
    ([, oid = '', path = '']): [string, string] => [path, oid],
  );
  const odd = entries.find(([path]) => !/^texts\/[0-9a-f]{2}\/[0-9a-f]{64}\.json$/.test(path));
  if (odd !== undefined) throw new UsageError(`${quote(odd[0])} on ${quote(branch)} is no text of tilsyn; nothing was erased`);
  const kept = entries.filter(([path]) => !paths.has(path));
  if (kept.length < entries.length) await replaceBranch(clone, branch, new Map(kept), 'Keep the texts that are not erased');
  return entries.length - kept.length;
}
