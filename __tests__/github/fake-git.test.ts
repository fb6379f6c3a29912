import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { connect, refusal, refused } from './client.ts';
import { cleanGitEnvironment } from './git/run.ts';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from './server.ts';

let github: FakeGitHub;
let folder: string;
const repo = { owner: 'acme', repo: 'gitops' };

beforeEach(async () => {
  github = await startFakeGitHub({ files: { 'a.yml': 'a: 1\n', 'big.bin': 'x'.repeat(100_000) } });
  folder = mkdtempSync(join(tmpdir(), 'git-client-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await github.close();
});

/** A git client, as the action has one. */
async function client(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', ['-C', folder, ...args], { env: cleanGitEnvironment });
  return stdout.trim();
}

function withToken(token: string): string[] {
  return ['-c', `http.extraHeader=Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`];
}

describe('git over HTTP', () => {
  test('serves a commit by its SHA, shallow and without blobs, and blobs by theirs', async () => {
    const { sha } = github.push('feature', { 'a.yml': 'a: 2\n' });
    const auth = withToken(github.issueToken({ permissions: { contents: 'read' } }));
    await client('init', '--quiet', '--bare');
    const url = `${github.serverUrl}/acme/gitops.git`;
    await client('config', 'remote.origin.url', url);
    await client(...auth, 'fetch', '--quiet', '--depth=1', '--filter=blob:none', '--no-tags', 'origin', sha);
    expect(await client('ls-tree', '--name-only', sha)).toBe('a.yml\nbig.bin');
    const blob = await client('rev-parse', `${sha}:a.yml`);
    const missing = (await client('rev-list', '--objects', '--missing=print', sha)).split('\n').filter((line) => line.startsWith('?'));
    expect(missing).toHaveLength(2);
    await client(...auth, 'fetch', '--quiet', '--filter=blob:none', '--no-tags', 'origin', blob);
    expect(await client('cat-file', 'blob', blob)).toBe('a: 2');
    expectNoViolations(github);
  });

  test('serves refs of pull requests and hides forks', async () => {
    github.fork('mallory');
    github.push('evil', { 'a.yml': 'a: 6\n' }, { fork: 'mallory' });
    const { headSha } = github.openPullRequest({ head: 'mallory:evil', author: 'mallory' });
    const auth = withToken(github.issueToken({ permissions: { contents: 'read' } }));
    const refs = await client(...auth, 'ls-remote', `${github.serverUrl}/acme/gitops.git`);
    expect(refs.split('\n').map((line) => line.split('\t')[1])).toEqual([
      'HEAD',
      'refs/heads/main',
      'refs/pull/1/head',
      'refs/pull/1/merge',
    ]);
    expect(refs).toContain(`${headSha}\trefs/pull/1/head`);
    const fork = `${github.serverUrl}/mallory/gitops.git`;
    expect(await client(...withToken(github.issueUserToken('mallory')), 'ls-remote', '--heads', fork)).toContain('refs/heads/evil');
    await expect(client(...auth, 'ls-remote', fork)).rejects.toThrow('not found');
  });

  test.each([
    ['no token', () => []],
    ['a token without contents', () => withToken(github.issueToken({ permissions: { checks: 'write' } }))],
    ['a made-up token', () => withToken('ghs_nothing')],
  ])('is closed to %s', async (_, auth) => {
    await expect(client(...auth(), 'ls-remote', `${github.serverUrl}/acme/gitops.git`)).rejects.toThrow();
  });

  test('is open where the repository is public', async () => {
    github.addRepository('other/base', { 'kustomization.yaml': 'resources: []\n' });
    expect(await client('ls-remote', '--heads', `${github.serverUrl}/other/base`)).toContain('refs/heads/main');
  });

  test('tells of a push, which moves the pull request', async () => {
    github.push('feature', { 'a.yml': 'a: 2\n' });
    github.openPullRequest({ head: 'feature', author: 'alice' });
    const auth = withToken(github.issueToken({ permissions: { contents: 'write' } }));
    const url = `${github.serverUrl}/acme/gitops.git`;
    await client('init', '--quiet');
    await client(...auth, 'pull', '--quiet', url, 'feature');
    await client('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '--quiet', '--allow-empty', '-m', 'more');
    await client(...auth, 'push', '--quiet', url, 'HEAD:feature');
    expect(github.pull(1).headSha).toBe(await client('rev-parse', 'HEAD'));
    expect(github.deliveries.at(-1)?.action).toBe('synchronize');
    expectNoViolations(github);
  });
});

describe('writing a branch by API', () => {
  let octokit: Octokit;
  let head: string;

  beforeEach(async () => {
    octokit = connect(github, github.issueToken({ permissions: { contents: 'write' } }));
    const tree = await octokit.git.createTree({ ...repo, tree: [{ path: 'log/0.json', mode: '100644', type: 'blob', content: '{}' }] });
    const commit = await octokit.git.createCommit({ ...repo, message: 'Begin', tree: tree.data.sha, parents: [] });
    head = commit.data.sha;
    await octokit.git.createRef({ ...repo, ref: 'refs/heads/tilsyn-log', sha: head });
  });

  const mutation = `mutation ($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) { commit { oid signature { isValid } } ref { name } }
  }`;

  function append(client: Octokit, expectedHeadOid: string, path: string): Promise<{ createCommitOnBranch: { commit: { oid: string } } }> {
    const branch = { repositoryNameWithOwner: 'acme/gitops', branchName: 'tilsyn-log' };
    const additions = [{ path, contents: Buffer.from(`"${path}"`).toString('base64') }];
    return client.graphql(mutation, { input: { branch, expectedHeadOid, message: { headline: 'Record' }, fileChanges: { additions } } });
  }

  test('appends with the expected head, signed by GitHub', async () => {
    const { createCommitOnBranch } = await append(octokit, head, 'log/1.json');
    expect(github.tip('tilsyn-log')).toBe(createCommitOnBranch.commit.oid);
    expect([github.readFile('tilsyn-log', 'log/0.json'), github.readFile('tilsyn-log', 'log/1.json')]).toEqual(['{}', '"log/1.json"']);
    const { data } = await octokit.git.getCommit({ ...repo, commit_sha: createCommitOnBranch.commit.oid });
    expect([data.verification.verified, data.parents.map((parent) => parent.sha)]).toEqual([true, [head]]);
    expectNoViolations(github);
  });

  test('refuses a stale head, and of two that race one wins', async () => {
    const [one, two] = await Promise.allSettled([append(octokit, head, 'log/a.json'), append(octokit, head, 'log/b.json')]);
    expect([one.status, two.status].sort()).toEqual(['fulfilled', 'rejected']);
    const { errors } = await refusal(append(octokit, head, 'log/c.json'));
    expect(errors?.[0]?.type).toBe('STALE_DATA');
    expectNoViolations(github);
  });

  test('refuses who may only read, and who the rules keep out', async () => {
    const reader = connect(github, github.issueToken({ permissions: { contents: 'read' } }));
    expect((await refusal(append(reader, head, 'log/x.json'))).errors?.[0]?.type).toBe('FORBIDDEN');
    github.protect('tilsyn-log', [{ type: 'update', bypass: [{ app: 777 }] }]);
    expect((await refusal(append(octokit, head, 'log/x.json'))).message).toContain('Cannot update this protected ref');
    expect(await refused(octokit.git.updateRef({ ...repo, ref: 'heads/tilsyn-log', sha: head }))).toBe(422);
    const app = connect(github, github.issueToken({ permissions: { contents: 'write' }, app: { slug: 'guard', id: 777 } }));
    await append(app, head, 'log/x.json');
    expect(github.readFile('tilsyn-log', 'log/x.json')).toBe('"log/x.json"');
    expectNoViolations(github);
  });

  test('refuses to move a ref back unless forced', async () => {
    await append(octokit, head, 'log/1.json');
    const { status, message } = await refusal(octokit.git.updateRef({ ...repo, ref: 'heads/tilsyn-log', sha: head }));
    expect([status, message]).toEqual([422, expect.stringContaining('not a fast forward')]);
    await octokit.git.updateRef({ ...repo, ref: 'heads/tilsyn-log', sha: head, force: true });
    expect(github.tip('tilsyn-log')).toBe(head);
    expectNoViolations(github);
  });
});
