import type { Severity } from './control.ts';
import type { Person } from './person.ts';

/** Somebody's consent to one commit: by review (the review's commit) or by `/tilsyn approve <sha>`. */
export interface Approval {
  readonly by: Person;
  readonly sha: string;
  readonly via: 'review' | 'comment';
  /** UTC instant in ISO 8601. */
  readonly at: string;
  /** Numeric id of the review or comment. */
  readonly sourceId: number;
}

/** Why an approval does or does not count; worded by `i18n`. */
export type ApprovalJudgement =
  | 'counts'
  | 'opener' // opened the pull request
  | 'pusher' // pushed to its branch
  | 'contributor' // author, committer or co-author of a commit
  | 'stale' // for another commit than the head
  | 'no-authority' // permission too low, or the look-up failed
  | 'dismissed';

export interface JudgedApproval {
  readonly approval: Approval;
  readonly judgement: ApprovalJudgement;
}

/** One required approval and how far it is. */
export interface ApprovalRequirement {
  readonly name: 'four-eyes' | 'owners' | 'security' | 'patient-access' | 'rule';
  /** What the configuration calls the rule. */
  readonly rule?: string;
  readonly needed: number;
  readonly counted: readonly Approval[];
  /** Logins or teams that may give it, as far as known; for the sentence that says who may act. */
  readonly from: readonly string[];
  readonly judged: readonly JudgedApproval[];
}

/** An approval that is needed only where the change turns out to do something. */
export interface ConditionalApproval {
  readonly when: ApprovalCondition;
  readonly requirement: ApprovalRequirement;
}

export type ApprovalCondition =
  | { readonly kind: 'patient-access' } // what changes rights over patient data
  | {
      readonly kind: 'rule';
      readonly paths?: readonly string[] | undefined;
      readonly kinds?: readonly string[] | undefined;
      readonly clusters?: readonly string[] | undefined;
      readonly severity?: Severity | undefined;
    };
