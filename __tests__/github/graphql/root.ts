import { type Actor, roleOf } from '../access.ts';
import type { Store } from '../store/store.ts';
import { type CommitInput, createCommitOnBranch } from './commit-on-branch.ts';
import {
  type EditInput,
  type MinimizeInput,
  minimizeComment,
  resolveReviewThread,
  type ThreadInput,
  unminimizeComment,
  updatePullRequestReviewComment,
} from './moderate.ts';
import { findNode } from './node.ts';
import { actorObject, repositoryObject } from './objects.ts';
import { graphqlRefusal } from './refusal.ts';

/** The fields of `Query` and `Mutation` that the fake resolves. */
export function createRoot(store: Store, actor: Actor): Record<string, unknown> {
  const repositories = [...store.repositories.values()];
  return {
    // Here, unlike as an author, the bot keeps its suffix.
    viewer: () => ({ ...actorObject(store, actor.user), __typename: 'User', login: actor.user.login }),
    rateLimit: { limit: 1000, cost: 1, remaining: 999, used: 1, nodeCount: 1, resetAt: '2033-05-18T03:33:20Z' },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const found = repositories.find(
        (each) => each.owner.login.toLowerCase() === owner.toLowerCase() && each.name.toLowerCase() === name.toLowerCase(),
      );
      if (found === undefined) throw graphqlRefusal('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      const hidden = found.isPrivate && (actor.kind === 'app' ? actor.repository !== found : roleOf(found, actor.user) === 'none');
      if (hidden) throw graphqlRefusal('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return repositoryObject(store, found);
    },
    node: ({ id }: { id: string }) => findNode(store, id),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => findNode(store, id)),
    createCommitOnBranch: ({ input }: { input: CommitInput }) => createCommitOnBranch(store, actor, input),
    minimizeComment: ({ input }: { input: MinimizeInput }) => minimizeComment(store, actor, input),
    unminimizeComment: ({ input }: { input: MinimizeInput }) => unminimizeComment(store, actor, input),
    updatePullRequestReviewComment: ({ input }: { input: EditInput }) => updatePullRequestReviewComment(store, actor, input),
    resolveReviewThread: ({ input }: { input: ThreadInput }) => resolveReviewThread(store, actor, input, true),
    unresolveReviewThread: ({ input }: { input: ThreadInput }) => resolveReviewThread(store, actor, input, false),
  };
}
