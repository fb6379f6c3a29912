import type { Person } from '../model/person.ts';
import type { Repository } from '../model/subject.ts';
import { openChecks } from './checks.ts';
import { openConversation } from './conversation.ts';
import { readDeployments } from './deployments.ts';
import type { Connection } from './octokit.ts';
import { readPeople } from './people.ts';
import type { GitHub } from './port.ts';
import { readPullRequests } from './pull-requests.ts';
import { readRuleSuites } from './rule-suites.ts';
import { readTip } from './tip.ts';

export function openGitHub({ octokit, requests }: Connection, repository: Repository): GitHub {
  const pullRequests = readPullRequests(octokit, repository);
  const people = readPeople(octokit, repository);
  let viewer: Person | undefined;
  return {
    repository,
    requests,
    ...pullRequests,
    ...people,
    ...openConversation(octokit, repository),
    ...openChecks(octokit, repository),
    ...readDeployments(octokit, repository),
    defaultBranch: remember(pullRequests.defaultBranch),
    branchTip: remember(async (branch: string) => {
      const tip = await readTip(octokit, repository, branch);
      viewer = tip.viewer;
      return tip.sha;
    }),
    compare: remember(pullRequests.compare),
    viewer: remember(async () => viewer ?? people.viewer()),
    permission: remember(people.permission),
    ruleBypasses: remember(readRuleSuites(octokit, repository).ruleBypasses),
    isTeamMember: remember(people.isTeamMember),
  };
}

/** One answer a question: an evaluation that asks twice must not see two states. A failure is not kept. */
function remember<Arguments extends readonly unknown[], Answer>(
  read: (...args: Arguments) => Promise<Answer>,
): (...args: Arguments) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = read(...args);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
