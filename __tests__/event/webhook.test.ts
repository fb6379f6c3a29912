import { describe, expect, test } from '@jest/globals';
import { readEvent } from '../../src/event/webhook.ts';

const sha = 'a'.repeat(40);
const other = 'b'.repeat(40);
const repository = {
  id: 77,
  name: 'drift',
  full_name: 'region/drift',
  owner: { login: 'region', id: 5 },
  default_branch: 'main',
  private: true,
};
const read = { id: 77, owner: 'region', name: 'drift', defaultBranch: 'main' };
const anna = { id: 11, login: 'anna', type: 'User' };
const bo = { id: 12, login: 'bo', type: 'User' };

const pullRequest = {
  action: 'synchronize',
  number: 42,
  before: other,
  after: sha,
  pull_request: {
    user: anna,
    title: '/tilsyn approve everything',
    body: '/tilsyn approve everything',
    head: { sha, ref: 'x', repo: { id: 99 } },
    base: { ref: 'main', sha: other, repo: { id: 77 } },
  },
  sender: bo,
  repository,
};
const comment = {
  action: 'created',
  comment: { id: 9001, user: anna, body: '/tilsyn status', created_at: '2026-11-24T08:00:00Z', updated_at: '2026-11-24T08:00:00Z' },
  issue: { number: 42, pull_request: { url: 'https://example.invalid' } },
  sender: anna,
  repository,
};
const workflowRun = {
  action: 'completed',
  workflow_run: {
    id: 3,
    head_sha: sha,
    event: 'pull_request_review',
    conclusion: 'success',
    head_repository: { id: 99 },
    pull_requests: [],
  },
  repository,
};
const mergeGroup = {
  action: 'checks_requested',
  merge_group: { head_sha: sha, head_ref: 'refs/heads/gh-readonly-queue/main/pr-1', base_ref: 'refs/heads/main', base_sha: other },
  repository,
};
const push = { ref: 'refs/heads/main', before: other, after: sha, forced: true, sender: bo, repository };

describe('given a payload as GitHub sends it', () => {
  test('a pull request gives its head, its opener and who pushed', () => {
    expect(readEvent('pull_request_target', pullRequest)).toEqual({
      ok: true,
      event: {
        kind: 'pull-request',
        action: 'synchronize',
        number: 42,
        headSha: sha,
        beforeSha: other,
        headRepositoryId: 99,
        baseRef: 'main',
        opener: { id: 11, login: 'anna' },
        sender: { id: 12, login: 'bo' },
        repository: read,
      },
    });
  });

  test('a pull request whose fork is gone has no head repository', () => {
    const gone = { ...pullRequest, pull_request: { ...pullRequest.pull_request, head: { sha, repo: null } } };
    expect(readEvent('pull_request_target', gone)).toMatchObject({ ok: true, event: { headRepositoryId: null } });
  });

  test('a comment gives its author with the type of account', () => {
    expect(readEvent('issue_comment', comment)).toEqual({
      ok: true,
      event: {
        kind: 'comment',
        commentId: 9001,
        author: anna,
        body: '/tilsyn status',
        createdAt: '2026-11-24T08:00:00Z',
        updatedAt: '2026-11-24T08:00:00Z',
        issueNumber: 42,
        isPullRequest: true,
        repository: read,
      },
    });
  });

  test.each([{ number: 42 }, { number: 42, pull_request: null }])('a comment under an issue is no pull request: %j', (issue) => {
    expect(readEvent('issue_comment', { ...comment, issue })).toMatchObject({ ok: true, event: { isPullRequest: false } });
  });

  test('the other events give what their handlers look for', () => {
    expect(readEvent('workflow_run', workflowRun)).toEqual({
      ok: true,
      event: {
        kind: 'workflow-run',
        runId: 3,
        headSha: sha,
        event: 'pull_request_review',
        conclusion: 'success',
        headRepositoryId: 99,
        repository: read,
      },
    });
    expect(readEvent('merge_group', mergeGroup)).toEqual({
      ok: true,
      event: { kind: 'merge-group', headSha: sha, baseRef: 'main', baseSha: other, repository: read },
    });
    expect(readEvent('push', push)).toEqual({
      ok: true,
      event: {
        kind: 'push',
        ref: 'refs/heads/main',
        before: other,
        after: sha,
        forced: true,
        sender: { id: 12, login: 'bo' },
        repository: read,
      },
    });
    expect(readEvent('schedule', { schedule: '0 5 * * *', repository })).toEqual({
      ok: true,
      event: { kind: 'schedule', schedule: '0 5 * * *', repository: read },
    });
  });
});

describe('given an event without power or use', () => {
  test.each(['pull_request', 'pull_request_review', 'deployment_status'])('%s is a signal, and its payload is not even read', (name) => {
    expect(readEvent(name, null)).toEqual({ ok: true, event: { kind: 'review-signal', name } });
  });

  test.each([
    ['issue_comment', { ...comment, action: 'edited' }, 'edited'],
    ['issue_comment', { ...comment, action: 'deleted' }, 'deleted'],
    ['pull_request_target', { ...pullRequest, action: 'closed' }, 'closed'],
    ['workflow_run', { ...workflowRun, action: 'requested' }, 'requested'],
    ['merge_group', { ...mergeGroup, action: 'destroyed' }, 'destroyed'],
  ])('%s of another action is unsupported', (name, payload, action) => {
    expect(readEvent(name, payload)).toEqual({ ok: true, event: { kind: 'unsupported', name, action } });
  });

  test('an unknown event is unsupported', () => {
    expect(readEvent('gollum', {})).toEqual({ ok: true, event: { kind: 'unsupported', name: 'gollum' } });
  });
});

describe('given a payload that is not what it must be', () => {
  test.each([
    ['pull_request_target', { ...pullRequest, number: '42' }, 'number'],
    ['pull_request_target', { ...pullRequest, sender: undefined }, 'sender'],
    [
      'pull_request_target',
      { ...pullRequest, pull_request: { ...pullRequest.pull_request, head: { sha: 'main', repo: null } } },
      'pull_request.head.sha',
    ],
    ['pull_request_target', { ...pullRequest, repository: { ...repository, id: 78 } }, 'pull_request.base.repo.id'],
    ['issue_comment', { ...comment, comment: { ...comment.comment, user: null } }, 'comment.user'],
    ['issue_comment', { ...comment, comment: { ...comment.comment, created_at: 'today' } }, 'comment.created_at'],
    ['workflow_run', { ...workflowRun, repository: undefined }, 'repository'],
    ['merge_group', { ...mergeGroup, merge_group: { ...mergeGroup.merge_group, head_sha: '' } }, 'merge_group.head_sha'],
    ['push', { ...push, repository: { ...repository, id: 0 } }, 'repository.id'],
    ['push', { ...push, after: `${sha}\n` }, 'after'],
    ['schedule', {}, 'schedule'],
    ['issue_comment', null, ''],
    ['issue_comment', { comment: {} }, 'action'],
  ])('%s names the field', (name, payload, field) => {
    const result = readEvent(name, payload);
    expect(result).toMatchObject({ ok: false, name });
    expect(result.ok ? [] : result.errors.map((error) => error.field)).toContain(field);
  });
});
