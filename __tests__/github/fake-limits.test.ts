import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { connect, refused } from './client.ts';
import { git } from './git/run.ts';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from './server.ts';

let github: FakeGitHub;
let octokit: Octokit;
const repo = { owner: 'acme', repo: 'gitops' };
const first = { ...repo, pull_number: 1 };

beforeEach(async () => {
  github = await startFakeGitHub({ files: { 'a.yml': 'a: 1\n' } });
  octokit = connect(github, github.issueToken({ permissions: { contents: 'read', 'pull-requests': 'read' } }));
});

afterEach(async () => {
  await github.close();
});

/** So many commits in one go. */
function grow(branch: string, count: number): string {
  const who = 'x <x@example.org> 1700000000 +0000';
  const commits = Array.from({ length: count }, (_, index) => {
    const from = index === 0 ? `from ${github.tip('main')}\n` : '';
    return `commit refs/heads/${branch}\nauthor ${who}\ncommitter ${who}\ndata 1\nx\n${from}M 100644 inline n.yml\ndata <<E\nn: ${index}\nE\n`;
  });
  git(github.gitDir, ['fast-import', '--quiet'], { input: commits.join('\n') });
  return github.tip(branch) ?? '';
}

describe('lists that GitHub cuts short', () => {
  test('3,000 files of a pull request, 300 of a comparison', async () => {
    github.push('feature', Object.fromEntries(Array.from({ length: 3_010 }, (_, index) => [`n/${index}.yml`, 'x: 1\n'])));
    github.openPullRequest({ head: 'feature', author: 'alice' });
    expect((await octokit.pulls.get(first)).data.changed_files).toBe(3_010);
    expect(await octokit.paginate(octokit.pulls.listFiles, { ...first, per_page: 100 })).toHaveLength(3_000);
    const compared = await octokit.repos.compareCommitsWithBasehead({ ...repo, basehead: 'main...feature' });
    expect(compared.data.files).toHaveLength(300);
    expectNoViolations(github);
  });

  test('250 commits of a pull request and of a comparison', async () => {
    grow('feature', 260);
    github.openPullRequest({ head: 'feature', author: 'alice' });
    expect((await octokit.pulls.get(first)).data.commits).toBe(260);
    expect(await octokit.paginate(octokit.pulls.listCommits, { ...first, per_page: 100 })).toHaveLength(250);
    const compared = await octokit.repos.compareCommitsWithBasehead({ ...repo, basehead: 'main...feature' });
    expect([compared.data.commits.length, compared.data.total_commits]).toEqual([250, 260]);
    expectNoViolations(github);
  });

  test('no patch for binary and very large files', async () => {
    const large = Array.from({ length: 21_000 }, (_, index) => `- ${index}\n`).join('');
    github.push('feature', { 'image.png': Buffer.from([0, 1, 2, 0]), 'large.yml': large, 'z.yml': 'z: 1\n' });
    github.openPullRequest({ head: 'feature', author: 'alice' });
    const { data } = await octokit.pulls.listFiles(first);
    // The whole difference is over its limit with the large file, so what follows has none either.
    expect(data.map((file) => [file.filename, 'patch' in file])).toEqual([
      ['image.png', false],
      ['large.yml', false],
      ['z.yml', false],
    ]);
    expectNoViolations(github);
  });

  test('so many requests an hour', async () => {
    await github.close();
    github = await startFakeGitHub({ rateLimit: 2 });
    octokit = connect(github, github.issueToken({ permissions: {} }));
    await octokit.repos.get(repo);
    const { headers } = await octokit.repos.get(repo);
    expect(headers['x-ratelimit-remaining']).toBe('0');
    expect(await refused(octokit.repos.get(repo))).toBe(403);
  });
});

describe('content that looks like a patch', () => {
  test('does not forge files or hunks', async () => {
    const sly = 'a: 1\rdiff --git a/x b/x\n@@ -1 +1 @@\ndiff --git a/y b/y\n\u2028@@ -9 +9 @@\n-- a/z\n';
    github.push('feature', { 'a.yml': sly });
    github.openPullRequest({ head: 'feature', author: 'alice' });
    const { data } = await octokit.pulls.listFiles(first);
    expect(data.map(({ filename, additions, deletions }) => [filename, additions, deletions])).toEqual([['a.yml', 5, 1]]);
    expect(data[0]?.patch).toBe(
      `@@ -1 +1,5 @@\n-a: 1\n${sly
        .trimEnd()
        .split('\n')
        .map((line) => `+${line}`)
        .join('\n')}`,
    );
  });

  test('nor does a message or a name forge a commit', async () => {
    github.push(
      'feature',
      { 'b.yml': 'b: 1\n' },
      { by: 'alice', message: 'One\n\n\x01\n\ncommit\n', author: { name: '\x01x', email: 'a b' } },
    );
    github.openPullRequest({ head: 'feature', author: 'alice' });
    const { data } = await octokit.pulls.listCommits(first);
    expect(data.map(({ commit, author }) => [commit.message, commit.author?.name, author])).toEqual([
      ['One\n\n\x01\n\ncommit', '\x01x', null],
    ]);
  });
});

describe('activity', () => {
  test('tells who moved a branch, newest first, page by page', async () => {
    github.push('feature', { 'a.yml': 'a: 2\n' }, { by: 'alice' });
    github.push('feature', { 'a.yml': 'a: 3\n' }, { by: 'bob', author: 'alice' });
    github.push('feature', { 'a.yml': 'a: 4\n' }, { by: 'carol', onto: 'main' });
    const asked = { ...repo, ref: 'refs/heads/feature', per_page: 2 };
    const all = await octokit.paginate(octokit.repos.listActivities, asked);
    expect(all.map(({ actor, activity_type }) => [actor?.login, activity_type])).toEqual([
      ['carol', 'force_push'],
      ['bob', 'push'],
      ['alice', 'branch_creation'],
    ]);
    expectNoViolations(github);
  });
});

describe('a token of one repository', () => {
  test('finds no other private one, and only reads public ones', async () => {
    github.addRepository('other/secret', { a: 'x' }, { isPrivate: true });
    const { sha } = github.addRepository('other/open', { a: 'x' });
    const strong = connect(github, github.issueToken({ permissions: { contents: 'write' } }));
    expect(await refused(strong.repos.get({ owner: 'other', repo: 'secret' }))).toBe(404);
    expect((await strong.git.getRef({ owner: 'other', repo: 'open', ref: 'heads/main' })).data.object.sha).toBe(sha);
    expect(await refused(strong.git.createRef({ owner: 'other', repo: 'open', ref: 'refs/heads/x', sha }))).toBe(403);
    expectNoViolations(github);
  });
});
