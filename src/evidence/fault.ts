/** What can be wrong with a log, a key or a record. Worded by `i18n`; the parameters named beside a code are always there. */
export type FaultCode =
  // keys and notes
  | 'key-invalid' // what
  | 'note-invalid' // what
  | 'note-not-signed' // no signature of a known key
  | 'note-signature-wrong' // key
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
  // ways round the rules, honestly recorded
  | 'direct-push' // sha
  | 'merged-unpassed' // sha, conclusion
  | 'merged-unjudged' // sha
  | 'gap' // sha, reason
  // consistency with what was seen before
  | 'log-truncated' // earlier, found
  | 'log-rewritten' // size
  // history of the branch in git
  | 'history-merge' // commit
  | 'history-rewritten' // commit
  | 'history-file-odd' // commit, mode
  | 'git-failed' // detail
  // what cannot be proved
  | 'no-branch-given'
  | 'no-change-recorded'
  | 'branch-shallow'
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
