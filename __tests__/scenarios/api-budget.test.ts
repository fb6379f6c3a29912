import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { openClinic, rooted } from './clinic.ts';

const clinic = await openClinic();
afterAll(() => clinic.github.close());

/** docs/performance.md: 15 requests. Those of git are no requests of the API. */
test('30 findings on 20 files cost no more than 15 requests', async () => {
  const files = Array.from({ length: 20 }, (_, index): [string, string] => {
    const one = (name: string): string => rooted.replaceAll('journal-api', name);
    return [`apps/many/${index}.yaml`, index < 10 ? `${one(`a-${index}`)}---\n${one(`b-${index}`)}` : one(`c-${index}`)];
  });
  const { number, headSha, payload } = clinic.change('many', Object.fromEntries(files));
  const run = await clinic.review({ payload });
  expect([run.outputs['findings-count'], clinic.check(headSha)?.annotations.length]).toEqual(['30', 30]);
  expect(clinic.github.reviewCommentsOn(number)).toHaveLength(30);
  const asked = run.requests.filter(({ kind }) => kind !== 'git').map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`);
  // The list, for whoever sees it red.
  expect(asked.length <= 15 ? [] : asked).toEqual([]);
  expectNoViolations(clinic.github);
});
