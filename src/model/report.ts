import type { ApprovalRequirement } from './approval.ts';
import type { Control, ControlResult, Language } from './control.ts';
import type { ObjectDifference } from './difference.ts';
import type { Emergency } from './emergency.ts';
import type { ExceptedFinding } from './exception.ts';
import type { Finding } from './finding.ts';
import type { Fix } from './fix.ts';
import type { Problem, Root } from './root.ts';
import type { Subject } from './subject.ts';
import type { Verdict } from './verdict.ts';
import type { Waiver } from './waiver.ts';

/** All that any report may say, and the only thing it may be made from. */
export interface Report {
  readonly tool: ToolIdentity;
  readonly subject: Subject;
  readonly language: Language;
  readonly profile: string;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** Failures at head that known platform components cannot do without; none of them is among the findings. */
  readonly excepted: readonly ExceptedFinding[];
  readonly results: readonly ControlResult[];
  readonly controls: ReadonlyMap<string, Control>;
  readonly roots: readonly Root[];
  /** What was not analysed at head, and why. */
  readonly problems: readonly Problem[];
  /** Objects judged at head. */
  readonly objects: number;
  readonly assumptions: readonly Assumption[];
  readonly differences: readonly ObjectDifference[];
  /** Fingerprints of the findings that may not be waived where they stand, though their control allows waivers elsewhere. */
  readonly unwaivable: ReadonlySet<string>;
  /** Waivers that speak of findings at head, and requests of this pull request. */
  readonly waivers: readonly Waiver[];
  /** Uses of the emergency procedure in this pull request. */
  readonly emergencies: readonly Emergency[];
  readonly approvals: readonly ApprovalRequirement[];
  /** Files of the tree that hold no manifest, by reason; said, not hidden. */
  readonly skipped: readonly SkippedFile[];
  /** What mends findings of this change, each proven; looked for where somebody is to be offered it. */
  readonly fixes?: readonly Fix[];
}

export interface ToolIdentity {
  readonly version: string;
  /** SHA-256 of the policy module and of the configuration that was in force, hex. */
  readonly policies: string;
  readonly configuration: string;
  /** SHA-256 of the module that renders charts and kustomizations, hex. */
  readonly engine: string;
}

export interface Assumption {
  readonly code: AssumptionCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export type AssumptionCode =
  | 'kubernetes-version' // version
  | 'no-configuration'
  | 'configuration-broken' // file, line, detail
  | 'no-register' // path
  | 'no-log-key'
  | 'pushers-unknown' // number
  | 'identity-unknown' // logins: accounts that the configuration gives to somebody and GitHub does not know
  | 'skip-annotation-ignored' // object, annotation
  | 'releases-assumed' // roots: charts rendered under a name and in a namespace that nobody settled
  | 'api-versions-assumed' // roots
  | 'template-depends' // root, file, line, feature: objects may come or go with what is not known here
  | 'values-generated' // root, object: values made anew at each render
  | 'hook-unknown' // root, file, hook: Helm leaves such an object out
  | 'variables-unknown' // root, names, sources: values that stand in no readable file
  | 'source-assumed' // what: a source that is taken for this repository
  | 'remote-locked' // count, path: taken from outside the repository as the lock says
  | 'remote-floating' // source, resolved: another content can come under that name
  | 'dependency-from-tree' // root, name, folder
  | 'chart-warning'; // root, detail: Helm renders all the same

export interface SkippedFile {
  readonly file: string;
  readonly reason: 'not-a-manifest' | 'excluded' | 'claimed-by-root';
}
