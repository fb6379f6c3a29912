import { logOrigin } from '../../src/evidence/checkpoint.ts';
import { formatVerifierKey, signerKey } from '../../src/evidence/key.ts';
import { type Addition, appendRecords, emptyLog, foundLog } from '../../src/evidence/log.ts';
import type { ApprovalRecord, ChangeRecord, EmergencyRecord, PredicateOf, RecordContent, WaiverRecord } from '../../src/evidence/record.ts';
import { emergencyIdOf, recordKey } from '../../src/evidence/record.ts';
import { sealRecord } from '../../src/evidence/seal.ts';
import { waiverId } from '../../src/model/waiver-id.ts';

/** Records of a made-up repository: what the tests of the log begin with. */

export const REPOSITORY = 4711;
export const ORIGIN = logOrigin(REPOSITORY);
export const SIGNER = signerKey(ORIGIN, Buffer.alloc(32, 7));
export const NOW = new Date('2026-11-24T12:00:00Z');

export const anna = { id: 11, login: 'anna' };
export const bo = { id: 12, login: 'bo' };
export const carla = { id: 13, login: 'carla' };

export const FINGERPRINT = 'f'.repeat(64);
export const HEAD = '3'.repeat(40);

const common = {
  repository: { id: REPOSITORY, name: 'region/journal' },
  runtime: { runId: 9, attempt: 1, workflowRef: 'region/journal/.github/workflows/tilsyn.yml@refs/heads/main', actionVersion: '0.1.0' },
};
const zero = { new: 0, existing: 0, fixed: 0 };

type Content<P> = Partial<Omit<P, 'recordKey'>>;

/** A change by anna, approved by bo in a review; `n` makes its commit. */
export function change(n: number, fields: Content<ChangeRecord> = {}): RecordContent {
  const predicate = {
    ...common,
    branch: 'main',
    pullRequest: { number: 42, author: anna, pushers: [anna], contributors: [], head: { sha: HEAD, tree: '4'.repeat(40) } },
    directPush: false,
    base: { sha: '1'.repeat(40), tree: '2'.repeat(40) },
    merge: commitOf(n),
    mergedBy: bo,
    mergedAt: '2026-11-20T10:00:00Z',
    recordedAt: '2026-11-20T10:01:00Z',
    evaluation: {
      conclusion: 'passes' as const,
      configDigest: 'a'.repeat(64),
      policiesDigest: 'b'.repeat(64),
      engineDigest: 'c'.repeat(64),
      objects: 214,
      counts: { critical: zero, high: { ...zero, new: 1 }, medium: zero, low: zero },
      findings: [],
    },
    approvalsNeeded: 1,
    approvals: [approvedBy(bo)],
    waivers: [],
    notAnalysed: [],
    ...fields,
  };
  return { kind: 'change', predicate };
}

export function approvedBy(by: typeof bo, fields: Partial<ChangeRecord['approvals'][number]> = {}): ChangeRecord['approvals'][number] {
  return { by, sha: HEAD, via: 'review', at: '2026-11-20T09:00:00Z', sourceId: 500 + by.id, counts: true, ...fields };
}

export function commitOf(n: number): { sha: string; tree: string } {
  const digits = String(n).padStart(39, '0');
  return { sha: `c${digits}`, tree: `d${digits}` };
}

export function gap(n: number, fields: Content<PredicateOf<'gap'>> = {}): RecordContent {
  const predicate = {
    ...common,
    branch: 'main',
    merge: commitOf(n),
    at: '2026-11-21T10:00:00Z',
    reason: 'facts-unavailable' as const,
    ...fields,
  };
  return { kind: 'gap', predicate };
}

/** A waiver event in the comment of this number; the request's comment gives the waiver its id. */
export function waiverEvent(
  event: WaiverRecord['event'],
  comment: number,
  requestComment: number,
  fields: Content<WaiverRecord> = {},
): RecordContent {
  const predicate = {
    ...common,
    waiver: waiverOf(requestComment),
    event,
    control: 'AUT-12',
    fingerprints: [FINGERPRINT],
    subject: 'RoleBinding/journal/drift',
    category: 'waiver' as const,
    expiresAt: '2026-12-01T00:00:00Z',
    pullRequest: 42,
    headSha: HEAD,
    actor: event === 'granted-approval' ? bo : anna,
    source: sourceOf(comment),
    at: '2026-11-19T10:00:00Z',
    reasonDigest: '9'.repeat(64),
    approvalsNeeded: 1,
    permissionThen: 'maintain' as const,
    ...fields,
  };
  return { kind: 'waiver', predicate };
}

export function waiverOf(requestComment: number): string {
  return waiverId(`${REPOSITORY}:issue_comment:${requestComment}:0`);
}

export function consent(comment: number, fields: Content<ApprovalRecord> = {}): RecordContent {
  const predicate = {
    ...common,
    pullRequest: 42,
    sha: HEAD,
    actor: bo,
    source: sourceOf(comment),
    at: '2026-11-20T09:00:00Z',
    permissionThen: 'write' as const,
    ...fields,
  };
  return { kind: 'approval', predicate };
}

export function refusedCommand(comment: number): RecordContent {
  const predicate = {
    ...common,
    pullRequest: 42,
    headSha: HEAD,
    verb: 'approve',
    refusal: 'opener',
    actor: anna,
    source: sourceOf(comment),
    at: '2026-11-20T08:00:00Z',
  };
  return { kind: 'command', predicate };
}

/** The emergency procedure used by anna in this comment; its review is due two days later. */
export function emergency(comment: number, fields: Content<EmergencyRecord> = {}): RecordContent {
  const { reasonDigest, permissionThen } = { reasonDigest: '9'.repeat(64), permissionThen: 'maintain' as const };
  const predicate = {
    ...common,
    pullRequest: 42,
    actor: anna,
    source: sourceOf(comment),
    at: '2026-11-20T09:30:00Z',
    reasonDigest,
    permissionThen,
    emergency: emergencyOf(comment),
    headSha: HEAD,
    ticket: 'INC-2211',
    reviewDueAt: '2026-11-22T09:30:00Z',
    ...fields,
  };
  return { kind: 'emergency', predicate };
}

export function emergencyOf(comment: number): string {
  return emergencyIdOf(`${REPOSITORY}:issue_comment:${comment}:0`);
}

export function emergencyReview(comment: number, of: number, fields: Content<PredicateOf<'emergency-review'>> = {}): RecordContent {
  const predicate = {
    ...common,
    pullRequest: 42,
    actor: carla,
    source: sourceOf(comment),
    at: '2026-11-21T09:30:00Z',
    permissionThen: 'maintain' as const,
    emergency: emergencyOf(of),
    outcome: 'accepted' as const,
    ...fields,
  };
  return { kind: 'emergency-review', predicate };
}

export function rewrite(n: number, abandoned: readonly number[]): RecordContent {
  const predicate = {
    ...common,
    branch: 'main',
    tip: commitOf(n),
    at: '2026-11-21T11:00:00Z',
    abandoned: abandoned.map((one) => commitOf(one).sha),
  };
  return { kind: 'rewrite', predicate };
}

export function deployment(n: number): RecordContent {
  const predicate = {
    ...common,
    branch: 'main',
    merge: commitOf(n),
    environment: 'production',
    deployment: 900 + n,
    reportedBy: { id: 77, login: 'deployer[bot]' },
    at: '2026-11-21T12:00:00Z',
  };
  return { kind: 'deployment', predicate };
}

export function correction(of: RecordContent, leaf: string): RecordContent {
  const predicate = {
    ...common,
    at: '2026-11-22T12:00:00Z',
    corrects: recordKey(of),
    leaf,
    reason: 'text-erased' as const,
    erased: ['8'.repeat(64)],
  };
  return { kind: 'correction', predicate };
}

/** What the two kinds of key change share. */
export const keyCommon = { ...common, at: '2026-11-21T13:00:00Z' };

function sourceOf(comment: number): WaiverRecord['source'] {
  return { kind: 'issue_comment', id: comment, command: 0, bodyDigest: '8'.repeat(64) };
}

/** The files of a log with these records, written one append a record. */
export function logOf(contents: readonly RecordContent[], signer = SIGNER, origin = ORIGIN): Map<string, Uint8Array> {
  const files = filesOf(foundLog(origin, signer));
  let state = emptyLog(origin);
  for (const content of contents) {
    const appended = appendRecords(state, [sealRecord(content, signer)], signer);
    for (const [path, bytes] of filesOf(appended.additions)) files.set(path, bytes);
    state = appended.state;
  }
  return files;
}

export function filesOf(additions: readonly Addition[]): Map<string, Uint8Array> {
  return new Map(additions.map(({ path, bytes }) => [path, bytes]));
}

/** Five records, one of each kind, that all checks find right. */
export function fiveRecords(): readonly RecordContent[] {
  return [
    waiverEvent('requested', 100, 100),
    waiverEvent('granted-approval', 101, 100),
    refusedCommand(102),
    change(1, { waivers: [{ id: waiverOf(100), expiresAt: '2026-12-01T00:00:00Z' }] }),
    gap(2),
  ];
}

/** One record of each kind. */
export function listOfEachKind(): readonly RecordContent[] {
  const keys = [7, 8].map((n) => formatVerifierKey(signerKey(ORIGIN, Buffer.alloc(32, n))));
  const [oldKey = '', newKey = ''] = keys;
  return [
    change(1),
    gap(2),
    waiverEvent('requested', 100, 100),
    consent(101),
    refusedCommand(102),
    emergency(103),
    emergencyReview(104, 103),
    deployment(1),
    rewrite(3, [2]),
    correction(gap(2), '7'.repeat(64)),
    { kind: 'key-rotation', predicate: { ...keyCommon, oldKey, newKey } },
    { kind: 'key-loss', predicate: { ...keyCommon, oldKey, newKey, decidedIn: 'e'.repeat(40) } },
  ];
}

export function keyOf(content: RecordContent): string {
  return recordKey(content);
}
