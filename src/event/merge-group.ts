import { z } from 'zod';
import { ref, repository, sha } from './payload.ts';

/** `merge_group`: the group's head needs its own check. `baseSha` is where the group starts, never where power comes from. */
export const mergeGroupActions = ['checks_requested'] as const;

export const mergeGroupEvent = z
  .object({
    action: z.enum(mergeGroupActions),
    merge_group: z.object({ head_sha: sha, base_ref: ref, base_sha: sha }),
    repository,
  })
  .transform((raw) => ({
    kind: 'merge-group' as const,
    headSha: raw.merge_group.head_sha,
    baseRef: raw.merge_group.base_ref.replace(/^refs\/heads\//, ''),
    baseSha: raw.merge_group.base_sha,
    repository: raw.repository,
  }));
