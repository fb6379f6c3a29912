import type { Side } from '../git/hunks.ts';

/** What the fake keeps besides git: the nouns of GitHub's API with the fields that anything here reads. */
export interface Store {
  readonly users: Map<string, User>;
  readonly apps: Map<string, App>;
  readonly repositories: Map<string, Repository>;
  readonly teams: Team[];
  readonly pulls: Pull[];
  readonly reviews: Review[];
  readonly threads: Thread[];
  readonly reviewComments: ReviewComment[];
  readonly issueComments: IssueComment[];
  readonly reactions: Reaction[];
  readonly checkRuns: CheckRun[];
  readonly workflowRuns: WorkflowRun[];
  readonly deployments: Deployment[];
  readonly ruleSuites: RuleSuite[];
  readonly sarif: SarifUpload[];
  readonly activities: Activity[];
  /** Commits GitHub itself signed, which it shows as verified. */
  readonly signed: Set<string>;
  /** Webhooks in the order GitHub would send them. */
  readonly deliveries: Delivery[];
  /** What a client or the fake itself did that GitHub's description does not allow; a test with any of these fails. */
  readonly violations: string[];
  /** How many reads of a pull request after each move see `mergeable: null` and the old test merge. */
  mergeLag: number;
  /** Off at GitHub unless an administrator allows it: approvals by the token of a workflow. */
  actionsMayApprove: boolean;
  /** Roots of every URL in an answer; known once the server listens. */
  readonly links: { api: string; web: string };
  nextId(): number;
  /** The present in UTC, ISO 8601 to the second; each call is one second later, so that order is visible. */
  tick(): string;
}

/** A webhook. `action` is absent where the event has none. */
export interface Delivery {
  readonly event: string;
  readonly action?: string;
  readonly payload: Payload;
}

export interface Payload {
  readonly action?: string;
  readonly number?: number;
  readonly pull_request?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

export interface User {
  readonly id: number;
  /** Changes when the account is renamed; the id never does. */
  login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
}

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly bot: User;
}

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface Repository {
  readonly id: number;
  readonly owner: User;
  readonly name: string;
  readonly gitDir: string;
  /** `refs/`, or for a fork the namespace its refs have in the repository it shares objects with. */
  readonly refs: string;
  readonly parent?: Repository;
  readonly defaultBranch: string;
  isPrivate: boolean;
  /** Roles by numeric user id. */
  readonly roles: Map<number, Role>;
  readonly rules: BranchRule[];
  readonly createdAt: string;
}

export interface Team {
  readonly org: string;
  readonly slug: string;
  readonly members: Set<number>;
}

/** A rule of a ruleset on one branch; `bypass` names apps by id and users by id. */
export interface BranchRule {
  readonly branch: string;
  readonly type: 'creation' | 'update' | 'deletion' | 'non_fast_forward' | 'pull_request' | 'required_status_checks';
  readonly checks?: readonly RequiredCheck[];
  readonly bypass?: readonly { readonly app?: number; readonly user?: number }[];
}

export interface RequiredCheck {
  readonly name: string;
  /** The only app whose run of that name counts. */
  readonly app?: number;
}

interface Edit {
  readonly at: string;
  readonly by: User;
  /** The text before this edit. */
  readonly before: string;
}

export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: User;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  draft: boolean;
  baseRef: string;
  /** The base's tip when the head was last pushed: it does not follow the base, and is no place to read power from. */
  baseSha: string;
  readonly head: { readonly repository: Repository; readonly ref: string; readonly owner: User };
  headSha: string;
  mergeable: boolean | null;
  mergeCommitSha: string | null;
  /** Reads left that still see an old answer, as while GitHub computes mergeability in the background. */
  mergeLag: number;
  /** Base tip and head of the last test merge. */
  mergedFrom: string;
  /** Set by the merge: what the base was before it. */
  baseTipAtMerge?: string;
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  merged?: { readonly by: User; readonly at: string; readonly sha: string };
}

export interface Written {
  readonly id: number;
  readonly author: User;
  /** Set when an app's token wrote it. */
  readonly app?: App;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly edits: Edit[];
  minimized?: string;
}

export interface Review extends Written {
  readonly pull: Pull;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  readonly commitId: string;
}

export interface Thread {
  readonly id: number;
  readonly pull: Pull;
  resolvedBy?: User;
}

export interface ReviewComment extends Written {
  readonly pull: Pull;
  readonly review: Review;
  readonly thread: Thread;
  readonly replyTo?: number;
  readonly path: string;
  readonly commitId: string;
  readonly hunk: string;
  /** Undefined for a comment on the whole file. */
  readonly place?: { readonly line: number; readonly side: Side; readonly startLine?: number; readonly startSide?: Side };
}

export interface IssueComment extends Written {
  readonly pull: Pull;
}

export interface Reaction {
  readonly id: number;
  readonly on: IssueComment | ReviewComment;
  readonly author: User;
  readonly content: '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';
  readonly createdAt: string;
}

export interface CheckRun {
  readonly id: number;
  readonly repository: Repository;
  readonly app: App;
  readonly headSha: string;
  name: string;
  status: string;
  conclusion: string | null;
  externalId: string;
  detailsUrl: string;
  startedAt: string;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: Annotation[];
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

export interface WorkflowRun {
  readonly id: number;
  readonly repository: Repository;
  readonly headRepository: Repository;
  readonly name: string;
  readonly path: string;
  readonly event: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly conclusion: string;
  readonly actor: User;
  readonly pulls: readonly Pull[];
  readonly createdAt: string;
}

export interface Deployment {
  readonly id: number;
  readonly repository: Repository;
  readonly sha: string;
  readonly environment: string;
  readonly creator: User;
  readonly createdAt: string;
  readonly statuses: DeploymentStatus[];
}

export interface DeploymentStatus {
  readonly id: number;
  readonly state: 'success' | 'failure' | 'in_progress' | 'inactive';
  readonly creator: User;
  readonly createdAt: string;
}

/** What the rulesets said of one push. */
interface RuleSuite {
  readonly id: number;
  readonly repository: Repository;
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly actor: User;
  readonly result: 'pass' | 'fail' | 'bypass';
  readonly at: string;
}

/** One entry of a repository's activity: who moved which ref, and by what. */
interface Activity {
  readonly id: number;
  readonly repository: Repository;
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly type: ActivityType;
  readonly actor: User;
  readonly at: string;
}

export type ActivityType = 'push' | 'force_push' | 'branch_deletion' | 'branch_creation' | 'pr_merge' | 'merge_queue_merge';

interface SarifUpload {
  readonly id: string;
  readonly commitSha: string;
  readonly ref: string;
  readonly sarif: string;
}
