import type { EmergencyReview } from './emergency.ts';
import type { WaiverCategory } from './waiver.ts';

/** When a waiver is to end: so many days from the request, or a UTC day `YYYY-MM-DD` (to its end). */
export type Expiry = { readonly days: number } | { readonly date: string };

/** One `/tilsyn …` line that was understood. */
export type Command =
  | WaiveCommand
  | { readonly verb: 'approve'; readonly sha: string }
  | { readonly verb: 'approve-waiver'; readonly id: string; readonly sha?: string }
  | { readonly verb: 'deny'; readonly id: string; readonly reason: string }
  | { readonly verb: 'revoke'; readonly id: string; readonly reason: string }
  | RenewCommand
  | BreakGlassCommand
  | ReviewEmergencyCommand
  | { readonly verb: 'explain'; readonly control: string }
  | { readonly verb: 'status' }
  | { readonly verb: 'recheck' }
  | { readonly verb: 'help' };

export interface WaiveCommand {
  readonly verb: 'waive';
  readonly control: string;
  /** Exactly one object; namespace is empty for cluster-wide kinds. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly container?: string;
  readonly expiry: Expiry;
  readonly category: WaiverCategory;
  readonly reason: string;
  readonly ticket?: string;
  readonly compensating?: string;
}

export interface RenewCommand {
  readonly verb: 'renew';
  readonly id: string;
  readonly expiry: Expiry;
  readonly reason: string;
}

export interface BreakGlassCommand {
  readonly verb: 'break-glass';
  /** Number of the incident, such as `INC-2211`. */
  readonly ticket: string;
  readonly reason: string;
}

/** `approve EMG-…` accepts what was done in an emergency, `deny EMG-…` has it mended. */
export interface ReviewEmergencyCommand {
  readonly verb: 'review-emergency';
  readonly id: string;
  readonly outcome: EmergencyReview['outcome'];
  readonly reason: string;
}

/** A `/tilsyn …` line that was not understood; nothing of the comment is executed then. */
export interface CommandError {
  /** Line in the comment, from 1. */
  readonly line: number;
  readonly code: CommandErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export type CommandErrorCode =
  | 'unknown-verb' // word, suggestion
  | 'unknown-flag' // flag, verb
  | 'missing-flag' // flag, verb
  | 'repeated-flag' // flag
  | 'missing-argument' // argument, verb
  | 'unexpected-argument' // word, verb
  | 'bad-value' // flag, value, expected
  | 'unclosed-quote' // verb
  | 'too-many' // limit
  | 'too-long'; // limit
