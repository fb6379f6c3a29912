import type { LoadedConfiguration } from '../config/load.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Component } from '../exceptions/component.ts';
import type { ApprovalRequirement, ConditionalApproval } from '../model/approval.ts';
import type { Control, Language } from '../model/control.ts';
import type { Emergency } from '../model/emergency.ts';
import type { Assumption } from '../model/report.ts';
import type { Problem } from '../model/root.ts';
import type { Side } from '../model/side.ts';
import type { Subject } from '../model/subject.ts';
import type { Waiver } from '../model/waiver.ts';
import type { RenderTools } from '../render/root-render.ts';

/** Everything that a judgement rests on. Time, people and their powers were looked up before; nothing in here asks the world. */
export interface Case {
  readonly subject: Subject;
  readonly head: Side;
  /** Absent when a folder is judged as it lies there. */
  readonly base?: Side;
  /** Files that differ between base and head. */
  readonly changed: ReadonlySet<string>;
  readonly configuration: LoadedConfiguration;
  readonly waivers: readonly Waiver[];
  /** Uses of the emergency procedure in the pull request. They are shown and change nothing. */
  readonly emergencies?: readonly Emergency[];
  readonly approvals: readonly ApprovalRequirement[];
  /** The security team's approval as far as it is given; needed only when the change weakens a safeguard. Absent where nobody can be asked. */
  readonly security?: ApprovalRequirement;
  /** Approvals as far as they are given that are needed only when the change turns out to do what they are for. */
  readonly conditional?: readonly ConditionalApproval[];
  /** What went wrong before the judgement, or is wrong with the head's own configuration. */
  readonly problems: readonly Problem[];
  readonly assumptions: readonly Assumption[];
  readonly language: Language;
  /** Somebody is to be offered what mends the findings; it costs judgements. */
  readonly wantsFixes?: true;
  /** UTC instant in ISO 8601, by which entries of the register count. */
  readonly now: string;
}

/** The compiled policies and what they say of themselves, and the engine that renders what they judge. */
export interface Policies {
  readonly evaluator: Evaluator;
  /** The engine, with what was rendered before in this run: one judgement after another asks for nearly the same. */
  readonly rendering: RenderTools;
  readonly controls: readonly Control[];
  /** The platform components that exceptions are built in for; read when a run first asks. */
  readonly components: () => readonly Component[];
  /** SHA-256 of the module, hex. */
  readonly digest: string;
  /** Version of tilsyn. */
  readonly version: string;
}
