import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, rooted } from '../clinic.ts';

const clinic = await openClinic();
const { github } = clinic;
afterAll(() => github.close());

test('a second pull request of the same commit into an unprotected branch turns nothing green', async () => {
  const { number, headSha, payload } = clinic.change('bad', { [journal]: rooted });
  expect((await clinic.review({ payload })).outputs.conclusion).toBe('failure');
  // Against this base the commit changes nothing, so judged there it would pass.
  github.setBranch('side', headSha, 'anna');
  github.push('side', { 'README.md': 'x\n' }, { by: 'anna' });
  const second = github.openPullRequest({ head: 'bad', base: 'side', author: 'anna' });
  const run = await clinic.review(second);
  expect([run.exitCode, run.outputs.conclusion]).toEqual([0, undefined]);
  expect(clinic.said(second.number)).toEqual([]);
  expect(github.checksOn(headSha).filter(({ name }) => name === 'tilsyn')).toHaveLength(1);
  expect(clinic.check(headSha)?.conclusion).toBe('failure');

  // Its base changed to the protected one, it is judged.
  const edited = github.editPullRequest(second.number, { base: 'main' }, 'anna');
  expect((await clinic.review(edited)).outputs.conclusion).toBe('failure');
  expect(github.mergeable(number, [{ name: 'tilsyn' }]).mergeable).toBe(false);
  expectNoViolations(github);
});
