import type { ApprovalJudgement, ApprovalRequirement } from '../model/approval.ts';
import type { CommandErrorCode } from '../model/command.ts';
import type { ControlOutcome, Severity } from '../model/control.ts';
import type { ObjectDifference } from '../model/difference.ts';
import type { EmergencyReview } from '../model/emergency.ts';
import type { Change, FindingWaiver } from '../model/finding.ts';
import type { RemoteLack } from '../model/remote.ts';
import type { Assumption } from '../model/report.ts';
import type { ProblemCode, RootKind } from '../model/root.ts';
import type { GateOutcome } from '../model/verdict.ts';
import type { faults } from './en/faults.ts';

/** Singular and plural of one template; `{count}` is the number. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}

/** What came of a command. The sentence says which rule decided and who may act. */
export type RefusalCode =
  | 'not-a-person'
  | 'edited'
  | 'head-moved'
  | 'sha-unknown'
  | 'no-authority'
  | 'lookup-failed'
  | 'self-approval'
  | 'contributor'
  | 'same-as-requester'
  | 'control-unknown'
  | 'control-not-waivable'
  | 'finding-not-found'
  | 'too-long'
  | 'expiry-past'
  | 'waiver-unknown'
  | 'waiver-ended'
  | 'already-decided'
  | 'no-log-key'
  | 'not-a-pull-request'
  | 'branch-not-protected'
  | 'not-granted'
  | 'renewal-open'
  | 'renewals-used-up'
  | 'not-longer'
  | 'waiver-changed'
  | 'emergency-unknown'
  | 'emergency-own'
  | 'pull-request-closed';

export type AcceptanceCode =
  | 'waiver-requested'
  | 'waiver-granted'
  | 'waiver-approval-counted'
  | 'waiver-denied'
  | 'waiver-revoked'
  | 'renewal-requested'
  | 'renewal-granted'
  | 'renewal-denied'
  | 'emergency-declared'
  | 'emergency-accepted'
  | 'emergency-to-mend'
  | 'approval-recorded'
  | 'status'
  | 'help'
  | 'explained'
  | 'rechecked';

export type DecisionCode = RefusalCode | AcceptanceCode;

export type GateRow = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18;

/** Every text a report or an answer is made of, in one language. Templates as `say` reads them. */
export interface Texts {
  readonly words: WordTexts;
  readonly verdict: VerdictTexts;
  /** Why a row of the gate fitted, as a sentence after the finding. */
  readonly rows: Readonly<Record<GateRow, string>>;
  /** The same of rows that a setting makes block, where it is not set. */
  readonly rowsShown: Readonly<Record<6 | 12 | 13 | 14, string>>;
  readonly next: NextTexts;
  /** What could not be analysed, and what to do then. */
  readonly problems: Readonly<Record<ProblemCode, { readonly what: string; readonly next: string }>>;
  readonly decisions: Readonly<Record<DecisionCode, string>>;
  readonly commandErrors: Readonly<Record<CommandErrorCode, string>>;
  readonly commandErrorsHead: string;
  readonly commandLine: string;
  /** The commands, a line each. */
  readonly commandHelp: readonly string[];
  readonly report: ReportTexts;
  readonly verification: VerificationTexts;
  readonly explanation: ExplanationTexts;
  readonly register: RegisterTexts;
  readonly audit: AuditTexts;
  readonly init: InitTexts;
  readonly lock: LockTexts;
  readonly standing: StandingTexts;
  readonly coverage: CoverageTexts;
  readonly page: PageTexts;
}

export type RegisterSection =
  | 'locations'
  | 'processors'
  | 'identityProvider'
  | 'roster'
  | 'logStores'
  | 'logSources'
  | 'logReviews'
  | 'logRequests'
  | 'incidentPlan'
  | 'benchmarks'
  | 'backupCopies'
  | 'restoreTests';

/** What `tilsyn init` says, asks, and writes into the files that it makes. */
export interface InitTexts {
  readonly found: string;
  readonly foundNothing: string;
  readonly kinds: Readonly<Record<RootKind, Plural>>;
  readonly unrendered: Plural;
  readonly questions: Readonly<Record<'branch' | 'environment' | 'action' | 'overwrite', string>>;
  readonly states: Readonly<Record<'new' | 'written' | 'same' | 'kept' | 'differs' | 'blocked', string>>;
  /** First lines of the files, and what stands before each section of the register. */
  readonly configuration: string;
  readonly charts: string;
  readonly registerHead: string;
  readonly register: Readonly<Record<RegisterSection, string>>;
  readonly stepsHead: string;
  readonly steps: Readonly<
    Record<'action' | 'keys' | 'environment' | 'merge' | 'required' | 'queue' | 'log' | 'owners' | 'register', string>
  >;
}

/** What the scheduled run says of waivers and emergencies that wait for somebody. */
export interface StandingTexts {
  readonly overdue: Plural;
  readonly emergencies: Plural;
  readonly ended: Plural;
  readonly ending: Plural;
  readonly unused: Plural;
  readonly nothing: string;
  readonly waiver: string;
  readonly emergency: Readonly<Record<'open' | EmergencyReview['outcome'], string>>;
}

export interface RegisterTexts {
  /** Sentences that findings and results of several controls share, by message key; a control's own text comes first. */
  readonly messages: Readonly<Record<string, string>>;
  /** In place of the result's name. */
  readonly attestedUntil: string;
  readonly attestedUntilSoon: string;
  readonly heading: Plural;
  readonly line: string;
  readonly lineSoon: string;
  readonly more: Plural;
}

/** What stands around the coverage of the guide, the standard and the laws. */
export interface CoverageTexts {
  readonly heading: string;
  /** What the numbers mean, and what they do not. */
  readonly lead: readonly string[];
  readonly undecided: Plural;
  readonly frames: Readonly<Record<CoverageFrame, { readonly title: string; readonly row: string; readonly note: string }>>;
  /** Names of rows, by frame and key; what is not named stands by its key alone. */
  readonly rows: Readonly<Record<CoverageFrame, Readonly<Record<string, string>>>>;
  readonly area: string;
  readonly beyond: string;
  readonly checked: string;
  readonly attestedColumn: string;
  readonly answers: Readonly<Record<CoverageAnswer, string>>;
  readonly noControl: string;
  readonly limitsHead: string;
  readonly limitsLead: string;
  readonly limits: readonly string[];
  readonly limitsHere: Plural;
}

export type CoverageFrame = 'guide' | 'iso27001' | 'gdpr' | 'nis2';

/** What became of a control: the first three were checked in manifests, the next two stand in the register. */
export type CoverageAnswer = 'met' | 'notMet' | 'notEvaluable' | 'attested' | 'lacking' | 'notApplicable';

/** What a report says as a page of its own, beside what every report says. */
export interface PageTexts {
  readonly title: string;
  readonly subject: Readonly<Record<'folder' | 'revision' | 'pull-request' | 'merge-group', string>>;
  readonly contents: string;
  readonly why: string;
  readonly reasonHeads: readonly [string, string, string];
  readonly outcome: Readonly<Record<GateOutcome, string>>;
  readonly findings: string;
  readonly noFindings: string;
  readonly families: Readonly<Record<string, string>>;
  readonly pile: Readonly<Record<'blocking' | 'awaiting' | 'warning' | 'existing' | 'waived' | 'notEvaluable' | 'fixed', string>>;
  readonly more: string;
  readonly charts: Readonly<Record<'findings' | 'coverage', string>>;
  readonly change: Readonly<Record<Change, string>>;
  readonly exceptions: string;
  readonly exceptionsLead: string;
  readonly exceptionHeads: readonly [string, string, string, string];
  readonly waivers: string;
  readonly waiverHeads: readonly [string, string, string, string, string];
  readonly tool: string;
  readonly toolRows: Readonly<Record<'version' | 'profile' | 'policies' | 'configuration' | 'engine', string>>;
  readonly disclaimer: string;
}

export interface WordTexts {
  readonly severity: Readonly<Record<Severity, string>>;
  /** The severity among words. */
  readonly grade: Readonly<Record<Severity, string>>;
  /** Said of the worst of several findings: *the highest is …*. */
  readonly severityOf: Readonly<Record<Severity, string>>;
  readonly outcome: Readonly<Record<ControlOutcome, string>>;
  readonly difference: Readonly<Record<ObjectDifference['kind'], string>>;
  /** Words for what a problem's `what` names by a code; other values stand as they are. */
  readonly what: Readonly<Record<string, string>>;
  /** Why a remote source is not at hand, and what to do then. */
  readonly lack: Readonly<Record<RemoteLack, { readonly reason: string; readonly remedy: string }>>;
  readonly control: string;
  readonly severityHead: string;
  readonly result: string;
  readonly examined: string;
  readonly failed: string;
  readonly waived: string;
  readonly notEvaluable: string;
}

export interface VerdictTexts {
  readonly clean: Plural;
  readonly cleanFolder: Plural;
  readonly register: Plural;
  readonly existing: Plural;
  readonly warns: Plural;
  readonly warnsFolder: Plural;
  readonly waived: Plural;
  readonly blockedNew: Plural;
  readonly blocked: Plural;
  readonly awaitsFourEyes: string;
  readonly awaitsApproval: Plural;
  readonly awaitsWaiver: Plural;
  readonly awaitsSafeguard: Plural;
  readonly undecidedRoot: string;
  readonly undecided: Plural;
}

export interface NextTexts {
  readonly label: string;
  readonly correctLine: string;
  readonly correctFile: string;
  readonly correctObject: string;
  /** `{count}`: how many others must approve the waiver. */
  readonly orWaive: Plural;
  readonly waiveOther: Plural;
  readonly noWaiver: string;
  readonly approve: Readonly<Record<ApprovalRequirement['name'], string>>;
  readonly approveFrom: string;
  readonly decideWaiver: string;
}

export interface ReportTexts {
  readonly blocking: Plural;
  readonly awaiting: Plural;
  readonly warning: Plural;
  readonly existing: Plural;
  readonly fixed: Plural;
  readonly waived: Plural;
  readonly notEvaluable: Plural;
  readonly notAnalysed: Plural;
  readonly notAnalysedElsewhere: Plural;
  readonly differences: Plural;
  readonly assumptions: string;
  readonly assumption: Readonly<Record<Assumption['code'], string>>;
  readonly skipped: Plural;
  readonly approvals: string;
  readonly approvalState: Readonly<Record<ApprovalRequirement['name'], string>>;
  readonly judgement: Readonly<Record<ApprovalJudgement, string>>;
  readonly container: string;
  readonly implies: string;
  readonly waiverState: Readonly<Record<FindingWaiver['state'], string>>;
  readonly why: string;
  readonly change: string;
  readonly relates: string;
  readonly guideArea: string;
  readonly howToWaive: string;
  readonly notWaivable: string;
  readonly waivable: string;
  readonly notEvaluableWhen: string;
  readonly more: Plural;
  readonly moreAt: string;
  readonly partsHidden: string;
  /** Title of a check whose verdict is that of another pull request, `{number}`. */
  readonly sharedHead: string;
  readonly moreLines: Plural;
  readonly footer: string;
  readonly results: string;
  readonly reviewBody: Plural;
  /** Over lines that GitHub can put in place, and over a patch; `{controls}` are cleared by it. */
  readonly suggestion: string;
  readonly patch: string;
  /** Over a comment of an earlier run whose findings are gone, or are told elsewhere. */
  readonly commentMended: string;
  readonly commentMoved: string;
  readonly reviewLeft: Plural;
  readonly counts: Plural;
  readonly countNew: Plural;
  readonly countExisting: Plural;
  readonly countFixed: Plural;
  readonly countWaived: Plural;
  readonly countNotEvaluable: Plural;
  readonly countNotAnalysed: Plural;
  readonly noFile: string;
  readonly workflowRest: Plural;
}

/** The English sentences say which faults there are; who words a fault that is not among them is stopped by the compiler. */
export type FaultTexts = Readonly<Record<keyof typeof faults, string>>;

/** What `tilsyn verify` says of an evidence log. */
export interface VerificationTexts {
  readonly faults: FaultTexts;
  /** The good state of each check. */
  readonly checks: Readonly<Record<VerificationCheck, string>>;
  /** `noted`: nothing is wrong, but there is something to read. */
  readonly status: Readonly<Record<'ok' | 'failed' | 'unproved' | 'noted', string>>;
  /** Words for values that are codes, by fault and value: `note-invalid:size`. Other values stand as they are. */
  readonly details: Readonly<Record<string, string>>;
  readonly record: string;
  readonly passed: Plural;
  readonly unproved: Plural;
  readonly failed: Plural;
  readonly firstBad: string;
  readonly limitsHead: string;
  readonly limits: readonly string[];
}

export type VerificationCheck =
  | 'layout'
  | 'checkpoint'
  | 'origin'
  | 'order'
  | 'leaves'
  | 'root'
  | 'signatures'
  | 'statements'
  | 'keys'
  | 'completeness'
  | 'four-eyes'
  | 'waivers'
  | 'emergencies'
  | 'references'
  | 'bypasses'
  | 'consistency'
  | 'history'
  | 're-evaluation';

/** What `tilsyn audit` says around the log's own facts. */
export interface AuditTexts {
  readonly title: string;
  readonly period: string;
  readonly made: string;
  readonly completeness: string;
  readonly proved: string;
  readonly notProved: string;
  readonly failed: string;
  readonly branch: Plural;
  readonly sections: Readonly<Record<AuditSection, string>>;
  readonly explanations: Readonly<Record<AuditSection, string>>;
  readonly none: string;
  readonly sample: string;
  readonly charts: Readonly<Record<'changes' | 'past' | 'open' | 'quiet', string>>;
  readonly columns: Readonly<Record<AuditColumn, string>>;
  /** Words for values that are codes; other values stand as they are. */
  readonly words: Readonly<Record<string, string>>;
}

export type AuditSection = 'population' | 'segregation' | 'waivers' | 'bypasses' | 'emergencies' | 'coverage';

export type AuditColumn =
  | 'record'
  | 'branch'
  | 'commit'
  | 'kind'
  | 'at'
  | 'recordedAt'
  | 'pullRequest'
  | 'author'
  | 'mergedBy'
  | 'approvers'
  | 'conclusion'
  | 'newFindings'
  | 'waivers'
  | 'notAnalysed'
  | 'bypass'
  | 'deployedTo'
  | 'correctedBy'
  | 'makers'
  | 'needed'
  | 'result'
  | 'mergedByMaker'
  | 'waiver'
  | 'control'
  | 'subject'
  | 'category'
  | 'state'
  | 'requestedBy'
  | 'requestedAt'
  | 'approvedBy'
  | 'expiresAt'
  | 'usedBy'
  | 'what'
  | 'by'
  | 'emergency'
  | 'ticket'
  | 'reviewDueAt'
  | 'reviewedBy'
  | 'reviewedAt'
  | 'outcome'
  | 'month'
  | 'area'
  | 'controls'
  | 'changes'
  | 'new'
  | 'fixed'
  | 'waived'
  | 'open';

/** What `tilsyn lock` says of the lock of remote sources. */
export interface LockTexts {
  readonly added: string;
  readonly changed: string;
  readonly removed: string;
  readonly next: string;
  readonly current: string;
  readonly stale: string;
  readonly written: string;
}

/** What `tilsyn explain` says beside the control's own texts. */
export interface ExplanationTexts {
  readonly parameters: string;
  readonly standard: string;
  readonly noStandard: string;
  /** Where a number comes from: law, an authority's recommendation, or the house. */
  readonly source: Readonly<Record<string, string>>;
  readonly waivable: Plural;
  readonly notWaivable: string;
  readonly list: Plural;
  readonly avoid: string;
  readonly prefer: string;
  readonly page: ControlPageTexts;
}

/** Words of the pages in `docs` about single controls. */
export interface ControlPageTexts {
  readonly list: string;
  readonly listIntroduction: string;
  readonly families: Readonly<Record<string, string>>;
  /** Areas 1 to 8 of the 2016 guide. */
  readonly areas: readonly string[];
  readonly findings: string;
  readonly basis: string;
  readonly law: string;
  readonly advice: string;
  readonly standards: string;
  readonly guide: string;
  readonly nis2: string;
  readonly reading: string;
  readonly cases: string;
  readonly casesLine: string;
}
