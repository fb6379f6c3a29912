import type { References, Severity } from './control.ts';
import type { Json, Path } from './json.ts';
import type { ObjectIdentity } from './object.ts';

/** How sure a source line is. Never a made-up line: what is not known to the line says `file` or `none`. */
export type Precision = 'exact' | 'derived' | 'file' | 'none';

export type Change = 'new' | 'existing' | 'fixed';

/** What a policy says of one object: a key and facts, no sentences. */
export interface Violation {
  readonly control: string;
  readonly status: 'fail' | 'not-evaluable';
  /** Index of the object in the evaluated list. */
  readonly object: number;
  /** The field at fault; where a field is missing, the place where it would stand. */
  readonly path: Path;
  readonly container?: string;
  readonly messageKey: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  /** The offending value as far as it belongs to the fingerprint; absent for secrets and for missing fields. */
  readonly value?: Json;
  /** A control whose violation at the same container already implies this one. */
  readonly impliedBy?: string;
}

/** The contract of `tilsyn.report/v1` for one finding. */
export interface Finding {
  readonly fingerprint: string;
  readonly control: string;
  readonly severity: Severity;
  readonly status: 'fail' | 'not-evaluable';
  /** Absent without a base. */
  readonly change?: Change;
  readonly object: ObjectIdentity & { readonly container?: string };
  /** Dotted with list indexes: `spec.template.spec.containers[0].securityContext.privileged`. */
  readonly path: string;
  readonly messageKey: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  /** File and line are those of the base: the change took away what is spoken of. */
  readonly onBase?: true;
  readonly precision: Precision;
  readonly root: string;
  readonly via: readonly string[];
  readonly impliedBy?: string;
  readonly references: References;
  /** Set when a waiver speaks of this finding, valid or not. */
  readonly waiver?: FindingWaiver;
}

export interface FindingWaiver {
  readonly id: string;
  /** `lapsed`: the object has a finding of the control that nobody waived. */
  readonly state: 'requested' | 'granted' | 'expired' | 'revoked' | 'denied' | 'lapsed';
  /** UTC instant in ISO 8601. */
  readonly expiresAt: string;
}
