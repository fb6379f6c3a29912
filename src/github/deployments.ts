import type { Octokit } from '@octokit/rest';
import type { Repository } from '../model/subject.ts';
import { ask } from './error.ts';
import type { DeploymentReport, GitHub } from './port.ts';

export function readDeployments(octokit: Octokit, repository: Repository): Pick<GitHub, 'deployments' | 'successes'> {
  const at = { owner: repository.owner, repo: repository.name };
  return {
    async deployments(environment) {
      const { data } = await ask(`the deployments to ${environment}`, () =>
        octokit.rest.repos.listDeployments({ ...at, environment, per_page: newestDeployments }),
      );
      return data.map(({ id, sha }) => ({ id, sha }));
    },

    async successes(deployment) {
      const all = await ask(`the statuses of deployment ${deployment}`, () =>
        octokit.paginate(octokit.rest.repos.listDeploymentStatuses, { ...at, deployment_id: deployment, per_page: 100 }),
      );
      return all
        .filter(({ state }) => state === 'success')
        .flatMap(({ creator, created_at }): DeploymentReport[] =>
          creator === null ? [] : [{ by: { id: creator.id, login: creator.login }, at: created_at }],
        )
        .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
    },
  };
}

/** Deployments of one environment that one run looks at. */
const newestDeployments = 30;
