import { z } from 'zod';
import { id, repository, sha, word } from './payload.ts';

/** `workflow_run` of the signal workflow. All it says is for finding the pull request by API; its artifacts and texts are never trusted. */
export const workflowRunActions = ['completed'] as const;

export const workflowRunEvent = z
  .object({
    action: z.enum(workflowRunActions),
    workflow_run: z.object({ id, head_sha: sha, event: word, conclusion: word.nullable(), head_repository: z.object({ id }).nullish() }),
    repository,
  })
  .transform((raw) => ({
    kind: 'workflow-run' as const,
    runId: raw.workflow_run.id,
    headSha: raw.workflow_run.head_sha,
    event: raw.workflow_run.event,
    conclusion: raw.workflow_run.conclusion,
    headRepositoryId: raw.workflow_run.head_repository?.id ?? null,
    repository: raw.repository,
  }));
