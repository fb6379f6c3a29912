import type { Delivery, DeploymentStatus } from '../store/store.ts';
import { deploymentStatusEvent } from '../world/events.ts';
import type { Context } from './context.ts';

/** What is deployed from the repository, and what its rulesets saw. */
export function deploymentHands({ store, repository, user, announce }: Context) {
  return {
    /** Somebody says on GitHub that a commit was deployed; the reporter of the status is who made the deployment unless said. */
    deploy: (
      sha: string,
      environment: string,
      by: string,
      { state = 'success', reporter = by }: { readonly state?: DeploymentStatus['state']; readonly reporter?: string } = {},
    ): Delivery => {
      const status = { id: store.nextId(), state, creator: user(reporter), createdAt: store.tick() };
      const deployment = {
        id: store.nextId(),
        repository,
        sha,
        environment,
        creator: user(by),
        createdAt: store.tick(),
        statuses: [status],
      };
      store.deployments.push(deployment);
      return announce(deploymentStatusEvent(store, deployment, status));
    },
    /** The rulesets looked at a push to a branch. */
    judgeByRules: (branch: string, after: string, by: string, result: 'pass' | 'fail' | 'bypass'): void => {
      const ref = `refs/heads/${branch}`;
      store.ruleSuites.push({ id: store.nextId(), repository, ref, before: after, after, actor: user(by), result, at: store.tick() });
    },
  };
}
