import type { Octokit } from '@octokit/rest';
import type { Permission } from '../model/person.ts';
import type { Repository } from '../model/subject.ts';
import { ask, askMaybe } from './error.ts';
import type { GitHub } from './port.ts';
import { toViewer, type Viewer } from './tip.ts';

type PeopleReads = Pick<GitHub, 'viewer' | 'permission' | 'isTeamMember' | 'resolveLogins'>;

const permissions: readonly Permission[] = ['admin', 'maintain', 'write', 'triage', 'read'];

/** A login as GitHub allows it; whatever else a payload holds is not put into an address. */
const login = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?$/;

export function readPeople(octokit: Octokit, repository: Repository): PeopleReads {
  const at = { owner: repository.owner, repo: repository.name };
  return {
    async viewer() {
      const answer = await ask('who the token is', () =>
        octokit.graphql<{ readonly viewer: Viewer }>('query { viewer { login databaseId } }'),
      );
      return toViewer(answer.viewer);
    },

    async permission(person) {
      if (!login.test(person.login)) return 'none';
      const answer = await askMaybe(`the permission of ${person.login}`, () =>
        octokit.rest.repos.getCollaboratorPermissionLevel({ ...at, username: person.login }),
      );
      // The login may have been taken over by another account since: only the id identifies.
      if (answer === undefined || answer.data.user?.id !== person.id) return 'none';
      // `role_name` tells maintain and triage apart, which `permission` folds into write and read. A custom role is known only by its base.
      return known(answer.data.role_name) ?? known(answer.data.permission) ?? 'none';
    },

    async isTeamMember(team, person) {
      if (!login.test(person.login)) return false;
      const answer = await askMaybe(`the membership of ${person.login}`, () =>
        octokit.rest.teams.getMembershipForUserInOrg({ org: repository.owner, team_slug: team, username: person.login }),
      );
      return answer?.data.state === 'active';
    },

    async resolveLogins(logins) {
      const found = await Promise.all(
        logins
          .filter((name) => login.test(name))
          .map((username) => askMaybe(`the user ${username}`, () => octokit.rest.users.getByUsername({ username }))),
      );
      return found.flatMap((answer) => (answer === undefined ? [] : [{ id: answer.data.id, login: answer.data.login }]));
    },
  };
}

function known(word: string | undefined): Permission | undefined {
  return permissions.find((permission) => permission === word);
}
