/** What can be wrong with a log, a key or a record. Worded by `i18n`; the parameters named beside a code are always there. */
export type FaultCode =
  // keys and notes
  | 'key-invalid' // what
  | 'note-invalid' // what
  | 'note-not-signed' // no signature of a known key
  | 'note-signature-wrong' // key
  | 'key-retired' // key: another one signs the checkpoint by now
  // checkpoint
  | 'checkpoint-missing'
  | 'checkpoint-invalid' // what
  | 'origin-differs' // expected, found
  | 'size-differs' // checkpoint, found: the checkpoint speaks of another number of records
  | 'root-differs' // checkpoint, found
  // layout and order
  | 'file-unlisted' // path: a file that no log has
  | 'readme-changed'
  | 'record-missing' // the position is skipped
  | 'record-twice' // two files claim the position
  | 'tile-missing'
  | 'order-line-invalid' // line
  | 'order-length-wrong' // expected, found: number of lines
  | 'order-path-wrong' // expected, found
  | 'leaf-differs' // expected, found: the file is not the one that was listed
  // records
  | 'envelope-invalid' // what
  | 'envelope-key-unknown' // key
  | 'envelope-signature-wrong' // key
  | 'envelope-key-retired' // key: one of the log, but not of this part of it
  | 'key-rotated' // oldKey, newKey
  | 'key-lost' // oldKey, newKey
  | 'key-loss-untrusted' // oldKey, newKey
  | 'statement-invalid' // what
  | 'statement-subject-wrong'
  | 'repository-differs' // expected, found
  | 'key-differs' // expected, found: the key is not the one that the content gives
  | 'key-twice' // key, first: position of the first record with it
  | 'in-the-future' // at, now
  // completeness
  | 'commit-without-record' // sha
  | 'record-without-commit' // sha
  | 'tree-differs' // sha, expected, found
  | 'log-begins-again' // branch, sha
  // rules
  | 'approved-by-maker' // by, sourceId
  | 'approved-other-commit' // by, sourceId, sha
  | 'approved-after-merge' // by, sourceId, at
  | 'approval-not-recorded' // by, sourceId: consent by comment without its own earlier record
  | 'approvals-too-few' // needed, found
  | 'waiver-unknown' // id
  | 'waiver-id-wrong' // id, expected
  | 'waiver-event-wrong' // id, event: it does not fit the request
  | 'waiver-self-granted' // id, by
  | 'waiver-approvals-too-few' // id, needed, found
  | 'waiver-expired' // id, expiresAt, mergedAt
  | 'waiver-ended' // id, event, at
  | 'waiver-expiry-differs' // id, expected, found
  | 'waiver-other-finding' // id, fingerprint
  | 'emergency-unknown' // id
  | 'emergency-open' // id, due
  | 'emergency-overdue' // id, due
  | 'emergency-reviewed-late' // id, at, due
  | 'emergency-reviewed-by-maker' // id, due
  | 'correction-of-nothing' // key
  | 'deployment-unrecorded' // sha
  // ways round the rules, honestly recorded
  | 'direct-push' // sha
  | 'merged-in-emergency' // sha, id
  | 'branch-rewritten' // branch, sha, count
  | 'merged-unpassed' // sha, conclusion
  | 'merged-unjudged' // sha
  | 'past-branch-rules' // sha, by
  | 'gap' // sha, reason
  // consistency with what was seen before
  | 'log-truncated' // earlier, found
  | 'log-rewritten' // size
  // history of the branch in git
  | 'history-merge' // commit
  | 'history-rewritten' // commit
  | 'history-file-odd' // commit, mode
  | 'git-failed' // detail
  // judging again
  | 'evaluation-differs' // sha, what, recorded, found
  | 'commit-not-here' // sha
  | 'remote-not-here' // sha, source
  // what cannot be proved
  | 'other-policies' // sha, recorded, found
  | 'before-since' // size
  | 'no-branch-given'
  | 'no-change-recorded'
  | 'branch-shallow'
  | 'branch-not-named'
  | 'branch-not-recorded' // branch
  | 'branch-not-given' // branch
  | 'no-earlier-checkpoint'
  | 'no-repository-given' // origin
  | 'no-history-given'
  | 'not-checked'; // because: the name of the check that failed before

export interface Fault {
  readonly code: FaultCode;
  readonly params: Readonly<Record<string, string | number>>;
  /** Position in the log, from 0. */
  readonly position?: number;
  /** File on the log branch. */
  readonly path?: string;
}

/** What reading gives: the value, or why there is none. Attacker's bytes never make an exception. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

export function good<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function bad(
  code: FaultCode,
  params: Fault['params'] = {},
  place: { readonly position?: number; readonly path?: string } = {},
): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: { code, params, ...place } };
}
