import type { Operation } from '../openapi/operations.ts';
import type { Route } from '../respond.ts';
import { branchRoutes } from './branches.ts';
import { checkRoutes } from './checks.ts';
import { commitRoutes } from './commits.ts';
import { contentRoutes } from './contents.ts';
import { deploymentRoutes } from './deployments.ts';
import { gitRoutes } from './git.ts';
import { issueCommentRoutes } from './issue-comments.ts';
import { peopleRoutes } from './people.ts';
import { pullRoutes } from './pulls.ts';
import { reactionRoutes } from './reactions.ts';
import { reviewCommentRoutes } from './review-comments.ts';
import { reviewRoutes } from './reviews.ts';
import { runRoutes } from './runs.ts';

/** A route for each operation of the slice: the type asks for all of them. */
export const routes: Readonly<Record<Operation, Route>> = {
  ...branchRoutes,
  ...checkRoutes,
  ...commitRoutes,
  ...contentRoutes,
  ...deploymentRoutes,
  ...gitRoutes,
  ...issueCommentRoutes,
  ...peopleRoutes,
  ...pullRoutes,
  ...reactionRoutes,
  ...reviewCommentRoutes,
  ...reviewRoutes,
  ...runRoutes,
};
