import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from '../github/server.ts';
import type { Delivery } from '../github/store/store.ts';
import { makeAction } from './toy.ts';
import { runWorkflow, type WorkflowResult } from './workflow.ts';

/** The workflows users copy, started by what they are for. The action is a stand-in that says which keys it was given. */
let github: FakeGitHub;
let action: ReturnType<typeof makeAction>;
const environments = { 'tilsyn-evidence': { secrets: { TILSYN_SIGNING_KEY: 'the-signing-key' } } };

beforeEach(async () => {
  github = await startFakeGitHub({ files: { 'a.yml': 'a: 1\n' } });
  github.fork('mallory');
  github.push('feature', { 'a.yml': 'a: 2\n' }, { by: 'mallory', fork: 'mallory' });
  action = makeAction("fs.writeFileSync(env.GITHUB_OUTPUT, 'signs=' + (env['INPUT_EVIDENCE-SIGNING-KEY'] === 'the-signing-key'))");
});

afterEach(async () => {
  action.remove();
  await github.close();
});

function run(workflow: string, event: string, { payload }: Delivery): Promise<WorkflowResult> {
  return runWorkflow({ github, workflow, event, payload, environments, action: action.folder });
}

describe('the example workflows', () => {
  test('on a pull request from a fork: the review writes but holds no key', async () => {
    const opened = github.openPullRequest({ head: 'mallory:feature', author: 'mallory' });
    const { jobs } = await run('tilsyn-review.yml', 'pull_request_target', opened);
    expect(jobs.map(({ permissions, runs }) => [permissions, runs[0]?.outputs])).toEqual([
      [{ contents: 'read', checks: 'write', 'pull-requests': 'write' }, { signs: 'false' }],
    ]);
    expectNoViolations(github);
  });

  test('on a review: the signal has no permission at all, and its end starts the commands, which sign', async () => {
    github.openPullRequest({ head: 'mallory:feature', author: 'mallory' });
    const signal = await run('tilsyn-signal.yml', 'pull_request_review', github.review(1, 'bob', { state: 'APPROVED' }));
    expect(signal.jobs.map(({ permissions, runs }) => [permissions, runs.length])).toEqual([[{}, 0]]);
    const commands = await run('tilsyn-commands.yml', 'workflow_run', signal.completed as Delivery);
    expect(commands.jobs.map(({ runs }) => runs[0]?.outputs)).toEqual([{ signs: 'true' }]);
    expectNoViolations(github);
  });

  test.each([
    ['tilsyn-commands.yml', 'issue_comment', () => github.comment(1, 'bob', '/tilsyn status')],
    ['tilsyn-review.yml', 'merge_group', () => github.mergeGroup([1], 'bob')],
    ['tilsyn-evidence.yml', 'push', () => github.mergePullRequest(1, { by: 'bob' }).deliveries.at(-1) as Delivery],
    ['tilsyn-evidence.yml', 'schedule', () => github.schedule('17 5 * * *', '.github/workflows/tilsyn-evidence.yml')],
  ])('%s starts on %s', async (workflow, event, make) => {
    github.openPullRequest({ head: 'mallory:feature', author: 'mallory' });
    const { started, jobs } = await run(workflow, event, make());
    expect([started, jobs.every((job) => job.runs.length === 1)]).toEqual([true, true]);
    expectNoViolations(github);
  });

  test('have no job that is named like the required check', async () => {
    const opened = github.openPullRequest({ head: 'mallory:feature', author: 'mallory' });
    for (const file of readdirSync(new URL('../../examples/workflows', import.meta.url))) {
      await run(file, 'pull_request_target', opened);
    }
    expect(github.checksOn(opened.headSha).map((check) => check.name)).not.toContain('tilsyn');
  });
});
