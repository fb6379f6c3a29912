import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { connect } from './client.ts';
import { readCommit } from './git/commits.ts';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from './server.ts';

let github: FakeGitHub;
let octokit: Octokit;
const repo = { owner: 'acme', repo: 'gitops' };
const first = { ...repo, pull_number: 1 };

beforeEach(async () => {
  github = await startFakeGitHub({ files: { 'a.yml': 'a: 1\n', 'b.yml': 'b: 1\n', 'gone.yml': 'x: 1\n' } });
  octokit = connect(github, github.issueToken({ permissions: { contents: 'read', 'pull-requests': 'read' } }));
});

afterEach(async () => {
  await github.close();
});

describe('a pull request', () => {
  test('lists its files as git sees them, against the merge base and not the base tip', async () => {
    github.push('feature', { 'a.yml': 'a: 2\n', 'gone.yml': null, 'dir/ny æ.yml': 'n: 1\n' }, { by: 'alice' });
    github.openPullRequest({ head: 'feature', author: 'alice' });
    github.push('main', { 'b.yml': 'b: 2\n' }, { by: 'bob' });
    const { data } = await octokit.pulls.listFiles(first);
    expect(data.map(({ filename, status, patch }) => [filename, status, patch])).toEqual([
      ['a.yml', 'modified', '@@ -1 +1 @@\n-a: 1\n+a: 2'],
      ['dir/ny æ.yml', 'added', '@@ -0,0 +1 @@\n+n: 1'],
      ['gone.yml', 'removed', '@@ -1 +0,0 @@\n-x: 1'],
    ]);
    const compared = await octokit.repos.compareCommitsWithBasehead({ ...repo, basehead: `main...${github.pull(1).headSha}` });
    expect([compared.data.status, compared.data.ahead_by, compared.data.behind_by]).toEqual(['diverged', 1, 1]);
    expect(compared.data.merge_base_commit.sha).not.toBe(github.tip('main'));
    expectNoViolations(github);
  });

  test('has a test merge with the base tip and the head as parents, made anew when either moves', async () => {
    github.push('feature', { 'a.yml': 'a: 2\n' }, { by: 'alice' });
    github.openPullRequest({ head: 'feature', author: 'alice' });
    for (const move of [
      () => undefined,
      () => github.push('main', { 'b.yml': 'b: 2\n' }),
      () => github.push('feature', { 'a.yml': 'a: 3\n' }),
    ]) {
      move();
      const { data } = await octokit.pulls.get(first);
      expect(data.mergeable).toBe(true);
      expect(readCommit(github.gitDir, data.merge_commit_sha ?? '').parents).toEqual([github.tip('main'), github.tip('feature')]);
      expect(github.readFile('refs/pull/1/merge', 'b.yml')).toBe(github.readFile('main', 'b.yml'));
      expect(github.readFile('refs/pull/1/head', 'a.yml')).toBe(github.readFile('feature', 'a.yml'));
    }
    expectNoViolations(github);
  });

  test('keeps the base SHA of its last push when the base moves on', async () => {
    const old = github.tip('main');
    github.push('feature', { 'a.yml': 'a: 2\n' });
    github.openPullRequest({ head: 'feature', author: 'alice' });
    github.push('main', { 'b.yml': 'b: 2\n' });
    expect((await octokit.pulls.get(first)).data.base.sha).toBe(old);
  });

  test('in conflict has no test merge', async () => {
    github.push('feature', { 'a.yml': 'a: 2\n' });
    github.openPullRequest({ head: 'feature', author: 'alice' });
    github.push('main', { 'a.yml': 'a: 3\n' });
    const { data } = await octokit.pulls.get(first);
    expect([data.mergeable, data.mergeable_state, data.merge_commit_sha]).toEqual([false, 'dirty', null]);
    expect(github.readFile('refs/pull/1/merge', 'a.yml')).toBeUndefined();
    expectNoViolations(github);
  });

  test('may leave its reader waiting for mergeability', async () => {
    github.push('feature', { 'a.yml': 'a: 2\n' });
    github.openPullRequest({ head: 'feature', author: 'alice' });
    github.delayMergeability(2);
    github.push('feature', { 'a.yml': 'a: 3\n' });
    const seen = [];
    for (let read = 0; read < 3; read++) seen.push((await octokit.pulls.get(first)).data.mergeable);
    expect(seen).toEqual([null, null, true]);
    expectNoViolations(github);
  });

  test('from a fork shares objects but not branches', async () => {
    github.fork('mallory');
    github.push('evil', { 'a.yml': 'a: 6\n' }, { by: 'mallory', fork: 'mallory' });
    const opened = github.openPullRequest({ head: 'mallory:evil', author: 'mallory' });
    const { data } = await octokit.pulls.get(first);
    expect([data.head.repo?.full_name, data.head.sha, data.base.repo.full_name]).toEqual(['mallory/gitops', opened.headSha, 'acme/gitops']);
    expect((await octokit.repos.listBranches(repo)).data.map((branch) => branch.name)).toEqual(['main']);
    expect(github.push('evil', { 'a.yml': 'a: 7\n' }, { by: 'mallory', fork: 'mallory' }).deliveries.map((each) => each.action)).toEqual([
      'synchronize',
    ]);
    expectNoViolations(github);
  });

  test('can share its head SHA with another one', async () => {
    const { sha } = github.push('one', { 'a.yml': 'a: 2\n' });
    github.push('release', { 'b.yml': 'b: 3\n' });
    github.setBranch('two', sha, 'alice');
    github.openPullRequest({ head: 'one', author: 'alice' });
    github.openPullRequest({ head: 'two', base: 'release', author: 'alice' });
    const { data } = await octokit.repos.listPullRequestsAssociatedWithCommit({ ...repo, commit_sha: sha });
    expect(data.map((pull) => [pull.number, pull.base.ref])).toEqual([
      [1, 'main'],
      [2, 'release'],
    ]);
    expectNoViolations(github);
  });

  test.each(['merge', 'squash'] as const)('keeps its files after a %s, and tells of it', async (method) => {
    github.push('feature', { 'a.yml': 'a: 2\n' }, { by: 'alice' });
    github.openPullRequest({ head: 'feature', author: 'alice' });
    const before = (await octokit.pulls.listFiles(first)).data.length;
    const { sha, deliveries } = github.mergePullRequest(1, { method, by: 'bob' });
    expect(deliveries.map(({ event, action }) => [event, action])).toEqual([
      ['pull_request', 'closed'],
      ['push', undefined],
    ]);
    expect(github.tip('main')).toBe(sha);
    expect(github.readFile('main', 'a.yml')).toBe('a: 2\n');
    expect((await octokit.pulls.listFiles(first)).data).toHaveLength(before);
    expect((await octokit.pulls.get(first)).data.merged_by?.login).toBe('bob');
    expectNoViolations(github);
  });

  test('pages its files by 30, or by 100 when asked', async () => {
    const files = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`n/${index}.yml`, 'x: 1\n']));
    github.push('feature', files);
    github.openPullRequest({ head: 'feature', author: 'alice' });
    expect((await octokit.pulls.listFiles(first)).data).toHaveLength(30);
    expect(await octokit.paginate(octokit.pulls.listFiles, { ...first, per_page: 100 })).toHaveLength(120);
    expect(github.requests.filter((request) => request.path.includes('/files'))).toHaveLength(3);
    expectNoViolations(github);
  });
});

describe('a merge group', () => {
  test('holds its pull requests on a branch of its own, and lands', async () => {
    github.push('one', { 'a.yml': 'a: 2\n' });
    github.push('two', { 'b.yml': 'b: 2\n' });
    github.openPullRequest({ head: 'one', author: 'alice' });
    github.openPullRequest({ head: 'two', author: 'alice' });
    const { payload, group } = github.mergeGroup([1, 2], 'bob');
    expect(payload.action).toBe('checks_requested');
    expect(github.readFile(group.headSha, 'a.yml')).toBe('a: 2\n');
    expect(github.readFile(group.headSha, 'b.yml')).toBe('b: 2\n');
    github.landMergeGroup([1, 2], group, 'bob');
    expect([github.tip('main'), github.pull(1).state, github.pull(2).state]).toEqual([group.headSha, 'closed', 'closed']);
    expectNoViolations(github);
  });
});
