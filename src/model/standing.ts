import type { Emergency } from './emergency.ts';
import type { Waiver } from './waiver.ts';

/** What waits for somebody though no pull request tells of it. */
export interface Standing {
  /** Have ended, and what they covered is on a protected branch still. */
  readonly ended: readonly Waiver[];
  /** End within a week and cover something. */
  readonly ending: readonly Waiver[];
  /** Are in force and cover nothing on any protected branch. */
  readonly unused: readonly Waiver[];
  readonly emergencies: readonly Emergency[];
  readonly overdue: readonly Emergency[];
}
