import type { Person } from './person.ts';

export type WaiverCategory = 'waiver' | 'mitigated' | 'false-positive';

/** A waiver as the records of the log add up to it. */
export interface Waiver {
  /** `WVR-` and 12 characters made from the request's record key. */
  readonly id: string;
  readonly control: string;
  /** The findings it speaks of, by fingerprint; sorted. */
  readonly fingerprints: readonly string[];
  /** `Kind/namespace/name` as shown to people. */
  readonly subject: string;
  readonly category: WaiverCategory;
  readonly state: WaiverState;
  readonly pullRequest: number;
  readonly headSha: string;
  readonly requestedBy: Person;
  /** UTC instants in ISO 8601. */
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly approvals: readonly { readonly by: Person; readonly at: string; readonly sha: string }[];
  readonly approvalsNeeded: number;
  /** Who ended it, for denied and revoked ones. */
  readonly endedBy?: Person;
  /** How often what it covers was granted again, by renewal or by a waiver after it. */
  readonly renewals: number;
  /** A longer life that was asked for and is not decided; what was granted runs on meanwhile. */
  readonly renewal?: Renewal;
}

export interface Renewal {
  readonly pullRequest: number;
  readonly requestedBy: Person;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly approvals: Waiver['approvals'];
  readonly approvalsNeeded: number;
}

/** `expired` and `lapsed` follow from the clock and are worked out when read, never stored. */
export type WaiverState = 'requested' | 'granted' | 'denied' | 'revoked' | 'expired' | 'lapsed';
