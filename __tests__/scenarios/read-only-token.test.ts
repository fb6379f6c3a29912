import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { runAction } from '../runner/runner.ts';
import { journal, openClinic, rooted, rootedLine, sound } from './clinic.ts';

const clinic = await openClinic();
afterAll(() => clinic.github.close());

function runReadOnly(payload: Parameters<typeof runAction>[0]['payload']) {
  const token = clinic.github.issueToken({ permissions: { contents: 'read', 'pull-requests': 'read', checks: 'read' } });
  return runAction({ github: clinic.github, event: 'pull_request_target', payload, token, env: { TILSYN_API_PACE: '1' } });
}

test('a token that may write nothing leaves the verdict to the log, the summary and the exit status', async () => {
  const { payload, headSha, number } = clinic.change('rooted', { [journal]: rooted });
  const run = await runReadOnly(payload);
  expect([run.exitCode, run.outputs.conclusion]).toEqual([1, 'failure']);
  expect(run.annotations).toContainEqual(
    expect.objectContaining({ name: 'error', properties: expect.objectContaining({ file: journal, line: String(rootedLine) }) }),
  );
  expect(run.summary).toContain('WKL-06');
  expect([clinic.check(headSha), clinic.said(number), clinic.github.reviewsOn(number)]).toEqual([undefined, [], []]);
  expectNoViolations(clinic.github);
}, 30_000);

test('and a change without faults ends well', async () => {
  const { payload } = clinic.change('more', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
  const run = await runReadOnly(payload);
  expect([run.exitCode, run.outputs.conclusion, run.annotations]).toEqual([0, 'success', []]);
}, 30_000);
