import type { Authority } from '../approvals/authority.ts';
import type { Involved } from '../approvals/involvement.ts';
import type { Configuration } from '../config/schema.ts';
import type { Approval } from '../model/approval.ts';
import type { Control } from '../model/control.ts';
import type { Emergency, EmergencyReview } from '../model/emergency.ts';
import type { Finding } from '../model/finding.ts';
import type { Person } from '../model/person.ts';
import type { Waiver } from '../model/waiver.ts';
import type { WaiverEvent } from '../model/waiver-event.ts';

export type RefusalCode =
  | 'not-a-person' // login
  | 'edited' // login
  | 'head-moved' // head, sha?
  | 'sha-unknown' // head, sha?
  | 'no-authority' // login, permission
  | 'lookup-failed' // login
  | 'self-approval' // login: opened the pull request
  | 'contributor' // login: pushed, or wrote or committed a commit
  | 'same-as-requester' // login, id
  | 'control-unknown' // control
  | 'control-not-waivable' // control, subject?
  | 'finding-not-found' // control, subject
  | 'too-long' // control, days, limit
  | 'expiry-past' // control
  | 'waiver-unknown' // id
  | 'waiver-ended' // id
  | 'already-decided' // id
  | 'not-granted' // id
  | 'renewal-open' // id
  | 'renewals-used-up' // control, subject, limit
  | 'not-longer' // id, expiresAt
  | 'waiver-changed' // id, control, subject
  | 'emergency-unknown' // id
  | 'emergency-own' // login, id
  | 'pull-request-closed'
  | 'no-log-key'
  | 'not-a-pull-request'
  | 'branch-not-protected';

export type AcceptanceCode =
  | 'waiver-requested' // id, control, subject, expiresAt, people needed, days until it lapses, login
  | 'waiver-granted' // id, control, subject, expiresAt, login
  | 'waiver-approval-counted' // id, control, subject, expiresAt, people still needed, login
  | 'waiver-denied' // id, control, subject, login
  | 'waiver-revoked' // id, control, subject, login
  | 'renewal-requested' // as waiver-requested
  | 'renewal-granted' // as waiver-granted
  | 'renewal-denied' // as waiver-denied
  | 'emergency-declared' // id, ticket, login, head, reviewDueAt
  | 'emergency-accepted' // id, login
  | 'emergency-to-mend' // id, login
  | 'approval-recorded'; // sha, login

export type AnswerCode = 'status' | 'help' | 'explained' | 'rechecked';

export interface DecisionParams {
  readonly login?: string;
  readonly control?: string;
  readonly subject?: string;
  readonly id?: string;
  readonly sha?: string;
  readonly head?: string;
  /** UTC instant in ISO 8601. */
  readonly expiresAt?: string;
  readonly reviewDueAt?: string;
  readonly ticket?: string;
  readonly permission?: string;
  readonly limit?: number;
  readonly people?: number;
  readonly days?: number;
}

/** What became of one command. The events are for the log, in order; the approval counts for the pull request and its head. */
export type Decision = {
  readonly params: DecisionParams;
  readonly events: readonly WaiverEvent[];
  readonly approval?: Approval;
  readonly emergency?: Emergency;
  readonly emergencyReview?: EmergencyReview;
} & (
  | { readonly outcome: 'refused'; readonly code: RefusalCode }
  | { readonly outcome: 'accepted'; readonly code: AcceptanceCode }
  | { readonly outcome: 'answered'; readonly code: AnswerCode }
);

/** All that a decision rests on. Read by API at decision time, none of it from the event or from the text of the comment. */
export interface DecisionContext {
  /** UTC instant in ISO 8601. */
  readonly now: string;
  readonly repositoryId: number;
  readonly source: CommandSource;
  /** Absent where the comment stands under an issue. */
  readonly pullRequest?: CommandedPullRequest;
  readonly contributors: Omit<Involved, 'opener'>;
  /** Of the author of the source. */
  readonly authority: Authority;
  /** Ids of the logins in `waivers.approvers.users`. */
  readonly approverIds: ReadonlySet<number>;
  /** At the head, before any waiver is applied. */
  readonly findings: readonly Finding[];
  readonly controls: ReadonlyMap<string, Control>;
  /** Fingerprints of findings for which a case of their control's `waivable.except` holds, or cannot be ruled out. */
  readonly excepted: ReadonlySet<string>;
  readonly waivers: readonly Waiver[];
  readonly emergencies: readonly Emergency[];
  readonly configuration: Configuration;
  readonly hasLogKey: boolean;
}

export interface CommandSource {
  readonly kind: 'issue_comment' | 'review';
  readonly id: number;
  /** Line of the command in the body, from 1. */
  readonly line: number;
  readonly author: Person & { readonly type: string };
  /** UTC instants in ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** The commit that GitHub stored with the review. */
  readonly reviewCommit?: string;
}

export interface CommandedPullRequest {
  readonly number: number;
  readonly headSha: string;
  /** The instant at which the head became what it is, as far as known. */
  readonly headSeenAt?: string;
  /** Heads before this one, as far as known. */
  readonly earlierHeads?: readonly string[];
  readonly opener: Person;
  readonly isOpen: boolean;
  readonly baseProtected: boolean;
}

export function refuse(code: RefusalCode, params: DecisionParams = {}): Decision {
  return { outcome: 'refused', code, params, events: [] };
}

export function accept(code: AcceptanceCode, params: DecisionParams, events: readonly WaiverEvent[]): Decision {
  return { outcome: 'accepted', code, params, events };
}
