import type { Permissions, Scope } from '../github/access.ts';
import type { Payload } from '../github/store/store.ts';

/** "with the exception of GITHUB_TOKEN, secrets are not passed to the runner when a workflow is triggered from a forked repository". */
export function isReadOnlyFork(event: string, payload: Payload): boolean {
  const pull = payload.pull_request as
    | { readonly head: { readonly repo: { readonly id: number } }; readonly base: { readonly repo: { readonly id: number } } }
    | undefined;
  const exposed = ['pull_request', 'pull_request_review', 'pull_request_review_comment'].includes(event);
  return exposed && pull !== undefined && pull.head.repo.id !== pull.base.repo.id;
}

const scopes: readonly Scope[] = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'id-token',
  'issues',
  'pull-requests',
  'security-events',
  'statuses',
];

/** Job before workflow before the repository's default, which reads contents. A fork's pull request has every write turned to read. */
export function grant(declared: unknown, fork: boolean): Permissions {
  const all = (level: 'read' | 'write'): Permissions => Object.fromEntries(scopes.map((scope) => [scope, level]));
  const named =
    declared === undefined
      ? { contents: 'read' as const }
      : declared === 'read-all'
        ? all('read')
        : declared === 'write-all'
          ? all('write')
          : declared;
  const entries = Object.entries((named ?? {}) as Permissions);
  for (const [scope] of entries) if (!scopes.includes(scope as Scope)) throw new Error(`no permission is called ${scope}`);
  return Object.fromEntries(entries.map(([scope, level]) => [scope, fork && level === 'write' ? 'read' : level]));
}
