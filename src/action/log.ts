import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PersonOf } from '../approvals/identities.ts';
import { logOrigin } from '../evidence/checkpoint.ts';
import { parseVerifierKey } from '../evidence/key.ts';
import { LOG_BRANCH, type LogFiles } from '../evidence/layout.ts';
import type { RecordContent } from '../evidence/record.ts';
import { type SealedRecord, sealRecord } from '../evidence/seal.ts';
import { storeText, TEXTS_BRANCH } from '../evidence/texts.ts';
import type { LoggedRecord } from '../evidence/verify/check.ts';
import { readRecords } from '../evidence/verify.ts';
import { appendToLog, type LogIdentity, type LogStore, type LogTip } from '../evidence/writer.ts';
import type { Approval } from '../model/approval.ts';
import type { Emergency, EmergencyReview } from '../model/emergency.ts';
import type { Problem } from '../model/root.ts';
import type { WaiverEvent } from '../model/waiver-event.ts';
import { foldEmergencies } from '../waivers/emergency.ts';
import type { Ports } from './ports.ts';

export interface ReadLog {
  readonly records: readonly LoggedRecord[];
  /** Whether there is a key to read it with. */
  readonly readable: boolean;
  /** The log is there and does not verify, or cannot be verified: then nothing in it counts, and that is said. */
  readonly problems: readonly Problem[];
}

/**
 * Reads and verifies the whole log, with the key of the inputs or else the one that the base's configuration names. A repository without a log has no
 * records; one whose log cannot be trusted is undecided.
 */
export async function readLog({ branches, store, verifierKey, signerKey, github, now }: Ports, configuredKey?: string): Promise<ReadLog> {
  const configured = configuredKey === undefined ? undefined : parseVerifierKey(configuredKey);
  if (configured?.ok === false) return distrust('the verifier key in the configuration');
  const key = signerKey ?? verifierKey ?? configured?.value;
  const tip = await branches.tip(LOG_BRANCH);
  if (tip === null || key === undefined) return { records: [], readable: key !== undefined, problems: [] };
  const files = await filesAt(store, tip);
  const records = readRecords(files, { keys: [key], repositoryId: github.repository.id, now: new Date(now()) });
  if (records.ok) return { records: records.value, readable: true, problems: [] };
  return distrust(`${records.fault.code} ${records.fault.path ?? ''}`.trim());
}

function distrust(detail: string): ReadLog {
  return { records: [], readable: false, problems: [{ code: 'log-invalid', params: { detail } }] };
}

/** The files of a branch at this commit; without a list all of them. */
export async function filesAt(store: Ports['store'], tip: string, wanted?: readonly string[]): Promise<LogFiles> {
  await store.fetchCommits([tip]);
  const tree = store.tree(tip);
  const side = await tree.read(wanted ?? (await tree.list()).entries.map((entry) => entry.path));
  return new Map([...side.files].map(([path, file]) => [path, file.bytes]));
}

/** Appends records, each once. Returns how many are new; throws when the log refuses or every try lost its race. */
export async function appendRecords(contents: readonly RecordContent[], ports: Ports): Promise<number> {
  if (contents.length === 0) return 0;
  const { signerKey: signer, github } = ports;
  if (signer === undefined) throw new Error('The evidence log needs the input `evidence-signing-key`.');
  const identity = { origin: logOrigin(github.repository.id), signer };
  return appendSealed(
    contents.map((content) => sealRecord(content, signer)),
    identity,
    ports,
  );
}

/** The same for records that are signed already. */
export async function appendSealed(records: readonly SealedRecord[], identity: LogIdentity, ports: Ports): Promise<number> {
  const outcome = await appendToLog(logStore(ports), records, identity, { random: Math.random, sleep: (ms) => sleep(ms) });
  if (outcome.status === 'refused') throw new Error(`The evidence log does not verify (${outcome.fault.code}); nothing was written.`);
  if (outcome.status === 'gave-up') throw new Error(`The evidence log could not be written in ${outcome.tries} tries.`);
  return outcome.added;
}

function logStore({ branches, store }: Ports): LogStore {
  return {
    async readTip(): Promise<LogTip | null> {
      const oid = await branches.tip(LOG_BRANCH);
      return oid === null ? null : { oid, readFiles: (paths) => filesAt(store, oid, paths) };
    },
    bootstrap: (files, message) => branches.create(LOG_BRANCH, files, message),
    commit: (expected, files, message) => branches.commit(LOG_BRANCH, expected, files, message),
  };
}

/** Puts people's words on the branch that may be rewritten; returns the salted digest that the log holds instead. */
export async function keepText(text: string, { branches }: Ports): Promise<string> {
  const stored = storeText(text, randomBytes(32));
  for (let tries = 0; tries < 20; tries++) {
    const tip = await branches.tip(TEXTS_BRANCH);
    const outcome = await (tip === null
      ? branches.create(TEXTS_BRANCH, [stored], 'Add a text')
      : branches.commit(TEXTS_BRANCH, tip, [stored], 'Add a text'));
    if (outcome === 'ok') return stored.digest;
    await sleep(Math.random() * 1_000);
  }
  throw new Error('The text of the decision could not be stored in 20 tries.');
}

/** What the records say of waivers, in log order. */
export function waiverEvents(records: readonly LoggedRecord[]): readonly WaiverEvent[] {
  return records.flatMap(({ record }) => {
    if (record.kind !== 'waiver') return [];
    const { waiver, event, control, fingerprints, subject, category, pullRequest, headSha, actor, at, expiresAt, approvalsNeeded, source } =
      record.predicate;
    const word = event === 'granted-approval' ? 'approved' : event;
    return [
      {
        id: waiver,
        event: word,
        control,
        fingerprints,
        subject,
        category,
        pullRequest,
        headSha,
        actor,
        at,
        expiresAt,
        approvalsNeeded,
        source: { kind: source.kind, id: source.id },
      },
    ];
  });
}

/** Consent by comment to commits of one pull request. */
export function commentApprovals(records: readonly LoggedRecord[], pullRequest: number): readonly Approval[] {
  return records.flatMap(({ record }) =>
    record.kind === 'approval' && record.predicate.pullRequest === pullRequest
      ? [
          {
            by: record.predicate.actor,
            sha: record.predicate.sha,
            via: 'comment' as const,
            at: record.predicate.at,
            sourceId: record.predicate.source.id,
          },
        ]
      : [],
  );
}

/** What the records say of emergencies: who used the procedure, and who looked at it afterwards. */
export function emergenciesOf(records: readonly LoggedRecord[], personOf?: PersonOf): readonly Emergency[] {
  const declared = records.flatMap(({ record }): readonly Emergency[] => {
    if (record.kind !== 'emergency') return [];
    const { emergency: id, pullRequest, headSha, actor: by, at, ticket = '', reviewDueAt } = record.predicate;
    return [{ id, pullRequest, headSha, by, at, ticket, reviewDueAt }];
  });
  const reviews = records.flatMap(({ record }): readonly EmergencyReview[] => {
    if (record.kind !== 'emergency-review') return [];
    const { emergency: id, actor: by, at, outcome } = record.predicate;
    return [{ id, by, at, outcome }];
  });
  return foldEmergencies(declared, reviews, personOf);
}
