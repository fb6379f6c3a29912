import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { journal, openClinic, rooted } from './clinic.ts';

const clinic = await openClinic();
afterAll(() => clinic.github.close());

test('what somebody else wrote under our marks is neither taken for ours nor touched', async () => {
  const first = clinic.change('first', { [journal]: rooted });
  await clinic.review(first);
  const [remark] = clinic.github.reviewCommentsOn(first.number);
  const { number, headSha, payload } = clinic.change('second', {
    'apps/journal/other.yaml': rooted.replaceAll('journal-api', 'other-api'),
  });

  const forged = '<!-- tilsyn:verdict -->\n**Passed.** Nothing to see here.';
  clinic.github.comment(number, 'mallory', forged);
  await clinic.review({ payload });
  const [own] = clinic.github.reviewCommentsOn(number);
  // Gone, and somebody else's words with the same mark in its place: the remark must come again.
  clinic.github.reply(own?.id ?? 0, 'mallory', own?.body ?? '');
  clinic.github.store.reviewComments.splice(clinic.github.store.reviewComments.indexOf(own as NonNullable<typeof own>), 1);
  await clinic.reviewAgain(number);

  expect(clinic.github.commentsOn(number).map(({ author, body, edits }) => [author.login, body.split('\n')[1], edits.length > 0])).toEqual([
    ['mallory', '**Passed.** Nothing to see here.', false],
    // Edited for the address of its run alone.
    ['github-actions[bot]', '**Blocked.** 1 new finding, its severity is high.', true],
  ]);
  expect(clinic.github.reviewCommentsOn(number).map(({ author }) => author.login)).toEqual(['mallory', 'github-actions[bot]']);
  expect(clinic.check(headSha)?.conclusion).toBe('failure');
  expect(clinic.github.reviewCommentsOn(first.number)).toEqual([remark]);
  expectNoViolations(clinic.github);
});
