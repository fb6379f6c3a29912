import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FakeGitHub, startFakeGitHub } from '../github/server.ts';
import type { Delivery } from '../github/store/store.ts';
import { type ActionOptions, type ActionResult, runAction } from './runner.ts';
import { makeAction } from './toy.ts';

let github: FakeGitHub;
let opened: Delivery & { readonly headSha: string };

beforeEach(async () => {
  github = await startFakeGitHub({ files: { 'a.yml': 'a: 1\n' } });
  github.push('feature', { 'a.yml': 'a: 2\n' }, { by: 'alice' });
  opened = github.openPullRequest({ head: 'feature', author: 'alice' });
});

afterEach(async () => {
  await github.close();
});

async function run(script: string, options: Partial<ActionOptions> = {}): Promise<ActionResult> {
  const action = makeAction(script);
  const token = github.issueToken({ permissions: { contents: 'read', 'pull-requests': 'read' } });
  try {
    return await runAction({ github, event: 'pull_request_target', payload: opened.payload, token, action: action.folder, ...options });
  } finally {
    action.remove();
  }
}

describe('the environment', () => {
  test('has the inputs with their defaults, hyphens kept, and every declared one', async () => {
    const { outputs } = await run(
      "fs.appendFileSync(env.GITHUB_OUTPUT, 'inputs=' + JSON.stringify([env['INPUT_GITHUB-TOKEN'].length > 20, env.INPUT_LANGUAGE, env.INPUT_NOTHING]) + '\\n')",
      { inputs: { language: 'da' } },
    );
    expect(outputs.inputs).toBe('[true,"da",""]');
  });

  test.each([
    ['pull_request_target', () => ['refs/heads/main', github.tip('main')]],
    ['pull_request', () => ['refs/pull/1/merge', github.pull(1).mergeCommitSha]],
    ['pull_request_review', () => ['refs/pull/1/merge', github.pull(1).mergeCommitSha]],
  ])('names the ref and SHA of %s', async (event, expected) => {
    const { stdout } = await run('console.log(JSON.stringify([env.GITHUB_REF, env.GITHUB_SHA]))', { event });
    expect(JSON.parse(stdout)).toEqual(expected());
  });

  test('reaches the server with the token, and carries nothing of this machine', async () => {
    const script = `
      const event = JSON.parse(fs.readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
      const answer = await fetch(env.GITHUB_API_URL + '/repos/' + env.GITHUB_REPOSITORY + '/pulls/' + event.number, {
        headers: { authorization: 'Bearer ' + env['INPUT_GITHUB-TOKEN'] } });
      console.log(JSON.stringify({ sha: (await answer.json()).head.sha, node: process.version, leaked: env.JEST_WORKER_ID, files: fs.readdirSync('.') }));`;
    const { stdout, requests, exitCode, cpuMs, faults } = await run(script);
    expect(JSON.parse(stdout)).toEqual({ sha: opened.headSha, node: process.version, files: [] });
    expect(requests.map(({ method, path, status }) => [method, path, status])).toEqual([['GET', '/repos/acme/gitops/pulls/1', 200]]);
    expect([exitCode, faults]).toEqual([0, []]);
    expect(cpuMs).toBeGreaterThan(10);
  });

  test('runs under the Node that action.yml asks for', async () => {
    const { stdout } = await run('console.log(process.version)');
    expect(stdout).toMatch(/^v24\./);
  });
});

describe('what the action does', () => {
  test('is read as the runner reads it', async () => {
    const script = `
      console.log('::error file=a%2Cb.yml,line=3,title=T%3AU::two%0Alines 100%25');
      console.log('::add-mask::hidden');
      console.log('::stop-commands::END'); console.log('::error::not one'); console.log('::END::');
      console.log('plain ::warning::not one either');
      fs.appendFileSync(env.GITHUB_OUTPUT, 'a=1\\nb<<X\\ntwo\\nlines\\nX\\n');
      fs.appendFileSync(env.GITHUB_STEP_SUMMARY, '# hello');
      fs.writeFileSync(env.RUNNER_TEMP + '/report.json', '{}');
      process.exitCode = 2;`;
    const result = await run(script);
    expect(result.annotations).toEqual([
      { name: 'error', properties: { file: 'a,b.yml', line: '3', title: 'T:U' }, message: 'two\nlines 100%' },
    ]);
    expect([result.masks, result.outputs, result.summary, result.exitCode]).toEqual([
      ['hidden'],
      { a: '1', b: 'two\nlines' },
      '# hello',
      2,
    ]);
    expect([...result.files].map(([path, bytes]) => [path.split('/').at(-1), bytes.toString()])).toEqual([['report.json', '{}']]);
    expect(result.faults).toEqual([]);
  });

  test.each([
    ['a summary over 1 MiB', "fs.writeFileSync(env.GITHUB_STEP_SUMMARY, 'x'.repeat(1048577))", 'over 1 MiB'],
    ['eleven warnings', "for (let i = 0; i < 11; i++) console.log('::warning::' + i)", '11 warning commands'],
    ['the token in the log', "console.error(env['INPUT_GITHUB-TOKEN'])", 'a secret stands in stderr'],
    ['the token in an output', "fs.writeFileSync(env.GITHUB_OUTPUT, 'a=' + env['INPUT_GITHUB-TOKEN'])", 'a secret stands in outputs'],
    ['the token in a report', "fs.writeFileSync(env.RUNNER_TEMP + '/r', env['INPUT_GITHUB-TOKEN'])", 'a secret stands in files'],
  ])('is found at fault for %s', async (_, script, fault) => {
    expect((await run(script)).faults).toEqual([expect.stringContaining(fault)]);
  });

  test('is killed when it does not end', async () => {
    const result = await run('setInterval(() => undefined, 1000)', { timeoutSeconds: 1 });
    expect([result.exitCode, result.faults]).toEqual([undefined, ['killed: it did not end in time']]);
  });
});
