import { branchHands } from '../hands/branches.ts';
import { type Context, createContext, type Services } from '../hands/context.ts';
import { conversationHands } from '../hands/conversation.ts';
import { deploymentHands } from '../hands/deployments.ts';
import { faultHands } from '../hands/faults.ts';
import { outcomeViews } from '../hands/outcome.ts';
import { peopleHands } from '../hands/people.ts';
import { pullRequestHands } from '../hands/pull-requests.ts';
import { runHands } from '../hands/runs.ts';
import type { Repository } from '../store/store.ts';

/** The hands that move the fake: what people and GitHub do. Everything that GitHub would tell by a webhook answers with the payload. */
export type World = ReturnType<typeof createWorld>;

export function createWorld(services: Services, repository: Repository) {
  const context: Context = createContext(services, repository);
  const { store } = services;
  return {
    store,
    repository,
    owner: repository.owner.login,
    repo: repository.name,
    fullName: `${repository.owner.login}/${repository.name}`,
    gitDir: repository.gitDir,
    requests: services.requests,
    violations: store.violations,
    deliveries: store.deliveries,
    ...peopleHands(context),
    ...branchHands(context),
    ...pullRequestHands(context),
    ...conversationHands(context),
    ...deploymentHands(context),
    ...runHands(context),
    ...outcomeViews(context),
    ...faultHands(context),
  };
}
