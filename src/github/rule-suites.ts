import type { Octokit } from '@octokit/rest';
import type { Repository } from '../model/subject.ts';
import { ask, GitHubError } from './error.ts';
import type { GitHub, RuleBypass } from './port.ts';

/**
 * Pushes that went past the rules of a branch, as GitHub keeps them for a month (docs.github.com: REST, rule suites). It tells nobody without
 * the permission to administer, which the token of a job never has: a GitHub App can.
 */
export function readRuleSuites(octokit: Octokit, repository: Repository): Pick<GitHub, 'ruleBypasses'> {
  return {
    async ruleBypasses(branch) {
      try {
        const suites = await ask('the rule suites', () =>
          octokit.paginate(octokit.rest.repos.getRepoRuleSuites, {
            owner: repository.owner,
            repo: repository.name,
            ref: `refs/heads/${branch}`,
            time_period: 'month',
            rule_suite_result: 'bypass',
            per_page: 100,
          }),
        );
        return suites.flatMap(({ id, actor_id, actor_name, after_sha, result }): RuleBypass[] => {
          const isWhole = id !== undefined && actor_id !== undefined && actor_name !== undefined && after_sha !== undefined;
          return isWhole && result === 'bypass' ? [{ suite: id, after: after_sha, by: { id: actor_id, login: actor_name } }] : [];
        });
      } catch (error) {
        if (error instanceof GitHubError && (error.status === 404 || error.isRefusedScope)) return undefined;
        throw error;
      }
    },
  };
}
