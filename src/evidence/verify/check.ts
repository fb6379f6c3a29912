import type { Fault } from '../fault.ts';
import type { LogRecord } from '../record.ts';

/** The checks in the order they are made. */
export type CheckName =
  | 'layout' // the files are those of a log, without holes
  | 'checkpoint' // signed by a known key
  | 'origin' // the log belongs to the repository asked for
  | 'order' // the tiles can be read and list the files
  | 'leaves' // each file is the one listed
  | 'root' // number and tree of the files are those of the checkpoint
  | 'signatures' // each envelope is signed by a known key
  | 'statements' // each record says something we understand, about this repository
  | 'keys' // no event is recorded twice, and files and order are named by the key
  | 'completeness' // each commit of the protected branch has one record, and the other way round
  | 'four-eyes' // approvals that counted were somebody else's, on the head, before the merge
  | 'waivers' // waivers used were granted, unexpired and for these findings
  | 'emergencies' // each was looked at afterwards by somebody else
  | 'references' // corrections and deployments speak of records that are there
  | 'bypasses' // lists what went round the rules and was recorded as such
  | 'consistency' // nothing that an earlier checkpoint vouched for is gone or altered
  | 'history' // the branch only ever grew
  | 're-evaluation'; // judged again, each change comes out as it was recorded

/** `unproved`: nothing wrong was seen, but the proof lacks something that was not there to look at. Never the same as `ok`. */
export type CheckStatus = 'ok' | 'failed' | 'unproved';

export interface Check {
  readonly name: CheckName;
  readonly status: CheckStatus;
  /** Why it failed or proves nothing, in the order of the log. With `ok`: remarks worth reading. */
  readonly faults: readonly Fault[];
}

/** A record and where it stands. */
export interface LoggedRecord {
  readonly position: number;
  readonly path: string;
  readonly record: LogRecord;
}

/** The records of one kind. */
export type LoggedOf<K extends LogRecord['kind']> = LoggedRecord & { readonly record: Extract<LogRecord, { readonly kind: K }> };

export function isKind<K extends LogRecord['kind']>(kind: K): (logged: LoggedRecord) => logged is LoggedOf<K> {
  return (logged): logged is LoggedOf<K> => logged.record.kind === kind;
}

/** A check that fails when there is any fault. */
export function judge(name: CheckName, faults: readonly Fault[]): Check {
  return { name, status: faults.length > 0 ? 'failed' : 'ok', faults };
}

export function unproved(name: CheckName, code: Fault['code'], params: Fault['params'] = {}): Check {
  return { name, status: 'unproved', faults: [{ code, params }] };
}
