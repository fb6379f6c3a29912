import { roleOf } from '../access.ts';
import { presentPermissions, presentProfile, presentUser } from '../present/user.ts';
import { type Call, notFound, ok, paged, Refusal, type Reply } from '../respond.ts';
import { findUser } from '../store/create.ts';
import type { Role, Team, User } from '../store/store.ts';
import { must } from './find.ts';

export const peopleRoutes = {
  'users/get-authenticated': getAuthenticated,
  'users/get-by-id': getById,
  'users/get-by-username': getByName,
  'repos/get-collaborator-permission-level': getPermission,
  'repos/list-collaborators': listCollaborators,
  'teams/get-membership-for-user-in-org': getMembership,
  'teams/list-members-in-org': listMembers,
};

/** An installation is nobody: `GITHUB_TOKEN` cannot ask who it is. */
function getAuthenticated(call: Call): Reply {
  if (call.actor.kind === 'app') throw new Refusal(403, 'Resource not accessible by integration');
  return ok(presentProfile(call.store, call.actor.user));
}

function getById(call: Call): Reply {
  const id = Number(call.params.account_id);
  return ok(presentProfile(call.store, must([...call.store.users.values()].find((user) => user.id === id))));
}

function getByName(call: Call): Reply {
  return ok(presentProfile(call.store, named(call)));
}

/** `permission` knows four words only: maintain is told as write, triage as read. `role_name` says which. */
function getPermission(call: Call): Reply {
  const user = named(call);
  const role = roleOf(call.repository, user);
  const coarse: Partial<Record<Role, string>> = { maintain: 'write', triage: 'read' };
  const known = { ...presentUser(call.store, user), role_name: role, permissions: presentPermissions(role) };
  return ok({ permission: coarse[role] ?? role, role_name: role, user: known });
}

function listCollaborators(call: Call): Reply {
  const { store, repository } = call;
  const users = [...store.users.values()].filter((user) => (repository.roles.get(user.id) ?? 'none') !== 'none');
  return paged(call, users, (user) => {
    const role = roleOf(repository, user);
    return { ...presentUser(store, user), role_name: role, permissions: presentPermissions(role) };
  });
}

function getMembership(call: Call): Reply {
  const user = named(call);
  const team = findTeam(call);
  if (!team.members.has(user.id)) throw notFound();
  const url = `${call.store.links.api}/orgs/${team.org}/teams/${team.slug}/memberships/${user.login}`;
  return ok({ url, role: 'member', state: 'active' });
}

function listMembers(call: Call): Reply {
  const team = findTeam(call);
  const users = [...call.store.users.values()].filter((user) => team.members.has(user.id));
  return paged(call, users, (user) => presentUser(call.store, user));
}

function findTeam(call: Call): Team {
  const { org, team_slug: slug } = call.params;
  return must(call.store.teams.find((team) => team.org === org && team.slug === slug));
}

function named(call: Call): User {
  return must(findUser(call.store, call.params.username ?? ''));
}
