import type { Person } from './person.ts';
import type { WaiverCategory } from './waiver.ts';

/** One step in the life of a waiver, as the log holds it. The events of one id, in log order, add up to a `Waiver`. */
export interface WaiverEvent {
  readonly id: string;
  readonly event: 'requested' | 'renewed' | 'approved' | 'denied' | 'revoked';
  readonly control: string;
  readonly fingerprints: readonly string[];
  readonly subject: string;
  readonly category: WaiverCategory;
  readonly pullRequest: number;
  readonly headSha: string;
  readonly actor: Person;
  /** UTC instants in ISO 8601. */
  readonly at: string;
  readonly expiresAt: string;
  readonly approvalsNeeded: number;
  readonly source: { readonly kind: 'issue_comment' | 'review'; readonly id: number };
}
