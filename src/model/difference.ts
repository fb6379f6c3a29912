import type { ObjectIdentity } from './object.ts';

/** How one object differs between base and head, secrets masked on both sides. */
export interface ObjectDifference {
  readonly identity: ObjectIdentity;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Unified diff of the two YAML texts, without file headers. Attacker's text: fence when writing. */
  readonly text: string;
}
