import { z } from 'zod';
import { person, ref, repository, sha } from './payload.ts';

/** `push`. `ref` is whole (`refs/heads/main`); a branch that is made or deleted has zeros before or after. */
export const pushEvent = z
  .object({ ref, before: sha, after: sha, forced: z.boolean().default(false), sender: person, repository })
  .transform((raw) => ({ kind: 'push' as const, ...raw }));
