import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connect, refusal, refused } from './client.ts';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from './server.ts';

let github: FakeGitHub;
const repo = { owner: 'acme', repo: 'gitops' };

beforeEach(async () => {
  github = await startFakeGitHub({ files: { 'a.yml': 'a: 1\n' } });
  github.push('feature', { 'a.yml': 'a: 2\n' }, { by: 'alice' });
  github.openPullRequest({ head: 'feature', author: 'alice' });
});

afterEach(async () => {
  await github.close();
});

describe('tokens', () => {
  test('do what their scopes say and nothing else', async () => {
    const reader = connect(github, github.issueToken({ permissions: { contents: 'read', 'pull-requests': 'read' } }));
    await reader.pulls.get({ ...repo, pull_number: 1 });
    const { status, message } = await refusal(reader.issues.createComment({ ...repo, issue_number: 1, body: 'x' }));
    expect([status, message]).toEqual([403, expect.stringContaining('Resource not accessible by integration')]);
    expect(await refused(reader.checks.create({ ...repo, name: 'x', head_sha: github.pull(1).headSha }))).toBe(403);
    expect(await refused(reader.git.createBlob({ ...repo, content: 'x' }))).toBe(403);
    expect(await refused(reader.teams.getMembershipForUserInOrg({ org: 'acme', team_slug: 'x', username: 'alice' }))).toBe(403);
    expectNoViolations(github);
  });

  test('of an installation cannot ask who they are, except by GraphQL', async () => {
    const octokit = connect(github, github.issueToken({ permissions: {} }));
    expect(await refused(octokit.users.getAuthenticated())).toBe(403);
    expect(await octokit.graphql('{ viewer { login databaseId } }')).toEqual({
      viewer: { login: 'github-actions[bot]', databaseId: 41_898_282 },
    });
    expectNoViolations(github);
  });

  test('that nobody issued, or that were revoked, are bad credentials', async () => {
    const token = github.issueToken({ permissions: { contents: 'read' } });
    github.revokeToken(token);
    expect(await refused(connect(github, token).repos.get(repo))).toBe(401);
    expect(await refused(connect(github, 'ghs_made_up').repos.get(repo))).toBe(401);
  });

  test('of a person have the role of the person: a private repository does not exist for strangers', async () => {
    github.setPermission('alice', 'write');
    expect((await connect(github, github.issueUserToken('alice')).users.getAuthenticated()).data.login).toBe('alice');
    expect(await refused(connect(github, github.issueUserToken('mallory')).repos.get(repo))).toBe(404);
    expectNoViolations(github);
  });
});

describe('permission of a collaborator', () => {
  test.each([
    ['admin', 'admin'],
    ['maintain', 'write'],
    ['write', 'write'],
    ['triage', 'read'],
    ['read', 'read'],
    ['none', 'none'],
  ] as const)('%s is told as %s beside its role name', async (role, permission) => {
    const octokit = connect(github, github.issueToken({ permissions: {} }));
    github.setPermission('bob', role);
    const { data } = await octokit.repos.getCollaboratorPermissionLevel({ ...repo, username: 'bob' });
    expect([data.permission, data.role_name]).toEqual([permission, role]);
    expectNoViolations(github);
  });
});

test('an account that is renamed leaves its old name to whoever takes it', async () => {
  const octokit = connect(github, github.issueToken({ permissions: {} }));
  github.setPermission('bob', 'admin');
  const { id } = github.user('bob');
  github.rename('bob', 'robert');
  expect(await refused(octokit.users.getByUsername({ username: 'bob' }))).toBe(404);
  github.setPermission('bob', 'read');
  const asked = async (username: string): Promise<unknown> => {
    const { data } = await octokit.repos.getCollaboratorPermissionLevel({ ...repo, username });
    return [data.user?.id === id, data.role_name];
  };
  expect([await asked('robert'), await asked('bob')]).toEqual([
    [true, 'admin'],
    [false, 'read'],
  ]);
  expectNoViolations(github);
});
