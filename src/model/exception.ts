import type { Finding } from './finding.ts';

/** `quiet` needs nobody's word; `acknowledge` needs the component's name in the base branch's configuration. */
export type ExceptionTier = 'quiet' | 'acknowledge';

/** A failure that a known platform component cannot do without. It is no finding of the gate, but it is counted and listed. */
export interface ExceptedFinding {
  readonly finding: Finding;
  /** The component's id, such as `falco`. */
  readonly component: string;
  readonly tier: ExceptionTier;
  /** What the component needs it for. */
  readonly reason: string;
}
