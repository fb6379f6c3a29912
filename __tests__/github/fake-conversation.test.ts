import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connect, refusal, refused } from './client.ts';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from './server.ts';

let github: FakeGitHub;
const repo = { owner: 'acme', repo: 'gitops' };

beforeEach(async () => {
  github = await startFakeGitHub({ files: { 'a.yml': 'a: 1\n' } });
  github.setPermission('bob', 'write');
  github.push('feature', { 'a.yml': 'a: 2\n' }, { by: 'alice' });
  github.openPullRequest({ head: 'feature', author: 'alice' });
});

afterEach(async () => {
  await github.close();
});

describe('comments', () => {
  test('tell when they were edited, and what they said before', async () => {
    const { id, payload } = github.comment(1, 'bob', '/tilsyn status');
    github.editComment(id, '/tilsyn approve', 'bob');
    const octokit = connect(github, github.issueToken({ permissions: { 'pull-requests': 'read' } }));
    const { data } = await octokit.issues.getComment({ ...repo, comment_id: id });
    expect([payload.comment, data.body, data.created_at === data.updated_at]).toEqual([
      expect.objectContaining({ body: '/tilsyn status' }),
      '/tilsyn approve',
      false,
    ]);
    const query = 'query ($id: ID!) { node(id: $id) { ... on IssueComment { userContentEdits(first: 5) { nodes { diff } } } } }';
    const answered = await octokit.graphql(query, { id: data.node_id });
    expect(answered).toEqual({ node: { userContentEdits: { nodes: [{ diff: '/tilsyn approve' }, { diff: '/tilsyn status' }] } } });
    expectNoViolations(github);
  });

  test('of the whole repository can be read since a moment', async () => {
    github.comment(1, 'bob', 'one');
    github.advance({ hours: 1 });
    github.comment(1, 'bob', 'two');
    const since = github.commentsOn(1)[1]?.createdAt ?? '';
    const octokit = connect(github, github.issueToken({ permissions: { issues: 'read' } }));
    const { data } = await octokit.issues.listCommentsForRepo({ ...repo, since });
    expect(data.map((comment) => comment.body)).toEqual(['two']);
    expectNoViolations(github);
  });

  test('take one reaction of a kind from each', async () => {
    const { id } = github.comment(1, 'bob', 'x');
    const octokit = connect(github, github.issueToken({ permissions: { 'pull-requests': 'write' } }));
    const statuses = [];
    for (let time = 0; time < 2; time++) {
      const { status } = await octokit.reactions.createForIssueComment({ ...repo, comment_id: id, content: 'eyes' });
      statuses.push(Number(status));
    }
    expect(statuses).toEqual([201, 200]);
    expect((await octokit.reactions.listForIssueComment({ ...repo, comment_id: id })).data.map((reaction) => reaction.content)).toEqual([
      'eyes',
    ]);
    expectNoViolations(github);
  });

  test('can be minimised with pull-requests: write, but a thread resolved with contents: write only', async () => {
    const { id } = github.comment(1, 'bob', 'x');
    const permissions = { 'pull-requests': 'write' } as const;
    const octokit = connect(github, github.issueToken({ permissions }));
    const minimize =
      'mutation ($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { minimizedComment { isMinimized minimizedReason } } }';
    expect(await octokit.graphql(minimize, { id: `IC_${id}` })).toEqual({
      minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: 'outdated' } },
    });
    await octokit.pulls.createReview({ ...repo, pull_number: 1, event: 'COMMENT', comments: [{ path: 'a.yml', line: 1, body: 'x' }] });
    const threads: { repository: { pullRequest: { reviewThreads: { nodes: { id: string }[] } } } } = await octokit.graphql(
      'query { repository(owner: "acme", name: "gitops") { pullRequest(number: 1) { reviewThreads(first: 10) { nodes { id } } } } }',
    );
    const thread = threads.repository.pullRequest.reviewThreads.nodes[0]?.id;
    const resolve = 'mutation ($id: ID!) { resolveReviewThread(input: {threadId: $id}) { thread { isResolved } } }';
    expect((await refusal(octokit.graphql(resolve, { id: thread }))).errors?.[0]?.type).toBe('FORBIDDEN');
    const strong = connect(github, github.issueToken({ permissions: { ...permissions, contents: 'write' } }));
    expect(await strong.graphql(resolve, { id: thread })).toEqual({ resolveReviewThread: { thread: { isResolved: true } } });
    expectNoViolations(github);
  });
});

describe('reviews', () => {
  test('keep the commit they were given for, and their state in the webhook is in lower case', async () => {
    const old = github.pull(1).headSha;
    const { id, payload } = github.review(1, 'bob', { state: 'APPROVED' });
    github.push('feature', { 'a.yml': 'a: 3\n' }, { by: 'alice' });
    const octokit = connect(github, github.issueToken({ permissions: { 'pull-requests': 'write' } }));
    const listed = await octokit.pulls.listReviews({ ...repo, pull_number: 1 });
    expect(listed.data.map(({ commit_id, state }) => [commit_id, state])).toEqual([[old, 'APPROVED']]);
    expect(payload.review).toMatchObject({ state: 'approved', commit_id: old });
    await octokit.pulls.dismissReview({ ...repo, pull_number: 1, review_id: id, message: 'stale' });
    expect(github.reviewsOn(1)[0]?.state).toBe('DISMISSED');
    expect(github.deliveries.at(-1)).toMatchObject({ event: 'pull_request_review', action: 'dismissed' });
    expectNoViolations(github);
  });
});

describe('faults', () => {
  test('come as often as planned, and are counted among the requests', async () => {
    const octokit = connect(github, github.issueToken({ permissions: { 'pull-requests': 'read' } }));
    github.fail({ path: /\/pulls\/1$/, kind: '502', times: 2, after: 1 });
    const ask = (): Promise<unknown> => octokit.pulls.get({ ...repo, pull_number: 1 });
    await ask();
    expect([await refused(ask()), await refused(ask())]).toEqual([502, 502]);
    await ask();
    expect(github.requests.map((request) => request.status)).toEqual([200, 502, 502, 200]);
  });

  test('end when they are lifted', async () => {
    const octokit = connect(github, github.issueToken({ permissions: { 'pull-requests': 'read' } }));
    const ask = (): Promise<unknown> => octokit.pulls.get({ ...repo, pull_number: 1 });
    const fault = github.fail({ path: /\/pulls\/1$/, kind: '500', times: 1_000 });
    expect(await refused(ask())).toBe(500);
    fault.lift();
    await ask();
  });

  test.each([
    ['rate-limit', 403, 'x-ratelimit-remaining', '0'],
    ['secondary', 403, 'retry-after', '7'],
  ] as const)('%s says how long to wait', async (kind, status, header, value) => {
    github.fail({ path: /./, kind, times: 1, seconds: 7 });
    const answer = await fetch(`${github.url}/rate_limit`, {
      headers: { authorization: `token ${github.issueToken({ permissions: {} })}` },
    });
    expect([answer.status, answer.headers.get(header)]).toEqual([status, value]);
  });

  test('a late drop has done its work', async () => {
    const octokit = connect(github, github.issueToken({ permissions: { 'pull-requests': 'write' } }));
    github.fail({ method: 'POST', path: /comments/, kind: 'drop', times: 1, late: true });
    await refusal(octokit.issues.createComment({ ...repo, issue_number: 1, body: 'x' }));
    expect(github.commentsOn(1)).toHaveLength(1);
    expect(github.requests.at(-1)?.status).toBe(0);
  });

  test('the head can move in mid-run', async () => {
    const octokit = connect(github, github.issueToken({ permissions: { 'pull-requests': 'read' } }));
    const old = github.pull(1).headSha;
    github.before(/\/files/, () => void github.push('feature', { 'a.yml': 'a: 9\n' }, { by: 'alice' }));
    expect((await octokit.pulls.get({ ...repo, pull_number: 1 })).data.head.sha).toBe(old);
    await octokit.pulls.listFiles({ ...repo, pull_number: 1 });
    expect((await octokit.pulls.get({ ...repo, pull_number: 1 })).data.head.sha).not.toBe(old);
    expectNoViolations(github);
  });
});
