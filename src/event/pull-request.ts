import { z } from 'zod';
import { id, person, ref, repository, sha } from './payload.ts';

/** `pull_request_target`: the only event of a pull request that runs the default branch's workflow with power (trust.md, the table). */
export const pullRequestActions = ['opened', 'reopened', 'synchronize', 'edited', 'ready_for_review'] as const;

export const pullRequestEvent = z
  .object({
    action: z.enum(pullRequestActions),
    number: id,
    before: sha.optional(),
    pull_request: z.object({
      user: person,
      head: z.object({ sha, repo: z.object({ id }).nullable() }),
      base: z.object({ ref, repo: z.object({ id }) }),
    }),
    sender: person,
    repository,
  })
  .refine((raw) => raw.pull_request.base.repo.id === raw.repository.id, {
    path: ['pull_request', 'base', 'repo', 'id'],
    message: 'the repository',
  })
  .transform((raw) => ({
    kind: 'pull-request' as const,
    action: raw.action,
    number: raw.number,
    headSha: raw.pull_request.head.sha,
    /** The head before a push; `synchronize` only. */
    ...(raw.before === undefined ? {} : { beforeSha: raw.before }),
    /** Null when the fork is gone. */
    headRepositoryId: raw.pull_request.head.repo?.id ?? null,
    baseRef: raw.pull_request.base.ref,
    opener: raw.pull_request.user,
    /** Who caused the event: for `synchronize`, who pushed. */
    sender: raw.sender,
    repository: raw.repository,
  }));
