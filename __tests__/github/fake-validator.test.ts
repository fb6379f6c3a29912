import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connect, refused } from './client.ts';
import { operations, webhooks } from './openapi/operations.ts';
import { loadSlice } from './openapi/slice.ts';
import { sharedValidator } from './openapi/validator.ts';
import { routes } from './routes/index.ts';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from './server.ts';

let github: FakeGitHub;
const repo = { owner: 'acme', repo: 'gitops' };

beforeEach(async () => {
  github = await startFakeGitHub();
});

afterEach(async () => {
  await github.close();
});

describe('the slice', () => {
  test('holds exactly the operations that have a route, and the webhooks', () => {
    const slice = loadSlice();
    const cut = Object.values(slice.paths).flatMap((methods) => Object.values(methods).map((operation) => operation.operationId));
    expect(cut.sort()).toEqual([...operations].sort());
    expect(Object.keys(routes).sort()).toEqual([...operations].sort());
    expect(Object.keys(slice.webhooks)).toEqual([...webhooks]);
  });
});

describe('the validator bites', () => {
  const validator = sharedValidator();
  const shape = validator.operations.find((operation) => operation.id === 'git/get-ref');
  if (shape === undefined) throw new Error('no shape');
  const good = {
    ref: 'refs/heads/main',
    node_id: 'x',
    url: 'http://localhost/x',
    object: { type: 'commit', sha: 'a'.repeat(40), url: 'http://localhost/y' },
  };

  test.each([
    ['a right answer', 200, good, []],
    ['a missing field', 200, { ...good, object: undefined }, ["/ must have required property 'object'"]],
    ['a wrong type', 200, { ...good, url: 1 }, ['/url must be string']],
    ['an undocumented status', 202, good, ['status 202 is not documented']],
    ['a refusal without a reason', 404, {}, ['a refusal says why in `message`']],
  ])('on %s', (_, status, body, faults) => {
    expect(validator.response(shape, status, JSON.parse(JSON.stringify(body)), 'application/json')).toEqual(faults);
  });

  test('on an answer of the running server', async () => {
    const octokit = connect(github, github.issueToken({ permissions: {} }));
    github.store.users.set('broken', { id: 'no number' as never, login: 'broken', type: 'User' });
    await octokit.users.getByUsername({ username: 'broken' });
    expect(github.violations).toContainEqual(expect.stringContaining('users/get-by-username answered 200: /id must be integer'));
    expect(() => expectNoViolations(github)).toThrow('users/get-by-username');
  });

  test('on a webhook', () => {
    github.deliveries.push({ event: 'push', payload: { ref: 'refs/heads/main' } });
    expect(() => expectNoViolations(github)).toThrow("webhook push: / must have required property 'before'");
  });

  test('on routes nobody has, on unknown parameters and on bad queries', async () => {
    const octokit = connect(github, github.issueToken({ permissions: { 'pull-requests': 'read' } }));
    expect(await refused(octokit.request('GET /repos/acme/gitops/nothing'))).toBe(404);
    await octokit.pulls.list({ ...repo, colour: 'red' } as never);
    await octokit.graphql('{ viewer { nonsense } }').catch(() => undefined);
    expect(github.violations).toEqual([
      'no such route: GET /repos/acme/gitops/nothing',
      'pulls/list: unknown query parameter colour',
      'graphql: Cannot query field "nonsense" on type "User".',
    ]);
  });

  test('on a request body off the schema, with 422 in the shape GitHub has', async () => {
    const octokit = connect(github, github.issueToken({ permissions: { checks: 'write' } }));
    const asked = octokit.request('POST /repos/{owner}/{repo}/check-runs', { ...repo, head_sha: 'x' } as never);
    expect(await refused(asked)).toBe(422);
    expectNoViolations(github);
  });
});

describe('the version header', () => {
  test('is recorded, and one that GitHub does not serve is refused', async () => {
    const octokit = connect(github, github.issueToken({ permissions: {} }));
    await octokit.repos.get({ ...repo, headers: { 'x-github-api-version': '2026-03-10' } });
    expect(await refused(octokit.repos.get({ ...repo, headers: { 'x-github-api-version': '2020-01-01' } }))).toBe(400);
    expect(github.requests.map((request) => request.apiVersion)).toEqual(['2026-03-10', '2020-01-01']);
  });
});
