/** What is wrong with the register's answer to a control at one place. */
export interface RegisterEntry {
  readonly state: 'missing' | 'expired' | 'insufficient';
  /** The base's register had an answer here, good or bad, and the change takes it away. */
  readonly hidden: boolean;
}
