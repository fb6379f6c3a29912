import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from '../github/server.ts';
import { makeAction } from './toy.ts';
import { runWorkflow, type WorkflowOptions, type WorkflowResult } from './workflow.ts';

let github: FakeGitHub;
let action: ReturnType<typeof makeAction>;

/** Says what it was given. */
const script = `
  const auth = { authorization: 'Bearer ' + env['INPUT_GITHUB-TOKEN'], 'content-type': 'application/json' };
  const posted = await fetch(env.GITHUB_API_URL + '/repos/acme/gitops/issues/1/comments', { method: 'POST', headers: auth, body: '{"body":"hello"}' });
  fs.appendFileSync(env.GITHUB_OUTPUT, 'posted=' + posted.status + '\\nkey=' + (env.INPUT_KEY === 'signing-key-of-the-log') + '\\n');
  if (env.INPUT_LANGUAGE === 'fail') process.exitCode = 1;`;

const workflow = `
name: review
on:
  pull_request_target:
    types: [opened, synchronize]
  pull_request:
  push:
    branches: [main, 'release/**']
permissions: {}
jobs:
  judge:
    permissions:
      pull-requests: write
    outputs:
      posted: \${{ steps.run.outputs.posted }}
    steps:
      - run: echo not run here
      - id: run
        uses: acme/tilsyn@0123456789abcdef0123456789abcdef01234567
        with:
          key: \${{ secrets.KEY }}
          language: \${{ vars.LANGUAGE || 'en' }}
  after:
    needs: judge
    if: needs.judge.outputs.posted == '201'
    steps:
      - uses: acme/tilsyn@v1
`;

beforeEach(async () => {
  github = await startFakeGitHub({ files: { 'a.yml': 'a: 1\n' } });
  github.fork('mallory');
  action = makeAction(script);
});

afterEach(async () => {
  action.remove();
  await github.close();
});

function run(options: Pick<WorkflowOptions, 'event' | 'payload'> & Partial<WorkflowOptions>): Promise<WorkflowResult> {
  return runWorkflow({ github, workflow, action: action.folder, secrets: { KEY: 'signing-key-of-the-log' }, ...options });
}

function open(fork: boolean): ReturnType<FakeGitHub['openPullRequest']> {
  github.push('feature', { 'a.yml': 'a: 2\n' }, { by: 'mallory', ...(fork ? { fork: 'mallory' } : {}) });
  return github.openPullRequest({ head: fork ? 'mallory:feature' : 'feature', author: 'mallory' });
}

describe('a workflow', () => {
  test('gives each job a token with its permissions, and its secrets and variables', async () => {
    const { payload } = open(false);
    const { jobs } = await run({ event: 'pull_request_target', payload });
    expect(jobs.map(({ id, conclusion, permissions, others, runs }) => [id, conclusion, permissions, others, runs[0]?.outputs])).toEqual([
      ['judge', 'success', { 'pull-requests': 'write' }, ['echo not run here'], { posted: '201', key: 'true' }],
      ['after', 'success', {}, [], { posted: '403', key: 'false' }],
    ]);
    expect(jobs.flatMap((job) => job.runs.flatMap((each) => each.faults))).toEqual([]);
    expectNoViolations(github);
  });

  test('from a fork has neither secrets nor a token that writes, save on pull_request_target', async () => {
    const { payload } = open(true);
    const [weak] = (await run({ event: 'pull_request', payload })).jobs;
    const [strong] = (await run({ event: 'pull_request_target', payload })).jobs;
    expect([weak?.permissions, weak?.runs[0]?.outputs]).toEqual([{ 'pull-requests': 'read' }, { posted: '403', key: 'false' }]);
    expect([strong?.permissions, strong?.runs[0]?.outputs]).toEqual([{ 'pull-requests': 'write' }, { posted: '201', key: 'true' }]);
  });

  test('has its jobs as checks on the head, and a skipped one would pass', async () => {
    const { payload, headSha } = open(false);
    const { jobs } = await run({ event: 'pull_request_target', payload, vars: { LANGUAGE: 'fail' } });
    expect(jobs.map((job) => job.conclusion)).toEqual(['failure', 'skipped']);
    expect(github.checksOn(headSha).map((check) => [check.name, check.conclusion])).toEqual([
      ['judge', 'failure'],
      ['after', 'skipped'],
    ]);
    expect(github.mergeable(1, [{ name: 'after' }]).mergeable).toBe(true);
  });

  test('sees the secrets of an environment only in the job that names it, on the default branch', async () => {
    const { payload } = open(false);
    const named = workflow.replace('  judge:\n', '  judge:\n    environment: log\n');
    const environments = { log: { secrets: { KEY: 'signing-key-of-the-log' } } };
    const key = async (text: string, event: string): Promise<string | undefined> => {
      const { jobs } = await run({ event, payload, workflow: text, secrets: {}, environments });
      return jobs[0]?.runs[0]?.outputs.key;
    };
    expect([await key(named, 'pull_request_target'), await key(named, 'pull_request'), await key(workflow, 'pull_request_target')]).toEqual(
      ['true', 'false', 'false'],
    );
  });

  test('tells of its end, which starts workflow_run', async () => {
    const { payload } = open(false);
    const { completed } = await run({ event: 'pull_request', payload });
    const follower = 'on:\n  workflow_run:\n    workflows: [review]\n    types: [completed]\njobs:\n  next:\n    steps: []\n';
    const started = await run({ event: 'workflow_run', payload: completed?.payload ?? {}, workflow: follower });
    const other = await run({
      event: 'workflow_run',
      payload: completed?.payload ?? {},
      workflow: follower.replace('[review]', '[others]'),
    });
    expect([started.started, other.started]).toEqual([true, false]);
    expectNoViolations(github);
  });

  test.each([
    [
      'another activity',
      () => ({ event: 'pull_request_target', payload: github.pullRequestEvent(1, 'edited', 'mallory', { changes: {} }).payload }),
    ],
    ['another branch', () => ({ event: 'push', payload: github.push('other', { 'a.yml': 'a: 9\n' }).deliveries[0]?.payload ?? {} })],
    ['an event it does not name', () => ({ event: 'issue_comment', payload: github.comment(1, 'mallory', 'x').payload })],
    [
      'what the token of a workflow did',
      () => ({ event: 'pull_request_target', payload: github.pullRequestEvent(1, 'opened', 'github-actions[bot]').payload }),
    ],
  ])('is not started by %s', async (_, make) => {
    open(false);
    expect(await run(make())).toEqual({ started: false, jobs: [] });
  });

  test('on pull_request waits while there is a conflict; pull_request_target does not', async () => {
    open(false);
    github.push('main', { 'a.yml': 'a: 3\n' });
    const { payload } = github.pullRequestEvent(1, 'synchronize', 'mallory');
    expect((await run({ event: 'pull_request', payload })).started).toBe(false);
    expect((await run({ event: 'pull_request_target', payload })).started).toBe(true);
  });

  test('refuses what is not modelled', async () => {
    const { payload } = open(false);
    const paths = workflow.replace('types: [opened, synchronize]', "paths: ['*.yml']");
    await expect(run({ event: 'pull_request_target', payload, workflow: paths })).rejects.toThrow('paths');
    const misspelt = workflow.replace('pull-requests: write', 'pull-request: write');
    await expect(run({ event: 'pull_request_target', payload, workflow: misspelt })).rejects.toThrow(
      'no permission is called pull-request',
    );
  });
});
