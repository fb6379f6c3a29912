import type { Permission, Person } from '../model/person.ts';
import type { Repository } from '../model/subject.ts';

/**
 * All that tilsyn asks of GitHub. Reads are memoised for the life of one port, so that one evaluation sees one snapshot; `pullRequest` alone is
 * always read anew, since a moved head must be noticed. A call that fails throws `GitHubError`; nothing is left out or cut without an error.
 */
export interface GitHub {
  readonly repository: Repository;
  readonly requests: () => number;

  defaultBranch(): Promise<string>;
  /** Who the token is: the author of our own comments. */
  viewer(): Promise<Person>;

  pullRequest(number: number): Promise<PullRequest>;
  openPullRequests(baseRef: string): Promise<readonly PullRequest[]>;
  /** Pull requests, open or not, that contain this commit as GitHub sees it. */
  pullRequestsOf(sha: string): Promise<readonly PullRequest[]>;
  branchTip(branch: string): Promise<string>;
  /** Pull requests in the merge queue of a branch, by the commit that GitHub made for each. Branches below `gh-readonly-queue/` are GitHub's own. */
  queuedCommits(baseRef: string): Promise<ReadonlyMap<string, number>>;
  /** Merge base of two commits, and the ids of the commits between it and the head when there are no more than GitHub lists. */
  compare(base: string, head: string): Promise<Comparison>;
  changedFiles(pullRequest: PullRequest): Promise<readonly ChangedFile[]>;
  /** Authors, committers and co-authors of a pull request's commits, also once it is merged and there is nothing to compare. */
  commitPeople(pullRequest: PullRequest): Promise<readonly Person[]>;
  /** The moves of the branch of a pull request, newest first. Undefined when the token may not ask its repository, or the fork is gone. */
  pushes(pullRequest: PullRequest): Promise<readonly Push[] | undefined>;

  permission(person: Person): Promise<Permission>;
  isTeamMember(team: string, person: Person): Promise<boolean>;
  /** Numeric ids of logins; an unknown login is left out. */
  resolveLogins(logins: readonly string[]): Promise<readonly Person[]>;

  reviews(number: number): Promise<readonly Review[]>;
  /** Whether anybody changed the words of a review since it was submitted, as everyone with write access can. */
  isEdited(review: Review): Promise<boolean>;
  comments(number: number): Promise<readonly Comment[]>;
  comment(id: number): Promise<Comment>;
  reviewComments(number: number): Promise<readonly ReviewComment[]>;
  reactions(commentId: number): Promise<readonly Reaction[]>;

  /** The newest deployments to an environment, newest first, no more than 30. */
  deployments(environment: string): Promise<readonly Deployment[]>;
  /** Who reported that a deployment succeeded, oldest first. */
  successes(deployment: number): Promise<readonly DeploymentReport[]>;
  /** Pushes of the last month that went past the rules of a branch. Undefined when the token may not ask. */
  ruleBypasses(branch: string): Promise<readonly RuleBypass[] | undefined>;

  createComment(number: number, body: string): Promise<void>;
  updateComment(id: number, body: string): Promise<void>;
  react(commentId: number, content: ReactionContent): Promise<void>;
  createReview(number: number, review: NewReview): Promise<void>;
  createFileComment(number: number, comment: NewFileComment): Promise<void>;
  deleteReviewComment(id: number): Promise<void>;
  /** All in one request. */
  changeReviewComments(changes: CommentChanges): Promise<void>;
  createCheck(check: NewCheck): Promise<number>;
  updateCheck(id: number, check: CheckUpdate): Promise<void>;
}

export interface PullRequest {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly merged: boolean;
  readonly headSha: string;
  readonly headRef: string;
  /** Absent when the fork is gone. */
  readonly headRepository?: Repository;
  readonly baseRef: string;
  readonly author: Person;
  /** Before the merge GitHub's test merge, after it the merge itself. */
  readonly mergeCommitSha?: string;
  readonly mergedBy?: Person;
  readonly mergedAt?: string;
  readonly changedFiles: number;
  readonly commits: number;
}

/** One move of a branch: who made it, when (UTC instant in ISO 8601), and the commit that it led to. */
export interface Push {
  readonly by?: Person;
  readonly at: string;
  readonly after: string;
}

export interface Comparison {
  readonly mergeBase: string;
  readonly commits: readonly string[];
  readonly totalCommits: number;
  /** Authors, committers and co-authors of `commits`, as far as GitHub knows them as users. */
  readonly people: readonly Person[];
}

export interface ChangedFile {
  readonly path: string;
  readonly status: string;
  /** Absent for binary and very large files: then no line of it can carry a comment. */
  readonly patch?: string;
}

export interface Review {
  readonly id: number;
  /** Its id in GraphQL. */
  readonly nodeId: string;
  readonly author: Account;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed' | 'pending';
  readonly body: string;
  readonly commit: string;
  readonly submittedAt: string;
}

/** A user as GitHub types it; only `User` can decide anything. */
export interface Account extends Person {
  readonly type: string;
}

export interface Comment {
  readonly id: number;
  readonly author: Account;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ReviewComment extends Comment {
  /** Its id in GraphQL. */
  readonly nodeId: string;
  readonly path: string;
  /** Its line is not in the diff any more. */
  readonly isOutdated: boolean;
  readonly inReplyTo?: number;
}

export type ReactionContent = 'eyes' | 'rocket' | 'confused';

export interface Reaction {
  readonly by: number;
  readonly content: string;
}

export interface Deployment {
  readonly id: number;
  readonly sha: string;
}

export interface DeploymentReport {
  readonly by: Person;
  readonly at: string;
}

/** A push that somebody made past the rules; `after` is the commit that the branch was moved to. */
export interface RuleBypass {
  readonly suite: number;
  readonly after: string;
  readonly by: Person;
}

export interface NewReview {
  readonly commit: string;
  readonly body: string;
  readonly comments: readonly NewLineComment[];
}

export interface NewLineComment {
  readonly path: string;
  readonly line: number;
  readonly startLine?: number;
  /** `LEFT` for a line that the change takes away. */
  readonly side: 'RIGHT' | 'LEFT';
  readonly body: string;
}

/** Changes of our own line comments, by their ids in GraphQL. */
export interface CommentChanges {
  readonly edits: readonly { readonly nodeId: string; readonly body: string }[];
  readonly fold: readonly string[];
  readonly unfold: readonly string[];
}

export interface NewFileComment {
  readonly commit: string;
  readonly path: string;
  readonly body: string;
}

export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

export interface CheckOutput {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly annotations?: readonly CheckAnnotation[];
}

export interface NewCheck {
  readonly name: string;
  readonly headSha: string;
  readonly externalId: string;
  readonly detailsUrl?: string;
  readonly output: CheckOutput;
}

/** Never `neutral` or `skipped`: GitHub counts those as passing. */
export interface CheckUpdate {
  readonly conclusion: 'success' | 'failure' | 'action_required';
  readonly completedAt: string;
  readonly detailsUrl?: string;
  readonly output: CheckOutput;
}
