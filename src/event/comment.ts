import { z } from 'zod';
import { account, id, instant, repository } from './payload.ts';

/**
 * `issue_comment`. Edited and deleted comments command nothing. The body here only says that there may be a command: the handler reads the
 * comment again by its id and compares.
 */
export const commentActions = ['created'] as const;

export const commentEvent = z
  .object({
    action: z.enum(commentActions),
    comment: z.object({ id, user: account, body: z.string(), created_at: instant, updated_at: instant }),
    issue: z.object({ number: id, pull_request: z.looseObject({}).nullish() }),
    repository,
  })
  .transform((raw) => ({
    kind: 'comment' as const,
    commentId: raw.comment.id,
    author: raw.comment.user,
    body: raw.comment.body,
    createdAt: raw.comment.created_at,
    updatedAt: raw.comment.updated_at,
    issueNumber: raw.issue.number,
    isPullRequest: raw.issue.pull_request !== undefined && raw.issue.pull_request !== null,
    repository: raw.repository,
  }));
