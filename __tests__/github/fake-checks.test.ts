import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { connect, refused } from './client.ts';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from './server.ts';

let github: FakeGitHub;
let octokit: Octokit;
let head: string;
const repo = { owner: 'acme', repo: 'gitops' };
const annotation = { path: 'app.yml', start_line: 1, end_line: 1, annotation_level: 'warning', message: 'no' } as const;

beforeEach(async () => {
  github = await startFakeGitHub({ files: { 'app.yml': 'a: 1\n' } });
  github.push('feature', { 'app.yml': 'a: 2\n' }, { by: 'alice' });
  head = github.openPullRequest({ head: 'feature', author: 'alice' }).headSha;
  octokit = connect(github, github.issueToken({ permissions: { checks: 'write', contents: 'read', 'pull-requests': 'read' } }));
});

afterEach(async () => {
  await github.close();
});

describe('check runs', () => {
  test('takes 50 annotations a request, and each request adds to them', async () => {
    const output = { title: 't', summary: 's', annotations: Array.from({ length: 50 }, () => annotation) };
    const { data: run } = await octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head, status: 'in_progress', output });
    await octokit.checks.update({ ...repo, check_run_id: run.id, output: { ...output, annotations: [annotation] } });
    const { data } = await octokit.checks.get({ ...repo, check_run_id: run.id });
    expect(data.output.annotations_count).toBe(51);
    const all = await octokit.paginate(octokit.checks.listAnnotations, { ...repo, check_run_id: run.id });
    expect(all).toHaveLength(51);
    expectNoViolations(github);
  });

  test.each([
    ['51 annotations', { summary: 's', annotations: Array.from({ length: 51 }, () => annotation) }],
    ['a summary over 65,535 characters', { summary: 'x'.repeat(65_536) }],
    ['a title over 255 characters', { summary: 's', title: 'x'.repeat(256) }],
    ['an annotation title over 255 characters', { summary: 's', annotations: [{ ...annotation, title: 'x'.repeat(256) }] }],
    ['a message over 64 KB', { summary: 's', annotations: [{ ...annotation, message: 'x'.repeat(65_537) }] }],
    ['columns on several lines', { summary: 's', annotations: [{ ...annotation, end_line: 2, start_column: 1 }] }],
    ['lines the wrong way round', { summary: 's', annotations: [{ ...annotation, start_line: 2 }] }],
    ['no title', { summary: 's', title: undefined }],
  ])('refuses %s', async (_, output) => {
    const title = 'title' in output ? output.title : 't';
    const asked = octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head, output: { ...output, title } as never });
    expect(await refused(asked)).toBe(422);
    expect(github.checksOn(head)).toHaveLength(0);
  });

  test('refuses a commit that does not exist, and a success that GitHub alone may take away', async () => {
    expect(await refused(octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: 'f'.repeat(40) }))).toBe(422);
    expect(await refused(octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head, conclusion: 'stale' }))).toBe(422);
  });

  test('only the app that made a run may change it', async () => {
    const { data: run } = await octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head });
    const other = connect(github, github.issueToken({ permissions: { checks: 'write' }, app: { slug: 'guard', id: 777 } }));
    expect(await refused(other.checks.update({ ...repo, check_run_id: run.id, conclusion: 'success' }))).toBe(403);
    expect(github.checksOn(head)[0]?.status).toBe('queued');
  });

  test('lists the newest run of a name unless asked for all', async () => {
    await octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head, conclusion: 'failure' });
    await octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head, conclusion: 'success' });
    const latest = await octokit.checks.listForRef({ ...repo, ref: head });
    const all = await octokit.checks.listForRef({ ...repo, ref: head, filter: 'all' });
    expect(latest.data.check_runs.map((run) => run.conclusion)).toEqual(['success']);
    expect(all.data.total_count).toBe(2);
    expectNoViolations(github);
  });
});

describe('the merge button', () => {
  const required = [{ name: 'tilsyn' }];

  test.each(['success', 'skipped', 'neutral'] as const)('counts %s as passing', async (conclusion) => {
    await octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head, conclusion });
    expect(github.mergeable(1, required)).toEqual({ mergeable: true, blockedBy: [] });
  });

  test.each(['failure', 'action_required', 'cancelled', 'timed_out'] as const)('counts %s as not', async (conclusion) => {
    await octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head, conclusion });
    expect(github.mergeable(1, required).mergeable).toBe(false);
  });

  test('an older success does not survive a run in progress, nor a new head', async () => {
    await octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head, conclusion: 'success' });
    await octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head, status: 'in_progress' });
    expect(github.mergeable(1, required).blockedBy).toEqual(['tilsyn is in_progress']);
    await octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head, conclusion: 'success' });
    const { sha } = github.push('feature', { 'app.yml': 'a: 3\n' }, { by: 'alice' });
    expect(github.mergeable(1, required).blockedBy).toEqual([`tilsyn has not reported on ${sha}`]);
  });

  test('a run of another app counts only where no app is expected', async () => {
    await octokit.checks.create({ ...repo, name: 'tilsyn', head_sha: head, conclusion: 'success' });
    expect(github.mergeable(1, [{ name: 'tilsyn', app: 777 }]).mergeable).toBe(false);
    expect(github.mergeable(1, [{ name: 'tilsyn', app: 15_368 }]).mergeable).toBe(true);
  });
});
