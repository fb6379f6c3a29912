import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, rooted, sound } from '../clinic.ts';

const clinic = await openClinic();
const { github } = clinic;
afterAll(() => github.close());
const opened = clinic.change('bad', { [journal]: sound.replace('replicas: 2', 'replicas: 3') });
const { sha: bad } = github.push('bad', { [journal]: rooted }, { by: 'anna' });

test('refs and commits of the environment are nobody', async () => {
  const main = github.tip('main') ?? '';
  const env = {
    GITHUB_SHA: main,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_HEAD_REF: 'main',
    GITHUB_BASE_REF: 'bad',
    GITHUB_WORKFLOW_SHA: main,
    GITHUB_ACTOR: 'bo',
    GITHUB_REPOSITORY: 'acme/other',
    GITHUB_REPOSITORY_ID: '1',
  };
  const run = await clinic.review(github.pullRequestEvent(opened.number, 'synchronize', 'anna', { before: opened.headSha, after: bad }), {
    env,
  });
  expect(run.outputs.conclusion).toBe('failure');
  expect([clinic.check(bad)?.conclusion, clinic.check(main)]).toEqual(['failure', undefined]);
  expectNoViolations(github);
});

test('a head that the payload names and that is none any more gets no verdict', async () => {
  // The event of the opening, delivered again: its head was clean.
  const run = await clinic.review(opened);
  expect(run.outputs.conclusion).toBe('failure');
  expect([clinic.check(bad)?.conclusion, clinic.check(opened.headSha)]).toEqual(['failure', undefined]);
  expectNoViolations(github);
});

test('a payload of another repository is refused before anything is said', async () => {
  const { payload } = opened;
  const repository = { ...(payload.repository as object), id: 4711 };
  const pull = payload.pull_request as { readonly base: object };
  const pull_request = { ...pull, base: { ...pull.base, repo: repository } };
  const before = github.store.checkRuns.length;
  const run = await clinic.review({ payload: { ...payload, repository, pull_request } });
  expect(run.exitCode).toBe(2);
  expect(run.annotations[0]?.message).toContain('the event speaks of 4711');
  expect(github.store.checkRuns.slice(before).filter(({ name }) => name === 'tilsyn')).toEqual([]);
  expectNoViolations(github);
});
