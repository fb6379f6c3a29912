import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, rooted, sound, withApprovals } from '../clinic.ts';

const clinic = await openClinic({ configuration: withApprovals });
const { github } = clinic;
afterAll(() => github.close());

const replicas = (count: number): string => sound.replace('replicas: 2', `replicas: ${count}`);
const answer = (number: number): string => clinic.said(number).at(-1)?.body ?? '';
const reactions = (number: number): readonly string[] =>
  github.store.reactions.filter(({ on, author }) => on.pull.number === number && author.type === 'Bot').map(({ content }) => content);

describe('by comment', () => {
  let pull: ReturnType<typeof clinic.change>;
  beforeAll(() => {
    pull = clinic.change('comment', { [journal]: replicas(3) });
  });

  test.each([
    ['no commit', (): string => ''],
    ['seven digits of it', (): string => pull.headSha.slice(0, 7)],
    ['the commit before', (): string => github.tip('main') ?? ''],
  ])('one that names %s is none', async (_what, sha) => {
    const run = await clinic.command(pull.number, 'bo', `/tilsyn approve ${sha()}`);
    expect(run.exitCode).toBe(0);
    expect(reactions(pull.number).at(-1)).toBe('confused');
    expect(clinic.check(pull.headSha)?.conclusion ?? 'none').not.toBe('success');
    expectNoViolations(github);
  });

  test('one that was edited after it was written is none, and who edits may not speak for the author', async () => {
    const comment = github.comment(pull.number, 'bo', 'Looks nice.\n/tilsyn status');
    github.advance({ seconds: 5 });
    github.editComment(comment.id, `/tilsyn approve ${pull.headSha}`, 'carla');
    await clinic.run('tilsyn-commands.yml', 'issue_comment', comment);
    expect(answer(pull.number)).toContain('The comment was edited after it was written.');
    expect(clinic.check(pull.headSha)?.conclusion).toBe('action_required');
    expectNoViolations(github);
  });

  test('one for a head that was pushed over is none, and counts no more when it counted', async () => {
    await clinic.command(pull.number, 'bo', `/tilsyn approve ${pull.headSha.slice(0, 12)}`);
    expect(clinic.check(pull.headSha)?.conclusion).toBe('success');
    const { sha, deliveries } = github.push('comment', { [journal]: replicas(4) }, { by: 'anna' });
    await clinic.review(deliveries.find(({ event }) => event === 'pull_request') ?? pull);
    expect(clinic.check(sha)?.conclusion).toBe('action_required');
    await clinic.command(pull.number, 'carla', `/tilsyn approve ${pull.headSha}`);
    expect(clinic.check(sha)?.conclusion).toBe('action_required');
    expectNoViolations(github);
  });

  // Not held yet: when the head came to be is not known to the one who decides.
  test('one written before the head went away and came back is none', async () => {
    const fresh = clinic.change('there-and-back', { [journal]: replicas(5) });
    const comment = github.comment(fresh.number, 'bo', `/tilsyn approve ${fresh.headSha}`);
    github.advance({ seconds: 60 });
    github.push('there-and-back', { [journal]: replicas(6) }, { by: 'anna' });
    github.setBranch('there-and-back', fresh.headSha, 'anna');
    await clinic.run('tilsyn-commands.yml', 'issue_comment', comment);
    expect(clinic.check(fresh.headSha)?.conclusion).toBe('action_required');
  });
});

test('a review speaks of the commit it was written on, and of no other', async () => {
  const pull = clinic.change('review', { [journal]: replicas(7) });
  github.review(pull.number, 'bo', { state: 'APPROVED' });
  const { sha, deliveries } = github.push('review', { [journal]: replicas(8) }, { by: 'anna' });
  await clinic.review(deliveries.find(({ event }) => event === 'pull_request') ?? pull);
  expect(clinic.check(sha)?.conclusion).toBe('action_required');
  expect(answer(pull.number)).toContain(`\`bo\` does not count: approved \`${pull.headSha.slice(0, 7)}`);
  // Words of an approval in the body of a mere comment are words.
  github.review(pull.number, 'bo', { state: 'COMMENTED', body: `APPROVED ${sha}` });
  await clinic.reviewAgain(pull.number);
  expect(clinic.check(sha)?.conclusion).toBe('action_required');
  expectNoViolations(github);
});

test('words that somebody put into the review of another are not those of its author', async () => {
  const pull = clinic.change('put-into', { [journal]: rooted });
  const object = '--object Deployment/journal/journal-api --expires 5d';
  await clinic.command(pull.number, 'anna', `/tilsyn waive WKL-06 ${object} --reason "The vendor image needs root until version 5 comes"`);
  const id = /WVR-[0-9A-Z]{12}/.exec(answer(pull.number))?.[0] ?? '';
  const review = github.review(pull.number, 'bo', { state: 'COMMENTED', body: 'Why root?' });
  github.editReview(review.id, `/tilsyn approve ${id} ${pull.headSha}`, 'anna');
  const { completed } = await clinic.run('tilsyn-signal.yml', 'pull_request_review', review);
  await clinic.run('tilsyn-commands.yml', 'workflow_run', completed ?? review);
  expect(answer(pull.number)).toContain('The comment was edited after it was written.');
  expect(clinic.said(pull.number)[0]?.body).toContain('1 finding awaits a decision');
  expectNoViolations(github);
});
