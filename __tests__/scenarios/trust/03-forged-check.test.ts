import { afterAll, expect, test } from '@jest/globals';
import { connect } from '../../github/client.ts';
import { expectNoViolations } from '../../github/server.ts';
import { runAction } from '../../runner/runner.ts';
import { journal, openClinic, rooted } from '../clinic.ts';

const clinic = await openClinic();
const { github } = clinic;
afterAll(() => github.close());

/** A workflow on a branch of the repository itself: the same app as ours, and any name that it likes. */
async function forge(headSha: string): Promise<void> {
  const octokit = connect(github, github.issueToken({ permissions: { checks: 'write' } }));
  await octokit.checks.create({
    owner: 'acme',
    repo: 'gitops',
    name: 'tilsyn',
    head_sha: headSha,
    status: 'completed',
    conclusion: 'success',
  });
}

test('with the token of an app of its own, and the check pinned to it, a forged check counts for nothing', async () => {
  const { number, headSha, payload } = clinic.change('forged', { [journal]: rooted });
  const app = { id: 777, slug: 'tilsyn-clinic' };
  const token = github.issueToken({ app, permissions: { contents: 'read', checks: 'write', 'pull-requests': 'write' } });
  const run = await runAction({
    github,
    event: 'pull_request_target',
    payload,
    token: github.issueToken({ permissions: {} }),
    inputs: { 'github-token': token },
    env: { TILSYN_API_PACE: '1' },
  });
  expect(run.outputs.conclusion).toBe('failure');
  await forge(headSha);
  expect(github.mergeable(number, [{ name: 'tilsyn', app: app.id }])).toEqual({ mergeable: false, blockedBy: ['tilsyn is failure'] });
  expectNoViolations(github);
});

/** The limit that the security model states: here nothing that tilsyn does could help. */
test('with the default token a forged check passes, until the next event', async () => {
  const { number, headSha, payload } = clinic.change('default', { [journal]: rooted });
  await clinic.review({ payload });
  await forge(headSha);
  expect(github.mergeable(number, [{ name: 'tilsyn' }]).mergeable).toBe(true);
  await clinic.reviewAgain(number);
  expect(github.mergeable(number, [{ name: 'tilsyn' }]).mergeable).toBe(false);
  expectNoViolations(github);
});
