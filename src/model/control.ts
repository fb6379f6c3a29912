export type Severity = 'critical' | 'high' | 'medium' | 'low';
export type Language = 'en' | 'da';

/** Scope of a control: one object (O), all that one cluster gets (I), base against head (D), the register (A). */
export type ControlScope = 'O' | 'I' | 'D' | 'A';

/**
 * What a control's rules are asked about: one object after another, all that one cluster gets at once, or each object that the change altered or
 * took away, beside what it was.
 */
export type Entrypoint = 'object' | 'inventory' | 'change';

export interface ControlTexts {
  /** Says the good state; at most 70 characters. */
  readonly title: string;
  readonly why: string;
  readonly change: string;
  readonly notEvaluableWhen: string;
  readonly waivable: string;
  /** Sentence by message key; `{name}` is replaced by the parameter of that name. */
  readonly messages: Readonly<Record<string, string>>;
}

export interface References {
  /** Areas 1 to 8 of the 2016 guide. */
  readonly guide: readonly number[];
  readonly iso27001: readonly { readonly id: string; readonly title: string }[];
  readonly gdpr: readonly string[];
  readonly nis2: readonly string[];
  /** Items by version of the CIS Kubernetes Benchmark. */
  readonly cis: Readonly<Record<string, readonly string[]>>;
  readonly pss: 'baseline' | 'restricted' | null;
  readonly datatilsynet: readonly string[];
}

export interface Waivability {
  readonly value: boolean;
  /** Number of people besides the requester who must approve; null when the control cannot be waived. */
  readonly approvals: number | null;
  readonly except: readonly string[];
}

/** A control as its METADATA states it; the only source of its texts. */
export interface Control {
  readonly id: string;
  readonly family: string;
  readonly severity: Severity;
  readonly scope: readonly ControlScope[];
  /** Where the control has rules; empty when it is judged from the register or from approvals alone. */
  readonly entrypoints: readonly Entrypoint[];
  readonly references: References;
  readonly waivable: Waivability;
  readonly en: ControlTexts;
  readonly da: ControlTexts;
}

export type ControlOutcome = 'pass' | 'fail' | 'not-evaluable' | 'attested' | 'not-applicable';

/** What became of one control at head. `examined` counts the objects it looked at: a control that looked at nothing never passes. */
export interface ControlResult {
  readonly control: string;
  readonly outcome: ControlOutcome;
  readonly examined: number;
  readonly failed: number;
  /** Failures that a known platform component cannot do without; they are not among `failed`. */
  readonly excepted: number;
  readonly waived: number;
  readonly notEvaluable: number;
  /** Set when the outcome is `attested`. */
  readonly attestation?: Attestation;
  /** Why the outcome is what it is, where the counts do not tell; worded like a finding. */
  readonly reason?: ResultReason;
}

/** Who answers for a control in the register. */
export interface Attestation {
  /** Names of the entries, as the register has them. */
  readonly entries: readonly string[];
  /** The last UTC day on which all of them count, `2026-11-24`. */
  readonly until: string;
  /** That day is near. */
  readonly soon: boolean;
}

export interface ResultReason {
  readonly messageKey: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}
