import type { Person } from './person.ts';

/** Somebody used the emergency procedure: nothing turned green, and somebody else must look at it afterwards. */
export interface Emergency {
  /** `EMG-` and 12 characters made from the record key. */
  readonly id: string;
  readonly pullRequest: number;
  readonly headSha: string;
  readonly by: Person;
  /** UTC instants in ISO 8601. */
  readonly at: string;
  readonly ticket: string;
  readonly reviewDueAt: string;
  readonly review?: EmergencyReview;
}

export interface EmergencyReview {
  readonly id: string;
  readonly by: Person;
  readonly at: string;
  readonly outcome: 'accepted' | 'must-be-mended';
}
