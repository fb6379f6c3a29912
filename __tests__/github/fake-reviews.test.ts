import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { connect, refusal, refused } from './client.ts';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from './server.ts';

let github: FakeGitHub;
let octokit: Octokit;
const pull = { owner: 'acme', repo: 'gitops', pull_number: 1 };

/** Forty numbered lines, with those named replaced. */
function lines(changes: Readonly<Record<number, string>> = {}): string {
  return Array.from({ length: 40 }, (_, index) => `${changes[index + 1] ?? `line ${index + 1}`}\n`).join('');
}

beforeEach(async () => {
  github = await startFakeGitHub({ files: { 'a.yml': lines(), 'untouched.yml': 'a: 1\n' } });
  github.push('feature', { 'a.yml': lines({ 10: 'ten', 30: 'thirty' }) }, { by: 'alice' });
  github.openPullRequest({ head: 'feature', author: 'alice' });
  octokit = connect(github, github.issueToken({ permissions: { contents: 'read', 'pull-requests': 'write' } }));
});

afterEach(async () => {
  await github.close();
});

describe('a review', () => {
  test('stands when every comment lies in a hunk, context lines included', async () => {
    const comments = [
      { path: 'a.yml', line: 10, body: 'changed' },
      { path: 'a.yml', line: 7, body: 'first context line' },
      { path: 'a.yml', line: 33, start_line: 28, body: 'range' },
      { path: 'a.yml', line: 30, side: 'LEFT', body: 'deleted' },
    ];
    const { data } = await octokit.pulls.createReview({ ...pull, event: 'COMMENT', body: 'hello', comments });
    expect(data.state).toBe('COMMENTED');
    const listed = await octokit.pulls.listReviewComments(pull);
    expect(listed.data.map(({ line, start_line, side }) => [line, start_line, side])).toEqual([
      [10, null, 'RIGHT'],
      [7, null, 'RIGHT'],
      [33, 28, 'RIGHT'],
      [30, null, 'LEFT'],
    ]);
    expectNoViolations(github);
  });

  test.each([
    ['a line off the difference', { line: 20 }, 'line must be part of the diff'],
    ['the line before the hunk', { line: 6 }, 'line must be part of the diff'],
    ['a range over two hunks', { line: 30, start_line: 10 }, 'same hunk'],
    ['a range of one line', { line: 30, start_line: 30 }, 'precede'],
    ['a context line on the left', { line: 9, side: 'LEFT' }, 'line must be part of the diff'],
    ['a file off the difference', { path: 'untouched.yml', line: 1 }, 'Path could not be resolved'],
  ])('is refused as a whole for %s', async (_, place, words) => {
    const comments = [
      { path: 'a.yml', line: 10, body: 'good' },
      { path: 'a.yml', body: 'bad', ...place },
    ];
    const { status, message } = await refusal(octokit.pulls.createReview({ ...pull, event: 'COMMENT', comments }));
    expect([status, message.includes(words)]).toEqual([422, true]);
    expect(github.reviewCommentsOn(1)).toHaveLength(0);
    expect(github.reviewsOn(1)).toHaveLength(0);
    expectNoViolations(github);
  });

  test('takes bodies of 65,536 characters and no more', async () => {
    await octokit.pulls.createReview({ ...pull, event: 'COMMENT', body: 'x'.repeat(65_536) });
    expect(await refused(octokit.pulls.createReview({ ...pull, event: 'COMMENT', body: 'x'.repeat(65_537) }))).toBe(422);
  });

  test('by the token of a workflow may not approve', async () => {
    const { message } = await refusal(octokit.pulls.createReview({ ...pull, event: 'APPROVE' }));
    expect(message).toContain('not permitted to approve');
  });
});

describe('single comments', () => {
  test('on a file need the file in the difference only', async () => {
    const commit_id = github.pull(1).headSha;
    const { data } = await octokit.pulls.createReviewComment({ ...pull, commit_id, path: 'a.yml', body: 'file', subject_type: 'file' });
    expect(data.subject_type).toBe('file');
    const off = { ...pull, commit_id, path: 'untouched.yml', body: 'file', subject_type: 'file' } as const;
    expect(await refused(octokit.pulls.createReviewComment(off))).toBe(422);
    expectNoViolations(github);
  });

  test('follow their line through a push, and are outdated when it is gone', async () => {
    const comments = [
      { path: 'a.yml', line: 10, body: 'moves' },
      { path: 'a.yml', line: 30, body: 'goes' },
    ];
    await octokit.pulls.createReview({ ...pull, event: 'COMMENT', comments });
    github.push('feature', { 'a.yml': `new\n${lines({ 10: 'ten', 30: 'dreißig' })}` }, { by: 'alice' });
    const { data } = await octokit.pulls.listReviewComments(pull);
    expect(data.map(({ line, original_line }) => [line, original_line])).toEqual([
      [11, 10],
      [null, 30],
    ]);
    expectNoViolations(github);
  });

  test('written by the token are those of the bot, whoever asks', async () => {
    const { data } = await octokit.issues.createComment({ owner: 'acme', repo: 'gitops', issue_number: 1, body: 'hello' });
    expect(data.user).toMatchObject({ id: 41_898_282, login: 'github-actions[bot]', type: 'Bot' });
    expect(data.performed_via_github_app?.slug).toBe('github-actions');
    expectNoViolations(github);
  });
});
