import type { Operation } from './openapi/operations.ts';
import { notFound, Refusal } from './respond.ts';
import type { App, Repository, Role, User } from './store/store.ts';

/** Scopes by the names a workflow's `permissions` has; `members` and `administration` only a GitHub App can have. */
export type Scope =
  | 'actions'
  | 'administration'
  | 'attestations'
  | 'checks'
  | 'contents'
  | 'deployments'
  | 'id-token'
  | 'issues'
  | 'members'
  | 'pull-requests'
  | 'security-events'
  | 'statuses';
export type Permissions = Readonly<Partial<Record<Scope, 'read' | 'write' | 'none'>>>;

/** Whose token it is. An installation's token has scopes, a person's has the person's role. */
export type Actor =
  | { readonly kind: 'app'; readonly app: App; readonly user: User; readonly permissions: Permissions; readonly repository: Repository }
  | { readonly kind: 'person'; readonly user: User };

type Need = readonly [Scope, 'read' | 'write'];

/** Which scopes open an operation: any one of them. None named: every token does (metadata). From "Permissions required for GitHub Apps". */
const needs: Readonly<Partial<Record<Operation, readonly Need[]>>> = {
  'actions/get-workflow-run': [['actions', 'read']],
  'checks/create': [['checks', 'write']],
  'checks/get': [['checks', 'read']],
  'checks/list-annotations': [['checks', 'read']],
  'checks/list-for-ref': [['checks', 'read']],
  'checks/update': [['checks', 'write']],
  'code-scanning/upload-sarif': [['security-events', 'write']],
  'git/create-blob': [['contents', 'write']],
  'git/create-commit': [['contents', 'write']],
  'git/create-ref': [['contents', 'write']],
  'git/create-tree': [['contents', 'write']],
  'git/delete-ref': [['contents', 'write']],
  'git/get-blob': [['contents', 'read']],
  'git/get-commit': [['contents', 'read']],
  'git/get-ref': [['contents', 'read']],
  'git/get-tree': [['contents', 'read']],
  'git/list-matching-refs': [['contents', 'read']],
  'git/update-ref': [['contents', 'write']],
  ...each(
    ['issues/get-comment', 'issues/list-comments', 'issues/list-comments-for-repo', 'reactions/list-for-issue-comment'],
    [
      ['issues', 'read'],
      ['pull-requests', 'read'],
    ],
  ),
  ...each(
    [
      'issues/create-comment',
      'issues/delete-comment',
      'issues/update-comment',
      'reactions/create-for-issue-comment',
      'reactions/delete-for-issue-comment',
    ],
    [
      ['issues', 'write'],
      ['pull-requests', 'write'],
    ],
  ),
  ...each(
    [
      'pulls/get',
      'pulls/get-review',
      'pulls/get-review-comment',
      'pulls/list',
      'pulls/list-comments-for-review',
      'pulls/list-commits',
      'pulls/list-files',
      'pulls/list-review-comments',
      'pulls/list-review-comments-for-repo',
      'pulls/list-reviews',
      'repos/list-pull-requests-associated-with-commit',
    ],
    [['pull-requests', 'read']],
  ),
  ...each(
    [
      'pulls/create-reply-for-review-comment',
      'pulls/create-review',
      'pulls/create-review-comment',
      'pulls/delete-review-comment',
      'pulls/dismiss-review',
      'pulls/update-review',
      'pulls/update-review-comment',
      'reactions/create-for-pull-request-review-comment',
    ],
    [['pull-requests', 'write']],
  ),
  ...each(
    [
      'repos/compare-commits-with-basehead',
      'repos/get-branch',
      'repos/get-commit',
      'repos/get-content',
      'repos/list-activities',
      'repos/list-branches',
      'repos/list-commits',
    ],
    [['contents', 'read']],
  ),
  'repos/get-repo-rule-suites': [['administration', 'read']],
  'repos/list-deployments': [['deployments', 'read']],
  'repos/list-deployment-statuses': [['deployments', 'read']],
  'teams/get-membership-for-user-in-org': [['members', 'read']],
  'teams/list-members-in-org': [['members', 'read']],
};

function each(operations: readonly Operation[], need: readonly Need[]): Partial<Record<Operation, readonly Need[]>> {
  return Object.fromEntries(operations.map((operation) => [operation, need]));
}

/** Throws GitHub's refusal when the token may not do this. */
export function requireAccess(actor: Actor, operation: Operation, method: string, repository: Repository | undefined): void {
  if (actor.kind === 'person') {
    requireRole(actor.user, operation, method, repository);
    return;
  }
  if (repository !== undefined && repository !== actor.repository) requirePublic(repository, method);
  const wanted = needs[operation];
  if (wanted !== undefined && !wanted.some(([scope, level]) => hasScope(actor, scope, level))) throw inaccessible();
}

function inaccessible(): Refusal {
  return new Refusal(403, 'Resource not accessible by integration');
}

export function hasScope(actor: Actor, scope: Scope, level: 'read' | 'write'): boolean {
  if (actor.kind === 'person') return true;
  const granted = actor.permissions[scope];
  return granted === 'write' || granted === level;
}

/** An installation's token is for one repository: others it can read when everybody can, and a private one does not exist for it. */
function requirePublic(repository: Repository, method: string): void {
  if (repository.isPrivate) throw notFound();
  if (method !== 'GET') throw inaccessible();
}

/** Roles of a person's token: reading needs read, git and checks need write, checks cannot be written at all. */
function requireRole(user: User, operation: Operation, method: string, repository: Repository | undefined): void {
  if (repository === undefined) return;
  const role = roleOf(repository, user);
  if (role === 'none' && repository.isPrivate) throw notFound();
  if (operation.startsWith('checks/') && method !== 'GET') throw new Refusal(403, 'You must authenticate via a GitHub App.');
  if (operation.startsWith('git/') && method !== 'GET' && !['write', 'maintain', 'admin'].includes(role)) {
    throw new Refusal(403, 'Resource not accessible by personal access token');
  }
}

export function roleOf(repository: Repository, user: User): Role {
  return repository.owner.id === user.id ? 'admin' : (repository.roles.get(user.id) ?? (repository.isPrivate ? 'none' : 'read'));
}
